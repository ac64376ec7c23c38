import type { Recurring } from '../../domain/anniversary.ts'
import { addDays } from '../../domain/civil-date.ts'
import { occurrenceView } from '../../domain/view.ts'
import { type AnyRequest, type EndpointResponse, endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import type { Page } from '../../store/event-store.ts'
import { withEvents } from '../../store/with-events.ts'

export const listAnniversaries = endpoint({
  path: '/v1/anniversaries',
  parameters: ['startDay', 'days', 'limit', 'cursor', 'lang'],
  cache: 'today',
  dependsOn: ['version', 'today'],
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

export const occurrencesResponse = (request: AnyRequest, { items, ...rest }: Page<Recurring>): EndpointResponse =>
  listResponse(request, {
    ...rest,
    items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, request.renderContext)),
  })
