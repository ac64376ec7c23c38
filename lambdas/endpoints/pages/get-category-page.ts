import { pageOfFacet } from './facet-page.ts'

export const getCategoryPage = pageOfFacet('category', 'namedCategory')
