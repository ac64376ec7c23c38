/** The port to stored events, for endpoints, the daily job and the loader. */
import type { Occurrence } from '../domain/anniversary.ts'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type {
  Alternatives,
  Dimension,
  Event,
  FacetFilters,
  LeapDayRule,
  Place,
  Series,
  SeriesSummary,
  StoredEvent,
  Timeline,
  Tombstone,
  Vocabularies,
} from '../domain/event.ts'
import type { Text } from '../domain/text.ts'
import type { Unit, Window } from '../domain/window.ts'
import type { StoredIndex } from './search-files.ts'

/** Timeline metadata: settings and version. A small item that every request reads first. */
export interface TimelineMetadata {
  timeline: Timeline
  /** Opaque; changes whenever anything public changes. */
  version: string
  /** When an event was last added, corrected or deleted. */
  updatedAt: Instant
  /** When the store last changed, according to the writer's clock. */
  changedAt: Instant
  /** Opaque; changes with every load or import that wrote events, whose `updatedAt` may be long past. */
  generation?: string
  searchIndex?: StoredIndex
}

/**
 * How long indexes and eventually consistent reads may return the old state. DynamoDB guarantees no bound; in practice it is well below a
 * second: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export const SETTLING_SECONDS = 5

export type Order = 'asc' | 'desc'

/** Position in a query: the sort key of the last item on a page. */
export type Position = string

export interface PageRequest {
  limit: number
  order: Order
  /** Start after this position. */
  after?: Position | undefined
}

export interface Page<T> {
  items: T[]
  /**
   * Position to continue from; absent on the last page. A page of a filtered list may be short or empty and still have `next`, where it
   * stopped examining.
   */
  next?: Position
  /** Number of items on all pages, if it is known without counting them. */
  total?: number
}

/** Values by dimension. */
export type Facets = Partial<Record<Dimension, readonly string[]>>

export interface EventQuery {
  /** A day, month or year: events of which a possible day is in it or later. With `to`: events that touch the time between. */
  from?: string | undefined
  /** A day, month or year: events of which a possible day is in it or earlier. */
  to?: string | undefined
  facets: FacetFilters
  significance?: Alternatives<number> | undefined
}

/** A value and the number of events that have it. */
export interface Count {
  value: string
  events: number
  /** Names of the value, if its dimension has names. */
  name?: Text
  description?: Text
  /** The location of a place, if it is known. */
  location?: Omit<Place, 'id' | 'name'>
}

/** Facets, years and recurrences (`MM-DD`, `MM`) have event counts. */
export type Counted = Dimension | 'year' | 'recurrence'

/** Calendar periods have event counts by category, so that any window of time is drawn from a bounded number of items. */
export const CALENDAR_UNITS = ['year', 'month', 'day'] as const satisfies readonly Unit[]
export type CalendarUnit = (typeof CALENDAR_UNITS)[number]

/** Numbers of the events that start in a period, by category. */
export interface PeriodCount {
  /** `2004`, `2004-07` or `2004-07-14`. */
  period: string
  categories: Record<string, number>
}

/** The days and categories of the events of a query, from which a picture is drawn. */
export interface Outline {
  events: { day: CivilDate; category: string }[]
  /** False if the query matches more entries than may be examined: the earliest are returned. */
  isComplete: boolean
}

/** The facet value is not declared and no event has it. */
export class UnknownFacetValue extends Error {
  readonly dimension: Dimension
  readonly value: string
  readonly allowed: string[]
  constructor(dimension: Dimension, value: string, allowed: string[]) {
    super(`There is no ${dimension} "${value}"`)
    this.dimension = dimension
    this.value = value
    this.allowed = allowed
  }
}

/** The event is not at the expected revision. */
export class RevisionConflict extends Error {
  constructor(id: string, expected: number) {
    super(`Event ${id} is no longer at revision ${expected}`)
  }
}

/** The write does not fit in one transaction. */
export class TooManyChanges extends Error {}

/** Single writes are rejected during a load or import, which rebuilds the counts. */
export class LoadInProgress extends Error {}

/** The store failed temporarily or missed the deadline; a retry may succeed. Any call can throw it. `cause` is the store's own error. */
export class StoreUnavailable extends Error {}

export interface EventReader {
  /** `undefined` until the first load is complete. */
  metadata(): Promise<TimelineMetadata | undefined>
  event(id: string): Promise<StoredEvent | Tombstone | undefined>
  /** The current id of the event that had this one. */
  renamed(id: string): Promise<string | undefined>
  /** Ids of at most 50 events that name this one as related, by time. */
  relatedTo(id: string): Promise<string[]>
  /** The events with these ids, without missing and deleted ones. */
  events(ids: readonly string[]): Promise<Map<string, StoredEvent>>
  /** Events by time. @throws {UnknownFacetValue} */
  list(query: EventQuery, page: PageRequest): Promise<Page<StoredEvent>>
  /** Events with the recurrence `MM-DD`, or `MM` if only the month is known, by year. */
  recurring(recurrence: string, page: PageRequest): Promise<Page<StoredEvent>>
  /** Occurrences on the days from `from` to `to`, in the order of `compareOccurrences`. */
  occurrences(
    from: CivilDate,
    to: CivilDate,
    leapDay: LeapDayRule,
    page: Omit<PageRequest, 'order'>,
  ): Promise<Page<Occurrence>>
  /** Number of occurrences on `date`. Includes an observance that begins in a later year if its event is past. */
  countOccurrences(date: CivilDate, leapDay: LeapDayRule): Promise<number>
  /** Events and tombstones by the time of their last change, at `since` or later. */
  changes(page: PageRequest, since?: Instant): Promise<Page<StoredEvent | Tombstone>>
  revisions(id: string, page: PageRequest): Promise<Page<StoredEvent | Tombstone>>
  /** Values that are declared or have events, in lexical order; `from` and `to` bound the values. */
  counts(counted: Counted, from?: string, to?: string): Promise<Count[]>
  /** As `counts`, page by page. */
  countsPage(dimension: Dimension, page: PageRequest): Promise<Page<Count>>
  /**
   * Event counts per value of a dimension among the events of a query, in lexical order. `undefined` if the query has no filter, or matches
   * more entries than may be examined.
   * @throws {UnknownFacetValue}
   */
  tally(dimension: Dimension, query: EventQuery): Promise<Count[] | undefined>
  calendar(unit: CalendarUnit, window: Window): Promise<PeriodCount[]>
  /**
   * The days and categories of the events of a query with a facet or significance filter that begin in its time. Reads their entries alone.
   * @throws {UnknownFacetValue}
   */
  outline(query: EventQuery): Promise<Outline>
  /** The given values with their names and counts. @throws {UnknownFacetValue} */
  values(facets: Facets): Promise<(Count & { dimension: Dimension })[]>
  /** All terms that events may use. */
  vocabularies(): Promise<Vocabularies>
  seriesList(): Promise<SeriesSummary[]>
  series(id: string): Promise<Series | undefined>
}

export interface EventWriter {
  /**
   * Writes an event with its revision, facets and counts in one transaction. Does nothing if the event is already stored like this.
   * @param expectedRevision the revision that the writer read, or that of the tombstone; 0 for a new event
   * @throws {RevisionConflict} @throws {LoadInProgress}
   */
  put(event: Event, expectedRevision: number, at: Instant): Promise<StoredEvent>
  /** Leaves a tombstone. @throws {RevisionConflict} @throws {LoadInProgress} */
  delete(id: string, expectedRevision: number, at: Instant): Promise<Tombstone>
}
