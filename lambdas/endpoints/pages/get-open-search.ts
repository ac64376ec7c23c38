import { openSearch } from '../../pages/open-search.ts'
import { page } from './page.ts'

export const getOpenSearch = page({
  path: '/opensearch.xml',
  representation: 'openSearch',
  handle: ({ renderContext }) => ({ body: openSearch(renderContext) }),
})
