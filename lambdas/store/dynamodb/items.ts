/** Converts events to items of the events table and back. Pure. `tables.ts` documents the layout. */
import { createHash } from 'node:crypto'
import { type OccurrenceKind, type Recurrence, recurrenceOf, recurrenceSortKey } from '../../domain/anniversary.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import {
  DIMENSIONS,
  type Event,
  endOf,
  facetsOf,
  type Revision,
  recurrenceKeyOf,
  type StoredEvent,
  startOf,
  type Tombstone,
  timeKeyOf,
  type Vocabularies,
} from '../../domain/event.ts'
import type { Text } from '../../domain/text.ts'
import { periodOf } from '../../domain/window.ts'
import { CALENDAR_UNITS, type CalendarUnit, type Counted } from '../event-store.ts'
import type { StoredState } from '../load-plan.ts'
import { spanBlocks } from './spans.ts'

/** Increase when old items would be misread. The next load or import then converts the store (`convert.ts`). */
export const LAYOUT = 5

export const CHANGE = 'CHANGE'

export const eventKey = (id: string) => ({ pk: `EVENT#${id}`, sk: 'CURRENT' })
export const revisionKey = (id: string, revision: number) => ({
  pk: `EVENT#${id}`,
  sk: `REVISION#${String(revision).padStart(6, '0')}`,
})
export const countPartition = (counted: Counted) => `FACET#${counted}`
export const calendarPartition = (unit: CalendarUnit) => `FACET#calendar-${unit}`
export const entryPartition = (facet: string) => `FACET#${facet}`
export const vocabularyPartition = (vocabulary: keyof Vocabularies) => `VOCABULARY#${vocabulary}`
export const seriesKey = (id: string) => ({ pk: `SERIES#${id}`, sk: 'CURRENT' })
export const SERIES = 'SERIES'

/** Digest for comparison with a stored value. Do not pass raw items: engines return attributes in varying order. */
export const digestOf = (value: unknown, layout = LAYOUT): string =>
  createHash('sha256')
    .update(`${layout}\n${canonicalJson(value)}`)
    .digest('base64url')

/** The part of a stored event that a write or a load needs. */
export interface ItemSummary extends StoredState {
  /** Tombstones have neither this nor the next two. */
  timeKey?: string
  recurrence?: string
  /** Every facet with an entry for the event, as `dimension#value`; the recurrence facet includes its sort key. */
  facets?: string[]
}

export interface EventItem extends ItemSummary {
  pk: string
  sk: string
  change: string
  changeKey: string
  year?: string
  event?: Event
}

/** Attributes of a summary, for projections. */
export const ITEM_SUMMARY = [
  'id',
  'digest',
  'loaded',
  'deleted',
  'timeKey',
  'recurrence',
  'facets',
  'createdAt',
  'updatedAt',
  'revision',
] as const satisfies (keyof ItemSummary)[]

/** Events can be filtered by significance, but it has no counts: it is too unselective to lead a query. */
const SIGNIFICANCE = 'significance#'

export const significanceFacet = (significance: number): string => `${SIGNIFICANCE}${significance}`

const CATEGORY = 'category#'

/** A recurring event has an entry for its recurrence, sorted by significance and year: `recurrence#07-14#3#2100#1997#anniversary`. */
const RECURRENCE = 'recurrence#'

function recurrenceFacets(event: Event): string[] {
  const recurrence = recurrenceOf(event)
  return recurrence ? [`${RECURRENCE}${recurrenceKeyOf(event)}#${recurrenceSortKey(recurrence)}`] : []
}

/** An event that may last longer than a day has an entry for each block of years that it touches: `span#195`. See `spans.ts`. */
const SPAN = 'span#'

export const spanFacet = (block: string): string => `${SPAN}${block}`

/** An event has an entry for each id that it had: `former#old-id`. */
const FORMER = 'former#'

export const formerFacet = (id: string): string => `${FORMER}${id}`

/** An event has an entry for each event that it names as related, so that the other leads back: `related#other-id`. */
const RELATED = 'related#'

export const relatedFacet = (id: string): string => `${RELATED}${id}`

const isFilter = (facet: string): boolean =>
  ![RECURRENCE, SPAN, FORMER, RELATED].some(prefix => facet.startsWith(prefix))

export const facetIds = (event: Event): string[] => {
  const facets = facetsOf(event)
  return [
    ...DIMENSIONS.flatMap(dimension => facets[dimension].map(value => `${dimension}#${value}`)),
    significanceFacet(event.significance),
    ...recurrenceFacets(event),
    ...spanBlocks(startOf(event), endOf(event)).map(spanFacet),
    ...(event.formerly ?? []).map(formerFacet),
    ...event.related.map(relatedFacet),
  ]
}

