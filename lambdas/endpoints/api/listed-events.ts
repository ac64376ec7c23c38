/** The events that the parameters of a list ask for, for the list itself and for its files. */
import type { StoredEvent } from '../../domain/event.ts'
import type { RequestContext } from '../../http/endpoint.ts'
import { eventQuery, FILTERS } from '../../http/parameters/filters.ts'
import type { ParametersOf } from '../../http/parameters/index.ts'
import { invalidParameter } from '../../http/problem.ts'
import type { ApiServices } from '../../http/services.ts'
import type { Page, PageRequest } from '../../store/event-store.ts'
import { foundEvents } from '../found-events.ts'

export const LIST_PARAMETERS = [...FILTERS, 'q', 'sort', 'order', 'cursor', 'lang'] as const

/** By change, a search reads the events that its index does not have yet. */
export const LIST_ACCESS = [
  'events:Query',
  'events/byTime:Query',
  'events/byChange:Query',
  'events:BatchGetItem',
] as const

type ListRequest = RequestContext<ParametersOf<(typeof LIST_PARAMETERS)[number]>>

/** @returns reads a page of them. @throws {Problem} for a range that ends before it starts */
export function listedEvents(
  request: ListRequest,
  services: ApiServices,
): (page: PageRequest) => Promise<Page<StoredEvent>> {
  const { from, to, q, sort } = request.parameters
  if (from !== undefined && to !== undefined && from > to)
    throw invalidParameter('to', 'The range ends before it starts', 'a day, month or year that is not before "from"')
  const query = eventQuery(request.parameters)
  if (q === undefined) return page => services.events.list(query, page)
  return async page => {
    // Rejects unknown values, as a list without search does.
    await services.events.values(query.facets)
    return foundEvents(request, services, { ...query, q, sort, order: page.order }, page)
  }
}
