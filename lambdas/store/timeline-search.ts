/** The port to full-text search. */
import type { Alternatives, FacetFilters } from '../domain/event.ts'
import { StoreUnavailable } from './event-store.ts'

/** Maximum query length in UTF-16 code units; the rest is ignored. */
export const MAX_QUERY_LENGTH = 200
/** Maximum number of different words in a query; the rest is ignored. */
export const MAX_QUERY_WORDS = 10

export type Sort = 'relevance' | 'time'

export interface Search {
  q: string
  sort: Sort
  /** Chronological order. */
  order: 'asc' | 'desc'
  /** First and last day on which an event may start. */
  from?: string | undefined
  to?: string | undefined
  facets: FacetFilters
  significance?: Alternatives<number> | undefined
}

export interface Found {
  /** Ids of one page of events, in order. */
  ids: string[]
  /** Number of events found on all pages. */
  total: number
  /** Positions of the next and the previous page, if any. */
  next?: string
  previous?: string
}

/** How a search was understood, and what its events have in common. */
export interface SearchDescription {
  /** The forms of the query's words that events may have, to mark them in texts. */
  forms: string[]
  /** Words that no event has, each with the similar one that replaces it. */
  corrected: { written: string; meant: string }[]
  /** Whether no event has all words, so that the search finds events with most of them. */
  isPartial: boolean
  /** Numbers of the events found by facet, such as `category#law`, and by the year in which they begin; undefined if too many are found. */
  counts: { facets: Map<string, number>; years: Map<string, number> } | undefined
}

/** Searches one version of a timeline. */
export interface TimelineSearch {
  /** A position stays valid while events change. @throws {InvalidCursor} if no search returned the cursor */
  find(search: Search, page: { limit: number; after?: string | undefined }): Promise<Found>
  describe(search: Search): Promise<SearchDescription>
}

/** The timeline has more events than can be searched. */
export class TooManyToSearch extends Error {}

/** Search does not work until an operator acts; everything else does. */
export class SearchUnavailable extends StoreUnavailable {}
