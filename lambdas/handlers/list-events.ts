/** GET /v1/events */
import type { StoredEvent } from '../domain/event.ts'
import { eventView } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { csv } from '../formats/csv.ts'
import { ndjson } from '../formats/ndjson.ts'
import { type EventField, selectFields } from '../formats/select-fields.ts'
import { timelineJs } from '../formats/timelinejs.ts'
import type { ApiServices, Call, Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { invalidParameter } from '../http/problem.ts'
import type { ListFormat } from '../http/representations.ts'
import type { Page, PageRequest } from '../store/event-store.ts'
import { eventQuery } from './event-query.ts'
import { foundEvents } from './found-events.ts'

export const listEvents: Handler<'listEvents', ApiServices> = async (call, services) => {
  const { from, to, q, order, format, fields } = call.parameters
  if (from !== undefined && to !== undefined && from > to)
    throw invalidParameter('to', 'The range ends before it starts', 'a day, month or year that is not before "from"')
  if (format === 'timelinejs' && fields !== undefined)
    throw invalidParameter('fields', 'TimelineJS has fields of its own', 'no fields with format=timelinejs')
  const request = pageRequest(call, order)
  const page =
    q === undefined
      ? await services.events.list(eventQuery(call.parameters), request)
      : await found(call, services, q, request)
  const views = page.items.map(event => eventView(event, call.setting))
  const { body, headers = {} } = listReply(call, { ...page, items: selected(views, fields) })
  return { body: format === 'json' ? body : WRITERS[format](views, fields, call), headers }
}

/** A page of what is found. */
async function found(
  call: Parameters<typeof listEvents>[0],
  services: ApiServices,
  q: string,
  request: PageRequest,
): Promise<Page<StoredEvent>> {
  const query = eventQuery(call.parameters)
  // A value that there is none of is refused, as a list refuses it.
  await services.events.values(query.facets)
  return foundEvents(call, services, { ...query, q, sort: call.parameters.sort, order: request.order }, request)
}

const selected = (views: readonly EventView[], fields: readonly EventField[] | undefined): object[] =>
  fields === undefined ? [...views] : views.map(view => selectFields(view, fields))

/** Events as each format has them, which have no place for the next page: that is in the header alone. */
const WRITERS = {
  ndjson: (views, fields) => ndjson(selected(views, fields)),
  csv: (views, fields) => csv(views, fields),
  timelinejs: (views, _, { setting }) => timelineJs(views, setting),
} satisfies Record<
  Exclude<ListFormat, 'json'>,
  (views: readonly EventView[], fields: readonly EventField[] | undefined, call: Pick<Call, 'setting'>) => unknown
>
