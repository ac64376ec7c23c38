/** GET /v1/facets/{dimension} */
import type { Dimension } from '../domain/event.ts'
import { facetView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import type { Count, EventQuery, EventReader, Page, PageRequest } from '../store/event-store.ts'
import { eventQuery } from './event-query.ts'

export const listFacets: Handler<'listFacets'> = async (call, { events }) => {
  const { dimension } = call.parameters
  const request = pageRequest(call, 'asc')
  const filtered = await filteredPage(events, dimension, eventQuery(call.parameters), request)
  const page = filtered ?? (await events.countsPage(dimension, request))
  return listReply(
    call,
    { ...page, items: page.items.map(count => facetView(count, call.setting)) },
    { counted: filtered ? 'filtered' : 'all' },
  )
}

/** Nothing without filters, or where they leave more events than can be looked through. */
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
