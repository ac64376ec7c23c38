/** GET /v1/anniversaries */
import { addDays } from '../domain/civil-date.ts'
import { occurrenceView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { withEvents } from '../store/with-events.ts'

export const listAnniversaries: Handler<'listAnniversaries'> = async (call, { events }) => {
  const { startDay, days } = call.parameters
  const { leapDay } = call.head.timeline
  const page = await events.occurrences(startDay, addDays(startDay, days - 1), leapDay, pageRequest(call, 'asc'))
  const { items, ...rest } = await withEvents(events, page)
  return listReply(call, {
    ...rest,
    items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, call.setting)),
  })
}
