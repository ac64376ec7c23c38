import { addDays, daysBetween } from '../../domain/civil-date.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageRequest } from '../../http/paging.ts'
import { invalidParameter } from '../../http/problem.ts'
import { withEvents } from '../../store/with-events.ts'
import { occurrencesResponse } from './list-anniversaries.ts'

const DEFAULT_DAYS = 60
const MAX_DAYS = 366

export const listHighlights = endpoint({
  path: '/v1/highlights',
  parameters: ['fromDay', 'toDay', 'limit', 'cursor', 'lang'],
  cache: 'today',
  dependsOn: ['version', 'today'],
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
