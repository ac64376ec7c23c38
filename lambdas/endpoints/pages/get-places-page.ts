import { indexOfFacet } from './facet-index-page.ts'

export const getPlacesPage = indexOfFacet('place')
