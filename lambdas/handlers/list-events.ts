/** GET /v1/events */
import { significancesFrom } from '../domain/event.ts'
import { eventView } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { csv } from '../formats/csv.ts'
import { ndjson } from '../formats/ndjson.ts'
import { type EventField, selectFields } from '../formats/select-fields.ts'
import { timelineJs } from '../formats/timelinejs.ts'
import type { Call, Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { invalidParameter } from '../http/problem.ts'
import type { ListFormat } from '../http/representations.ts'

export const listEvents: Handler<'listEvents'> = async (call, { events }) => {
  const { from, to, category, tag, actor, place, status, minSignificance, order, format, fields } = call.parameters
  if (from !== undefined && to !== undefined && from > to)
    throw invalidParameter('to', 'The range ends before it starts', 'a day, month or year that is not before "from"')
  if (format === 'timelinejs' && fields !== undefined)
    throw invalidParameter('fields', 'TimelineJS has fields of its own', 'no fields with format=timelinejs')
  const query = {
    from,
    to,
    facets: { category, tag, actor, place, status },
    significance: significancesFrom(minSignificance),
  }
  const page = await events.list(query, pageRequest(call, order))
  const views = page.items.map(event => eventView(event, call.setting))
  const { body, headers = {} } = listReply(call, { ...page, items: selected(views, fields) })
  return { body: format === 'json' ? body : WRITERS[format](views, fields, call), headers }
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
