/** Search for the functions. Loads its code and index with the first search, since most processes never search. */
import type { ApiServices, SearchServices } from '../http/services.ts'
import type { EventReader } from '../store/event-store.ts'
import type { SearchFiles } from '../store/search-files.ts'
import { openBucket } from './bucket.ts'
import type { SearchLocation, StoreConfig } from './config.ts'
import { readServices } from './services.ts'

export function searchServices(config: StoreConfig): ApiServices {
  const services = readServices(config)
  return { ...services, search: search(services.events, config.searchLocation) }
}

export function search(events: EventReader, location: SearchLocation | undefined): SearchServices['search'] {
  let loaded: Promise<SearchServices['search']> | undefined
  async function load(): Promise<SearchServices['search']> {
    const { eventSearch } = await import('../store/search/event-search.ts')
    return eventSearch({ events, files: await searchFiles(location) })
  }
  return async (metadata, now) => {
    loaded ??= load()
    return (await loaded)(metadata, now)
  }
}

export async function searchFiles(location: SearchLocation | undefined): Promise<SearchFiles | undefined> {
  if (location === undefined) return undefined
  if ('bucket' in location) return openBucket(location)
  return (await import('../store/search/folder-files.ts')).folderFiles(location.folder)
}
