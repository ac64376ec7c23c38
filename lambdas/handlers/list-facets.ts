/** GET /v1/facets/{dimension} */
import { type Dimension, significancesFrom } from '../domain/event.ts'
import { facetView } from '../domain/view.ts'
import type { AnyCall, Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import type { Count, EventQuery, EventReader, Page, PageRequest } from '../store/event-store.ts'

export const listFacets: Handler<'listFacets'> = async (call, { events }) => {
  const { dimension, from, to, category, tag, actor, place, status, minSignificance } = call.parameters
  const facets = { category, tag, actor, place, status }
  const query: EventQuery = { from, to, facets, significance: significancesFrom(minSignificance) }
  const request = pageRequest(call, 'asc')
  const filtered = isFiltered(call) ? await filteredPage(events, dimension, query, request) : undefined
  const page = filtered ?? (await events.countsPage(dimension, request))
  return listReply(
    call,
    { ...page, items: page.items.map(count => facetView(count, call.setting)) },
    { counted: filtered ? 'filtered' : 'all' },
  )
}

const FILTERS = ['from', 'to', 'category', 'tag', 'actor', 'place', 'status'] as const

const isFiltered = ({ parameters }: AnyCall): boolean =>
  FILTERS.some(name => parameters[name] !== undefined && (parameters[name] as string).length > 0) ||
  parameters.minSignificance !== 1

/** Nothing where the filters leave more events than can be looked through. */
async function filteredPage(
  events: EventReader,
  dimension: Dimension,
  query: EventQuery,
  { limit, after = '' }: PageRequest,
): Promise<Page<Count> | undefined> {
  const counts = await events.tally(dimension, query)
  if (counts === undefined) return undefined
  const following = counts.filter(({ value }) => value > after)
  const shown = following.slice(0, limit)
  const names = await events.values({ [dimension]: shown.map(({ value }) => value) })
  const items = shown.map(({ value, events }, index) => ({ ...names[index]!, value, events }))
  return following.length > limit ? { items, next: shown.at(-1)!.value } : { items }
}
