/** What an event, a timeline and a series of statistics are: types and the few facts that follow from them, without I/O. */
import type { CivilDate, Instant, MonthDay } from './civil-date.ts'
import { monthDayOf } from './civil-date.ts'
import type { LeapDayRule } from './enumerations.ts'
import { parseHistoricalDate } from './historical-date.ts'
import type { AuthoredEvent } from './schema.ts'
import type { Language, Text } from './text.ts'

export { LEAP_DAY_RULES, type LeapDayRule, STATUSES, type Status } from './enumerations.ts'

/** A value of a controlled vocabulary, with its name in each language. */
export interface Term {
  id: string
  name: Text
}

/** A category also says what belongs in it. */
export interface Category extends Term {
  description: Text
}

export interface Place extends Term {
  /** ISO 3166-1 alpha-2. */
  country?: string
  /** WGS 84 degrees; given together or not at all. */
  latitude?: number
  longitude?: number
}

/** Fields of an event as the owner writes them, which are stored with the names of their terms. */
type TermField = 'category' | 'tags' | 'actors' | 'places' | 'figures'

/** Fields that become the times of a revision. */
type TimeField = 'added' | 'corrected'

type AuthoredFigure = NonNullable<AuthoredEvent['figures']>[number]

export interface Figure extends Omit<AuthoredFigure, 'unit'> {
  unit: Term
}

/** A published source; `schema.ts` describes its fields. */
export type Source = AuthoredEvent['sources'][number]

/** A day kept every year from `since` on. */
export type Observance = NonNullable<AuthoredEvent['observance']>

/**
 * An event as it is stored, with the names of its terms: a page of events is read without joining anything. The other fields, which
 * `schema.ts` describes, are as the owner wrote them.
 */
export interface Event extends Omit<AuthoredEvent, TermField | TimeField | 'related'> {
  category: Term
  tags: Term[]
  actors: Term[]
  places: Place[]
  figures: Figure[]
  related: string[]
}

/** What the store knows of an event besides its content. */
export interface Revision {
  createdAt: Instant
  updatedAt: Instant
  /** 1 for the first version. */
  revision: number
}

export type StoredEvent = Event & Revision

/** What is left of a deleted event, so that feeds and mirrors learn of it. */
export interface Tombstone extends Revision {
  id: string
  deleted: true
}

/** The settings of a timeline, from `data/timeline.yaml`. */
export interface Timeline {
  title: Text
  description: Text
  /** The first is the default. */
  languages: Language[]
  /** IANA name; every event date is a civil date of this zone. */
  timeZone: string
  leapDay: LeapDayRule
  /** UUID from which every outward id is derived. */
  namespace: string
  /** When the timeline first went public: the publication date of events that state none of their own. */
  published: Instant
  /** Address of a WebSub hub, for feeds to name. */
  hub?: string
}

/** One yearly value of a series. */
export interface Point {
  year: string
  value: number
  cumulative?: number
  basis: Text
  disagreements: Text[]
  sources: Source[]
}

export interface Series {
  id: string
  title: Text
  description: Text
  unit: Term
  /** The id of the series of which this one counts a part. */
  partOf?: string
  points: Point[]
}

/** The dimensions by which events are counted and filtered. */
export const DIMENSIONS = ['category', 'tag', 'actor', 'place', 'status'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The values an event has in each dimension. */
export function facetsOf(event: Event): Record<Dimension, string[]> {
  const ids = (terms: Term[]) => terms.map(term => term.id)
  return {
    category: [event.category.id],
    tag: ids(event.tags),
    actor: ids(event.actors),
    place: ids(event.places),
    status: [event.status],
  }
}

const LEAST_SIGNIFICANT = 1
const MOST_SIGNIFICANT = 5

/** Those of at least `least`; none for all of them, which need not be filtered. */
export const significancesFrom = (least: number): number[] =>
  least === LEAST_SIGNIFICANT ? [] : Array.from({ length: MOST_SIGNIFICANT - least + 1 }, (_, i) => least + i)

/** What sorts events by time: the first possible day, then the id, so that every event has its own place. */
export const timeKeyOf = (event: Event): string => `${startOf(event)}#${event.id}`

export const startOf = (event: Event): CivilDate => parseHistoricalDate(event.date).start

/**
 * Where an event comes round each year: `MM-DD` if the day it starts is known, `MM` if only the month is,
 * nothing if only the year is.
 */
export function recurrenceOf(event: Event): MonthDay | string | undefined {
  const { start, startPrecision } = parseHistoricalDate(event.date)
  if (startPrecision === 'year') return undefined
  return startPrecision === 'day' ? monthDayOf(start) : start.slice(5, 7)
}

/** An event as it comes from the data folder, with the times that the folder states for it. */
export interface DatedEvent {
  event: Event
  added: Instant
  /** Absent when never corrected. */
  corrected?: Instant
}

/** What an event may name, as `data/timeline.yaml` declares it. */
export interface Vocabularies {
  categories: Category[]
  tags: Term[]
  actors: Term[]
  places: Place[]
  units: Term[]
}

export const VOCABULARIES = [
  'categories',
  'tags',
  'actors',
  'places',
  'units',
] as const satisfies readonly (keyof Vocabularies)[]

/** Everything in a data folder: checked, names resolved, in the order of time. */
export interface Contents extends Vocabularies {
  timeline: Timeline
  events: DatedEvent[]
  series: Series[]
}
