/** What a call's filters ask of the store: the same for a list of events and for their counts. */
import { significancesFrom } from '../domain/event.ts'
import type { ParametersOf } from '../http/parameters.ts'

type Filters = ParametersOf<'from' | 'to' | 'category' | 'tag' | 'actor' | 'place' | 'status' | 'minSignificance'>

/** An `EventQuery` with every part in it. */
export const eventQuery = ({ from, to, category, tag, actor, place, status, minSignificance }: Filters) => ({
  from,
  to,
  facets: { category, tag, actor, place, status },
  significance: significancesFrom(minSignificance),
})
