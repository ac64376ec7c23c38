/** The filters of a list of events, and the query that they make. */
import { significancesFrom } from '../domain/event.ts'
import type { ParametersOf } from './parameters.ts'

export const FILTERS = ['from', 'to', 'category', 'tag', 'actor', 'place', 'status', 'minSignificance'] as const

/** An `EventQuery` with every field. */
export const eventQuery = (parameters: ParametersOf<(typeof FILTERS)[number]>) => {
  const { from, to, category, tag, actor, place, status, minSignificance } = parameters
  return {
    from,
    to,
    facets: { category, tag, actor, place, status },
    significance: significancesFrom(minSignificance),
  }
}
