/** A page of search results, for the API, the search page and the suggestions of an error page. */
import type { StoredEvent } from '../domain/event.ts'
import type { RequestContext } from '../http/endpoint.ts'
import type { SearchServices } from '../http/services.ts'
import type { PageRequest } from '../store/event-store.ts'
import type { Found, Search } from '../store/timeline-search.ts'

/** Leaves out events that were deleted since they were indexed. @throws {TooManyToSearch} @throws {InvalidCursor} */
export async function foundEvents(
  { metadata, now }: Pick<RequestContext, 'metadata' | 'now'>,
  { events, search }: SearchServices,
  query: Search,
  { limit, after }: Pick<PageRequest, 'limit' | 'after'>,
): Promise<Omit<Found, 'ids'> & { items: StoredEvent[] }> {
  const { find } = await search(metadata, now)
  const { ids, ...found } = await find(query, { limit, after })
  const known = await events.events(ids)
  return { ...found, items: ids.flatMap(id => known.get(id) ?? []) }
}
