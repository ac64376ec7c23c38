/** Searches a whole timeline in memory, narrowed as a list of events is: a pure function of the events. */
import { DIMENSIONS, type Dimension, facetsOf, type StoredEvent, startOf, timeKeyOf } from '../domain/event.ts'
import { type SearchIndex, searchIndex } from './search-index.ts'
import { searchableOf } from './searchable.ts'

export type Sort = 'relevance' | 'time'

export interface Search {
  q: string
  sort: Sort
  /** Of time. */
  order: 'asc' | 'desc'
  /** As in a query of the store. */
  from?: string | undefined
  to?: string | undefined
  facets: Partial<Record<Dimension, readonly string[]>>
  significance: readonly number[]
}

/** A page of what is found. */
export interface Found {
  /** Of the events, in order. */
  ids: string[]
  /** Events found in all. */
  total: number
  /** Where to go on from; absent when nothing follows. */
  next?: string
  /** Where the page before began; absent at the beginning, and where that is not known. */
  previous?: string
}

/** What finds events by words, wherever their words are kept. */
export interface TimelineSearch {
  find(search: Search, page: { limit: number; after?: string | undefined }): Promise<Found>
}

/** What finds all of them at once. */
export interface WholeSearch {
  /** Ids of the events that are found, in order. */
  find(search: Search): string[]
}

/** What of an event narrows a search. */
interface Entry {
  timeKey: string
  start: string
  significance: number
  facets: Record<Dimension, string[]>
}

/** Holds the words of `events`, and of the events no more than what filters ask for. */
export function timelineSearch(events: readonly StoredEvent[]): WholeSearch {
  const index: SearchIndex = searchIndex(events.map(searchableOf))
  const entries = new Map(events.map(event => [event.id, entryOf(event)]))
  return {
    find(search) {
      const found = index
        .search(search.q, Number.POSITIVE_INFINITY)
        .map(({ id }) => ({ id, entry: entries.get(id)! }))
        .filter(({ entry }) => passes(entry, search))
      if (search.sort === 'time') {
        const direction = search.order === 'asc' ? 1 : -1
        found.sort((a, b) => (a.entry.timeKey < b.entry.timeKey ? -direction : direction))
      }
      return found.map(({ id }) => id)
    },
  }
}

const entryOf = (event: StoredEvent): Entry => ({
  timeKey: timeKeyOf(event),
  start: startOf(event),
  significance: event.significance,
  facets: facetsOf(event),
})

function passes(entry: Entry, { from, to, facets, significance }: Search): boolean {
  if (from !== undefined && entry.start < from) return false
  if (to !== undefined && entry.start > to) return false
  if (significance.length > 0 && !significance.includes(entry.significance)) return false
  return DIMENSIONS.every(dimension => {
    const asked = facets[dimension] ?? []
    return asked.length === 0 || asked.some(value => entry.facets[dimension].includes(value))
  })
}
