import { indexOfFacet } from './facet-index-page.ts'

export const getTagsPage = indexOfFacet('tag')
