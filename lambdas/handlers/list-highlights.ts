/** GET /v1/highlights */
import { addDays, daysBetween } from '../domain/civil-date.ts'
import { occurrenceView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { invalidParameter } from '../http/problem.ts'
import { highlighted } from '../store/highlighted.ts'

const DEFAULT_DAYS = 60
const MOST_DAYS = 366

export const listHighlights: Handler<'listHighlights'> = async (call, services) => {
  const { toDay, fromDay = addDays(toDay, 1 - DEFAULT_DAYS) } = call.parameters
  if (fromDay > toDay)
    throw invalidParameter('to', 'The range ends before it starts', 'a day that is not before "from"')
  if (daysBetween(fromDay, toDay) >= MOST_DAYS)
    throw invalidParameter('from', `The range is longer than ${MOST_DAYS} days`, `a range of at most ${MOST_DAYS} days`)
  const { items, ...rest } = await highlighted(services, fromDay, toDay, pageRequest(call, 'desc'))
  return listReply(call, {
    ...rest,
    items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, call.setting)),
  })
}