export function currentItem(event: Event, revision: Revision, loaded: string | undefined): EventItem {
  const timeKey = timeKeyOf(event)
  const recurrence = recurrenceKeyOf(event)
  return {
    ...eventKey(event.id),
    id: event.id,
    event,
    ...revision,
    digest: digestOf(event),
    ...(loaded !== undefined && { loaded }),
    facets: facetIds(event),
    year: timeKey.slice(0, 4),
    timeKey,
    ...(recurrence !== undefined && { recurrence }),
    change: CHANGE,
    changeKey: `${revision.updatedAt}#${event.id}`,
  }
}

/** Replaces a deleted event; only in the index of changes. */
export function tombstoneItem(id: string, revision: Revision, loaded: string | undefined): EventItem {
  return {
    ...eventKey(id),
    id,
    deleted: true,
    ...revision,
    digest: digestOf(null),
    ...(loaded !== undefined && { loaded }),
    change: CHANGE,
    changeKey: `${revision.updatedAt}#${id}`,
  }
}

/** The permanent copy of a revision; in no index. */
export function revisionItem({
  id,
  revision,
  event,
  deleted,
  createdAt,
  updatedAt,
}: Pick<EventItem, 'id' | 'event' | 'deleted' | keyof Revision>) {
  return { ...revisionKey(id, revision), id, event, deleted, createdAt, updatedAt, revision }
}

/** An event's entry for its recurrence. Together with the key it determines each occurrence and its rank. */
export interface RecurrenceEntry {
  pk: string
  sk: string
  id: string
  /** The first year in which it recurs. */
  first: number
}

/** An event's entry for one of its facets; it includes the other facets for further filters. */
export function entryItem(item: EventItem, facet: string) {
  const { id, event, facets = [] } = item
  const entry = { ...entryKey(item, facet), id }
  if (facet.startsWith(RECURRENCE)) return { ...entry, first: recurrenceOf(event!)!.first } satisfies RecurrenceEntry
  return { ...entry, facets: facets.filter(isFilter), ...(facet.startsWith(SPAN) && { end: endOf(event!) }) }
}

export function entryKey({ id, timeKey }: ItemSummary, facet: string) {
  if (!facet.startsWith(RECURRENCE)) return { pk: entryPartition(facet), sk: timeKey! }
  const separator = facet.indexOf('#', RECURRENCE.length)
  return { pk: entryPartition(facet.slice(0, separator)), sk: `${facet.slice(separator + 1)}#${id}` }
}

/** The recurrence of the entry's event. */
export function recurrenceOfEntry({ sk, id, first }: RecurrenceEntry): Recurrence {
  const [significance, , origin, kind] = sk.split('#')
  return {
    eventId: id,
    kind: kind as OccurrenceKind,
    significance: Number(significance),
    origin: Number(origin),
    first,
  }
}

/**
 * Keys of the counts that include an event: its facets, year and recurrence as `counted#value`, and its category in each calendar period,
 * such as `calendar-month#2004-07#category#law`.
 */
export function countedOf({ facets = [], timeKey, recurrence }: ItemSummary): string[] {
  const counted = facets.filter(facet => isFilter(facet) && !facet.startsWith(SIGNIFICANCE))
  if (recurrence !== undefined) counted.push(`recurrence#${recurrence}`)
  if (timeKey === undefined) return counted
  const category = facets.find(facet => facet.startsWith(CATEGORY))
  return [
    ...counted,
    `year#${timeKey.slice(0, 4)}`,
    ...CALENDAR_UNITS.map(unit => `calendar-${unit}#${periodOf(unit, timeKey)}#${category}`),
  ]
}

/** @param counted e.g. `tag#law`; a period of the calendar is one item with an attribute for each category */
export function countKey(counted: string) {
  const [dimension, value] = counted.split('#')
  return { pk: `FACET#${dimension}`, sk: value! }
}

/** The attribute of a count's item that holds the number. */
export const countAttribute = (counted: string): string => counted.split('#').slice(2).join('#') || 'events'

export const categoriesOf = (item: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, events]) =>
      name.startsWith(CATEGORY) && Number(events) > 0 ? [[name.slice(CATEGORY.length), Number(events)]] : [],
    ),
  )

/** Names of an event's facet values, by `dimension#value`. */
export function namesOf(event: Event): Map<string, Text> {
  const terms = { category: [event.category], tag: event.tags, actor: event.actors, place: event.places }
  return new Map(
    Object.entries(terms).flatMap(([dimension, list]) =>
      list.map(({ id, name }) => [`${dimension}#${id}`, name] as const),
    ),
  )
}

/** @param item current or revision item */
export function storedEvent(item: Pick<EventItem, 'event' | keyof Revision>): StoredEvent {
  const { event, createdAt, updatedAt, revision } = item
  return { ...event!, createdAt, updatedAt, revision }
}

export function storedOrTombstone(
  item: Pick<EventItem, 'id' | 'event' | 'deleted' | keyof Revision>,
): StoredEvent | Tombstone {
  const { id, createdAt, updatedAt, revision } = item
  return item.deleted ? { id, deleted: true, createdAt, updatedAt, revision } : storedEvent(item)
}
