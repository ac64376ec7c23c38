import { addDays } from '../../domain/civil-date.ts'
import { occurrenceView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
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
    const { items, ...rest } = await withEvents(events, page)
    return listResponse(request, {
      ...rest,
      items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, request.renderContext)),
    })
  },
})
