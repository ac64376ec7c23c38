/** Files that browsers and crawlers read once per site. */
import { endpoint } from '../../http/endpoint.ts'
import { FAVICON, favicon, touchIcon } from '../../pages/favicon.ts'
import { openSearch } from '../../pages/open-search.ts'
import { llmsText, robots } from '../../pages/robots.ts'
import { page } from './page.ts'

export const getRobots = endpoint({
  path: '/robots.txt',
  dependsOn: [],
  representation: 'text',
  handle: ({ renderContext }) => ({ body: robots(renderContext.publicUrl) }),
})

export const getLlmsText = endpoint({
  path: '/llms.txt',
  representation: 'text',
  handle: ({ renderContext }) => ({ body: llmsText(renderContext) }),
})

export const getOpenSearch = page({
  path: '/opensearch.xml',
  representation: 'openSearch',
  handle: ({ renderContext }) => ({ body: openSearch(renderContext) }),
})

export const getFavicon = [
  endpoint({ dependsOn: [], path: '/favicon.svg', representation: 'svg', handle: () => ({ body: FAVICON }) }),
  // For programs that request it without reading a page.
  endpoint({ dependsOn: [], path: '/favicon.ico', representation: 'icon', handle: () => ({ body: favicon() }) }),
  endpoint({
    dependsOn: [],
    path: '/apple-touch-icon.png',
    representation: 'png',
    handle: () => ({ body: touchIcon() }),
  }),
]
