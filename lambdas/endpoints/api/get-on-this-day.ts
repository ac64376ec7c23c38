import { type MonthDay, monthDayOf } from '../../domain/civil-date.ts'
import { eventView } from '../../domain/view.ts'
import { type Answer, type EndpointResponse, endpoint, type RequestContext } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import type { EventReader, Order } from '../../store/event-store.ts'

const EVENTS_OF_DAY: Answer = { list: 'Event', more: { day: { type: 'string', pattern: '^\\d{2}-\\d{2}$' } } }

export const getOnThisDay = endpoint({
  path: '/v1/on-this-day',
  parameters: ['tz', 'order', 'limit', 'cursor', 'lang'],
  cache: 'today',
  access: ['events/byDay:Query'],
  summary: 'Events that started on this day of the year, in any year; the response states the day',
  answer: EVENTS_OF_DAY,
  // In a common year 29 February is never today, even if its anniversaries fall on another day: the response is about one day and states it.
  handle: (request, { events }) => eventsOfDay(monthDayOf(request.today()), request, events),
})

export const getOnDay = endpoint({
  path: '/v1/on-this-day/{monthDay}',
  parameters: ['monthDay', 'order', 'limit', 'cursor', 'lang'],
  access: ['events/byDay:Query'],
  summary: 'Events that started on this day of the year, in any year; the response states the day',
  answer: EVENTS_OF_DAY,
  handle: (request, { events }) => eventsOfDay(request.parameters.monthDay, request, events),
})

async function eventsOfDay(
  day: MonthDay,
  request: RequestContext<{ order: Order; limit: number; cursor: string | undefined }>,
  events: EventReader,
): Promise<EndpointResponse> {
  const page = await events.recurring(day, pageRequest(request, request.parameters.order))
  const items = page.items.map(event => eventView(event, request.renderContext))
  return listResponse(request, { ...page, items }, { day })
}
