import { pageOfFacet } from './facet-page.ts'

export const getPlacePage = pageOfFacet('place', 'namedPlace')
