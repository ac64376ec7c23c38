/** Types of events, timelines and statistical series, and facts derived from them. No I/O. */
import type { CivilDate, Instant, MonthDay } from './civil-date.ts'
import { monthDayOf } from './civil-date.ts'
import { parseHistoricalDate } from './historical-date.ts'
import type { MediaFile } from './media.ts'
import type { AuthoredEvent, AuthoredSeries, AuthoredTimeline } from './schema.ts'
import type { Text } from './text.ts'

export { LEAP_DAY_RULES, type LeapDayRule, STATUSES, type Status } from './enumerations.ts'

/** A term of a controlled vocabulary, with its name in each language. */
export interface Term {
  id: string
  name: Text
}

export type Category = { id: string } & AuthoredTimeline['categories'][string]

/** Has both coordinates, or neither. */
export type Place = { id: string } & AuthoredTimeline['places'][string]

/** Fields that contain ids in the data folder, and the named terms in the store. */
type TermField = 'category' | 'tags' | 'actors' | 'places' | 'figures' | 'image'

/** Fields that become timestamps of a `Revision`. */
type TimeField = 'added' | 'corrected'

type AuthoredFigure = NonNullable<AuthoredEvent['figures']>[number]

export interface Figure extends Omit<AuthoredFigure, 'unit'> {
  unit: Term
}

export interface Image extends Omit<NonNullable<AuthoredEvent['image']>, 'file'> {
  file: MediaFile
}

export type Source = AuthoredEvent['sources'][number]

/** A day observed every year from `since` on. */
export type Observance = NonNullable<AuthoredEvent['observance']>

/** A stored event, with the names of its terms, so that a page of events needs no joins. `schema.ts` documents the other fields. */
export interface Event extends Omit<AuthoredEvent, TermField | TimeField | 'related'> {
  category: Term
  tags: Term[]
  actors: Term[]
  places: Place[]
  figures: Figure[]
  image?: Image
  related: string[]
}

/** Metadata that the store adds to an event. */
export interface Revision {
  createdAt: Instant
  updatedAt: Instant
  /** 1 for the first version. */
  revision: number
}

export type StoredEvent = Event & Revision

/** The record left by a deleted event, so that feeds and mirrors learn of the deletion. */
export interface Tombstone extends Revision {
  id: string
  deleted: true
}

/** The settings of a timeline, from `data/timeline.yaml`. Every event date is a civil date in its zone. */
export interface Timeline extends Omit<AuthoredTimeline, keyof Vocabularies | 'logo'> {
  logo?: MediaFile
}

export type Webhook = NonNullable<Timeline['webhooks']>[number]

type AuthoredPoint = AuthoredSeries['points'][number]

/** One yearly value of a series. */
export interface Point extends AuthoredPoint {
  disagreements: Text[]
}

export interface Series extends Omit<AuthoredSeries, 'unit' | 'points'> {
  unit: Term
  points: Point[]
}

export type SeriesSummary = Omit<Series, 'points'>

/** Dimensions in which events are counted and filtered. */
export const DIMENSIONS = ['category', 'tag', 'actor', 'place', 'status'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The values of an event in each dimension. */
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

/** Accepted values of a filter. Never empty: without a filter there is no list, so an empty list cannot be mistaken for "all". */
export type Alternatives<T> = readonly [T, ...T[]]

/** Undefined if there are no values to filter by. */
export const alternatives = <T>(values: readonly T[]): Alternatives<T> | undefined =>
  values.length === 0 ? undefined : (values as Alternatives<T>)

/** The significance levels from `least` up. Undefined for the lowest level, because every event matches. */
export const significancesFrom = (least: number): Alternatives<number> | undefined =>
  least === LEAST_SIGNIFICANT
    ? undefined
    : alternatives(Array.from({ length: MOST_SIGNIFICANT - least + 1 }, (_, i) => least + i))

/** Drops dimensions without values. */
export const facetFilters = (facets: Partial<Record<Dimension, readonly string[]>>): FacetFilters =>
  Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0)) as FacetFilters

/** Values within a dimension are combined with OR, dimensions with AND. */
export type FacetFilters = Partial<Record<Dimension, Alternatives<string>>>

/** Sorts events by first possible day, then by id. Unique. */
export const timeKeyOf = (event: Pick<Event, 'id' | 'date'>): string => `${startOf(event)}#${event.id}`

/** The id from which feeds and calendars derive theirs: a renamed event stays the same item. */
export const firstIdOf = ({ id, formerly }: Pick<Event, 'id' | 'formerly'>): string => formerly?.[0] ?? id

export const startOf = ({ date }: Pick<Event, 'date'>): CivilDate => parseHistoricalDate(date).start

/** Last possible day; 9999-12-31 if the end is open. */
export const endOf = ({ date }: Pick<Event, 'date'>): CivilDate => parseHistoricalDate(date).end

/** An open end is limited to the years of the record: a source from 2004 says nothing about 2150. */
export const hasKnownEnd = ({ date }: Pick<Event, 'date'>): boolean => parseHistoricalDate(date).open !== 'end'

/** When an event recurs each year: `MM-DD` if its start day is known, `MM` if only the month is known, otherwise `undefined`. */
export function recurrenceKeyOf(event: Event): MonthDay | string | undefined {
  const { start, startPrecision } = parseHistoricalDate(event.date)
  if (startPrecision === 'day') return monthDayOf(start)
  return startPrecision === 'month' ? start.slice(5, 7) : undefined
}

/** An event from the data folder with its publication times. */
export interface DatedEvent {
  event: Event
  /** Absent if the folder does not state it. */
  added?: Instant
  /** Absent if the folder states no correction. */
  corrected?: Instant
}

/** The ids that events may refer to: the controlled vocabularies declared in `data/timeline.yaml`, and the files in `data/media`. */
export interface Vocabularies {
  categories: Category[]
  tags: Term[]
  actors: Term[]
  places: Place[]
  units: Term[]
  media: MediaFile[]
}

export const VOCABULARIES = [
  'categories',
  'tags',
  'actors',
  'places',
  'units',
  'media',
] as const satisfies readonly (keyof Vocabularies)[]

export const noVocabularies = (): Vocabularies =>
  Object.fromEntries(VOCABULARIES.map(name => [name, []])) as unknown as Vocabularies

/** The whole data folder: validated, terms resolved, events in chronological order. */
export interface Contents extends Vocabularies {
  timeline: Timeline
  events: DatedEvent[]
  series: Series[]
}
