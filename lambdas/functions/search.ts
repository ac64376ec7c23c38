/** Answers searches from a collection where there is one, and from the function's own memory otherwise. */
import type { ApiServices } from '../http/services.ts'
import type { EventReader } from '../store/event-store.ts'
import type { Access } from '../store/opensearch/collection.ts'
import { searchMemory } from './search-memory.ts'

export function search(events: EventReader, collection: Access | undefined): ApiServices['search'] {
  if (collection === undefined) return searchMemory(events)
  return async () => {
    // As with the search in memory, the function starts without it.
    const { collectionSearch } = await import('../store/opensearch/collection-search.ts')
    return collectionSearch(collection)
  }
}
