import type { Dimension } from '../../domain/event.ts'
import { facetView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import { eventQuery, FILTERS } from '../../http/parameters/filters.ts'
import type { Count, EventQuery, EventReader, Page, PageRequest } from '../../store/event-store.ts'

export const listFacets = endpoint({
  path: '/v1/facets/{dimension}',
  parameters: ['dimension', ...FILTERS, 'limit', 'cursor', 'lang'],
  access: ['events:Query', 'events:BatchGetItem'],
  summary:
    'The values of a dimension and the number of events with each: of the filtered events, if they can be counted',
  answer: {
    list: 'Facet',
    more: {
      counted: {
        enum: ['filtered', 'all'],
        description: 'all: without filters, or if they leave too many events to count',
      },
    },
  },
  handle: async (request, { events }) => {
    const { dimension } = request.parameters
    const page = pageRequest(request, 'asc')
    const filtered = await filteredPage(events, dimension, eventQuery(request.parameters), page)
    const { items, ...rest } = filtered ?? (await events.countsPage(dimension, page))
    return listResponse(
      request,
      { ...rest, items: items.map(count => facetView(count, request.renderContext)) },
      { counted: filtered ? 'filtered' : 'all' },
    )
  },
})

/** Undefined without filters, or if they leave too many events to count. */
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
  return { items, total: counts.length, ...(following.length > limit && { next: shown.at(-1)!.value }) }
}
