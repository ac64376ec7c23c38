import { indexOfFacet } from './facet-index-page.ts'

export const getActorsPage = indexOfFacet('actor')
