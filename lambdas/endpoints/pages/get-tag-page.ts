import { pageOfFacet } from './facet-page.ts'

export const getTagPage = pageOfFacet('tag', 'namedTag')
