/** Lists of occurrences: anniversaries to come, and what the daily job marked. */
import type { Recurring } from '../../domain/anniversary.ts'
import { addDays, daysBetween } from '../../domain/civil-date.ts'
import { occurrenceView } from '../../domain/view.ts'
import { type AnyRequest, type EndpointResponse, endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import { invalidParameter } from '../../http/problem.ts'
import type { Page } from '../../store/event-store.ts'
import { withEvents } from '../../store/with-events.ts'

export const listAnniversaries = endpoint({
  path: '/v1/anniversaries',
  parameters: ['startDay', 'days', 'limit', 'cursor', 'lang'],
  cache: 'today',
  access: ['events:Query', 'events:BatchGetItem'],
  summary: 'Anniversaries and observances to come',
  answer: { list: 'Occurrence' },
  handle: async (request, { events }) => {
    const { startDay, days } = request.parameters
    const { leapDay } = request.metadata.timeline
    const page = events.occurrences(startDay, addDays(startDay, days - 1), leapDay, pageRequest(request, 'asc'))
    return occurrencesResponse(request, await withEvents(events, page))
  },
})

const occurrencesResponse = (request: AnyRequest, { items, ...rest }: Page<Recurring>): EndpointResponse =>
  listResponse(request, {
    ...rest,
    items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, request.renderContext)),
  })

const DEFAULT_DAYS = 60
const MAX_DAYS = 366

export const listHighlights = endpoint({
  path: '/v1/highlights',
  parameters: ['fromDay', 'toDay', 'limit', 'cursor', 'lang'],
  cache: 'today',
  access: ['highlights:Query', 'events:BatchGetItem', 'events:Query'],
  summary: 'Occurrences that the daily job marked, the latest day first',
  answer: { list: 'Occurrence' },
  handle: async (request, { events, highlights }) => {
    const { toDay, fromDay = addDays(toDay, 1 - DEFAULT_DAYS) } = request.parameters
    if (fromDay > toDay)
      throw invalidParameter('to', 'The range ends before it starts', 'a day that is not before "from"')
    if (daysBetween(fromDay, toDay) >= MAX_DAYS)
      throw invalidParameter('from', `The range is longer than ${MAX_DAYS} days`, `a range of at most ${MAX_DAYS} days`)
    const marked = highlights.highlights(fromDay, toDay, pageRequest(request, 'desc'))
    return occurrencesResponse(request, await withEvents(events, marked))
  },
})
