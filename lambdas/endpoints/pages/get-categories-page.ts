import { indexOfFacet } from './facet-index-page.ts'

export const getCategoriesPage = indexOfFacet('category')
