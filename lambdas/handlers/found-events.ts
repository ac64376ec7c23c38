/** What a search finds, page by page: the same for the API and for the page. */
import type { StoredEvent } from '../domain/event.ts'
import type { ApiServices, Call } from '../http/call.ts'
import type { Found, Search } from '../search/timeline-search.ts'
import type { PageRequest } from '../store/event-store.ts'

/** An event that was deleted while it was being found is left out. @throws {TooManyToSearch} @throws {InvalidCursor} */
export async function foundEvents(
  { head, now }: Pick<Call, 'head' | 'now'>,
  { events, search }: ApiServices,
  query: Search,
  { limit, after }: Pick<PageRequest, 'limit' | 'after'>,
): Promise<Omit<Found, 'ids'> & { items: StoredEvent[] }> {
  const { find } = await search(head, now)
  const { ids, ...found } = await find(query, { limit, after })
  const known = await events.events(ids)
  return { ...found, items: ids.flatMap(id => known.get(id) ?? []) }
}
