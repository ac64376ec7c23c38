/** The port to stored events: what handlers, the job and the loader may ask of a store, in the words of the domain. */
import type { Occurrence } from '../domain/anniversary.ts'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type {
  Alternatives,
  Dimension,
  Event,
  FacetFilters,
  LeapDayRule,
  Series,
  StoredEvent,
  Timeline,
  Tombstone,
  Vocabularies,
} from '../domain/event.ts'
import type { Text } from '../domain/text.ts'
import type { StoredIndex } from './search-files.ts'

/** Settings and version of the timeline: the one small item that every request reads first. */
export interface TimelineMetadata {
  timeline: Timeline
  /** Opaque; differs whenever anything public differs. */
  version: string
  /** When an event was last added, corrected or deleted. */
  updatedAt: Instant
  /** When the store last changed, by its writer's clock. */
  changedAt: Instant
  /** Opaque; differs after every load and import that wrote events, whose times of change may be long past. */
  generation?: string
  /** The stored search index, which a large timeline has. */
  searchIndex?: StoredIndex
}

/**
 * How long after a change indexes and plain reads may still show the old state. DynamoDB promises no bound; in practice it is well below
 * a second: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export const SETTLING_SECONDS = 5

export type Order = 'asc' | 'desc'

/** Where a page ended, within its query: the sort key of the last thing on it. */
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
   * Position to go on from; absent when nothing follows. A page of a filtered list may be short, or even empty, and still say how to go on:
   * where filters hardly meet, it ends with what it examined.
   */
  next?: Position
}

/** Values by dimension. */
export type Facets = Partial<Record<Dimension, readonly string[]>>

export interface EventQuery {
  /** First possible day of the events asked for, at the earliest and at the latest. */
  from?: string | undefined
  to?: string | undefined
  facets: FacetFilters
  significance?: Alternatives<number> | undefined
}

/** A value and how many events have it. */
export interface Count {
  value: string
  events: number
  /** Names of the value, where its dimension has names. */
  name?: Text
  description?: Text
}

/** What is counted: the facets, and the years and recurrences (`MM-DD`, `MM`) that have events. */
export type Counted = Dimension | 'year' | 'recurrence'

/** A facet value that no event has and the timeline does not declare. */
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

/** The event is no longer at the revision the writer saw. */
export class RevisionConflict extends Error {
  constructor(id: string, expected: number) {
    super(`Event ${id} is not at revision ${expected} any more`)
  }
}

/** A write that one transaction of the store cannot hold. */
export class TooManyChanges extends Error {}

/** A bulk load is under way, which rebuilds what writes would count. */
export class LoadInProgress extends Error {}

/** The store did not do what it was asked, or not by the deadline, and may do so later. Any call may end so; the `cause` is what the store itself said. */
export class StoreUnavailable extends Error {}

export interface EventReader {
  /** Nothing until the first load has ended. */
  head(): Promise<TimelineMetadata | undefined>
  event(id: string): Promise<StoredEvent | Tombstone | undefined>
  /** Those of `ids` that exist and are not deleted. */
  events(ids: readonly string[]): Promise<Map<string, StoredEvent>>
  /**
   * Events by time.
   * @throws {UnknownFacetValue}
   */
  list(query: EventQuery, page: PageRequest): Promise<Page<StoredEvent>>
  /** Events that come round at `recurrence` – `MM-DD`, or `MM` for those known to the month only – by year. */
  recurring(recurrence: string, page: PageRequest): Promise<Page<StoredEvent>>
  /** What comes round on the days from `from` to `to`, in the order of `compareOccurrences`. */
  occurrences(
    from: CivilDate,
    to: CivilDate,
    leapDay: LeapDayRule,
    page: Omit<PageRequest, 'order'>,
  ): Promise<Page<Occurrence>>
  /** How many events come round on `date`; an observance that begins in a later year, though its event is past, is counted already. */
  countOccurrences(date: CivilDate, leapDay: LeapDayRule): Promise<number>
  /** Events by when they last changed, deleted ones as tombstones; those that changed at `since` or later. */
  changes(page: PageRequest, since?: Instant): Promise<Page<StoredEvent | Tombstone>>
  /** The versions of an event. */
  revisions(id: string, page: PageRequest): Promise<Page<StoredEvent | Tombstone>>
  /** Values that have events or are declared, in lexical order; `from` and `to` bound the values. */
  counts(counted: Counted, from?: string, to?: string): Promise<Count[]>
  /** The same of a dimension, page by page. */
  countsPage(dimension: Dimension, page: PageRequest): Promise<Page<Count>>
  /**
   * How many of the events of a query have each value of a dimension, in lexical order of the values; nothing where no facet or
   * significance narrows the query, and where more entries would have to be examined than a page may.
   * @throws {UnknownFacetValue}
   */
  tally(dimension: Dimension, query: EventQuery): Promise<Count[] | undefined>
  /**
   * The values that are asked for, with their names and counts.
   * @throws {UnknownFacetValue}
   */
  values(facets: Facets): Promise<(Count & { dimension: Dimension })[]>
  /** All that events may name. */
  vocabularies(): Promise<Vocabularies>
  seriesList(): Promise<Omit<Series, 'points'>[]>
  series(id: string): Promise<Series | undefined>
}

export interface EventWriter {
  /**
   * Writes an event – with its revision, facets and counts – in one transaction.
   * An event that is stored just so is left as it is.
   * @param expectedRevision the revision the writer saw; 0 for a new event, or its tombstone's
   * @throws {RevisionConflict} @throws {LoadInProgress}
   */
  put(event: Event, expectedRevision: number, at: Instant): Promise<StoredEvent>
  /** Leaves a tombstone. @throws {RevisionConflict} @throws {LoadInProgress} */
  delete(id: string, expectedRevision: number, at: Instant): Promise<Tombstone>
}
