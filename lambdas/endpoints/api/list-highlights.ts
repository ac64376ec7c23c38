import { addDays, daysBetween } from '../../domain/civil-date.ts'
import { occurrenceView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import { invalidParameter } from '../../http/problem.ts'
import { highlighted } from '../../store/highlighted.ts'

const DEFAULT_DAYS = 60
const MAX_DAYS = 366

export const listHighlights = endpoint({
  path: '/v1/highlights',
  parameters: ['fromDay', 'toDay', 'limit', 'cursor', 'lang'],
  cache: 'today',
  dependsOn: ['version', 'today'],
  access: ['highlights:Query', 'events:BatchGetItem'],
  summary: 'Occurrences that the daily job marked, the latest day first',
  answer: { list: 'Occurrence' },
  handle: async (request, services) => {
    const { toDay, fromDay = addDays(toDay, 1 - DEFAULT_DAYS) } = request.parameters
    if (fromDay > toDay)
      throw invalidParameter('to', 'The range ends before it starts', 'a day that is not before "from"')
    if (daysBetween(fromDay, toDay) >= MAX_DAYS)
      throw invalidParameter('from', `The range is longer than ${MAX_DAYS} days`, `a range of at most ${MAX_DAYS} days`)
    const { items, ...rest } = await highlighted(services, fromDay, toDay, pageRequest(request, 'desc'))
    return listResponse(request, {
      ...rest,
      items: items.map(({ occurrence, event }) => occurrenceView(occurrence, event, request.renderContext)),
    })
  },
})
