import { pageOfFacet } from './facet-page.ts'

export const getActorPage = pageOfFacet('actor', 'namedActor')
