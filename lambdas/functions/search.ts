/** What answers a search: the collection that the environment names, else this function's own memory. */
import type { ApiServices } from '../http/call.ts'
import type { EventReader } from '../store/event-store.ts'
import { searchCollection } from './environment.ts'
import { searchMemory } from './search-memory.ts'

export function search(events: EventReader): ApiServices['search'] {
  const access = searchCollection()
  return access === undefined
    ? searchMemory(events)
    : async () => {
        // As with the search in memory: the start of the function need not wait for it.
        const { collectionSearch } = await import('../store/opensearch/collection-search.ts')
        return collectionSearch(access)
      }
}
