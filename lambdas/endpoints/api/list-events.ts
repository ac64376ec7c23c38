import type { StoredEvent } from '../../domain/event.ts'
import { eventView } from '../../domain/view.ts'
import type { EventView } from '../../domain/view-schema.ts'
import { csv } from '../../formats/csv.ts'
import { type EventField, selectFields } from '../../formats/fields.ts'
import { ndjson } from '../../formats/ndjson.ts'
import { timelineJs } from '../../formats/timelinejs.ts'
import { endpoint, type RequestContext } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import { eventQuery, FILTERS } from '../../http/parameters/filters.ts'
import { invalidParameter } from '../../http/problem.ts'
import type { ListFormat } from '../../http/representations.ts'
import type { ApiServices } from '../../http/services.ts'
import type { Page, PageRequest } from '../../store/event-store.ts'
import type { Sort } from '../../store/timeline-search.ts'
import { foundEvents } from '../found-events.ts'

/** https://timeline.knightlab.com/docs/json-format.html */
const TIMELINE_JS = {
  schema: {
    type: 'object',
    description: 'with format=timelinejs',
    required: ['title', 'events'],
    properties: { title: { type: 'object' }, events: { type: 'array', items: { type: 'object' } } },
  },
}

export const listEvents = endpoint({
  path: '/v1/events',
  parameters: [...FILTERS, 'q', 'sort', 'order', 'limit', 'cursor', 'lang', 'format', 'fields'],
  cache: 'page',
  dependsOn: ['version'],
  // By change, a search reads the events that its index does not have yet.
  access: ['events:Query', 'events/byTime:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  summary: 'Events by time',
  answer: [{ list: 'Event' }, { list: 'EventPart' }, TIMELINE_JS],
  handle: async (request, services: ApiServices) => {
    const { from, to, q, order, format, fields } = request.parameters
    if (from !== undefined && to !== undefined && from > to)
      throw invalidParameter('to', 'The range ends before it starts', 'a day, month or year that is not before "from"')
    if (format === 'timelinejs' && fields !== undefined)
      throw invalidParameter('fields', 'TimelineJS has fields of its own', 'no fields with format=timelinejs')
    const page = pageRequest(request, order)
    const query = eventQuery(request.parameters)
    const events = q === undefined ? services.events.list(query, page) : found(q, query, page, request, services)
    const { items, ...rest } = await events
    const views = items.map(event => eventView(event, request.renderContext))
    const { body, headers = {} } = listResponse(request, { ...rest, items: selected(views, fields) })
    return { body: format === 'json' ? body : WRITERS[format](views, fields, request), headers }
  },
})

async function found(
  q: string,
  query: ReturnType<typeof eventQuery>,
  page: PageRequest,
  request: RequestContext<{ sort: Sort }>,
  services: ApiServices,
): Promise<Page<StoredEvent>> {
  // Rejects unknown values, as a list without search does.
  await services.events.values(query.facets)
  return foundEvents(request, services, { ...query, q, sort: request.parameters.sort, order: page.order }, page)
}

const selected = (views: readonly EventView[], fields: readonly EventField[] | undefined): object[] =>
  fields === undefined ? [...views] : views.map(view => selectFields(view, fields))

/** The formats other than JSON. They have no place for the next cursor, which is in the `Link` field alone. */
const WRITERS = {
  ndjson: (views, fields) => ndjson(selected(views, fields)),
  csv: (views, fields) => csv(views, fields),
  timelinejs: (views, _, { renderContext }) => timelineJs(views, renderContext),
} satisfies Record<
  Exclude<ListFormat, 'json'>,
  (
    views: readonly EventView[],
    fields: readonly EventField[] | undefined,
    request: Pick<RequestContext, 'renderContext'>,
  ) => unknown
>
