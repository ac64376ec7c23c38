/** GET /v1/anniversaries */
import { type Occurrence, type Recurring, recurrencesMarkedOn } from '../domain/anniversary.ts'
import { addDays, daysFromTo } from '../domain/civil-date.ts'
import { occurrenceView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { recurringOn } from '../store/recurring-on.ts'

/** Days and ranks in one order, so that a page can go on in the middle of a day. */
const positionOf = ({ date, rank, eventId }: Occurrence): string => `${date}#${99 - rank}#${eventId}`

export const listAnniversaries: Handler<'listAnniversaries'> = async (call, { events }) => {
  const { startDay, days } = call.parameters
  const { timeline } = call.head
  const { limit, after } = pageRequest(call, 'asc')
  // Not before the first day asked for, whatever a made-up cursor says.
  const first = after === undefined || after < startDay ? startDay : after.slice(0, 10)

  // Only days that have something are asked for, and no more of them than the page needs.
  const counts = await events.counts('recurrence')
  const marked = new Set(counts.map(count => count.value))
  const found: Recurring[] = []
  for (const date of daysFromTo(first, addDays(startDay, days - 1))) {
    if (found.length > limit) break
    if (!recurrencesMarkedOn(date, timeline.leapDay).some(recurrence => marked.has(recurrence))) continue
    const recurring = await recurringOn(events, date, timeline.leapDay)
    found.push(...recurring.filter(({ occurrence }) => after === undefined || positionOf(occurrence) > after))
  }
  const shown = found.slice(0, limit)
  return listReply(call, {
    items: shown.map(({ occurrence, event }) => occurrenceView(occurrence, event, call.setting)),
    ...(found.length > limit && { next: positionOf(shown.at(-1)!.occurrence) }),
  })
}
