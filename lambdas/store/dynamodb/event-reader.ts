/** The DynamoDB adapter that reads events. Nothing scans: the cost of a call depends on its result, not on the size of the timeline. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { DIMENSIONS, type Series, type StoredEvent, type Term, VOCABULARIES } from '../../domain/event.ts'
import { periodOf } from '../../domain/window.ts'
import {
  type Count,
  type Counted,
  type EventReader,
  type Facets,
  type Page,
  type PageRequest,
  type TimelineMetadata,
  UnknownFacetValue,
} from '../event-store.ts'
import { METADATA_KEY } from '../tables.ts'
import { batchGet } from './batches.ts'
import type { Connection } from './document-client.ts'
import { eventListReader } from './event-lists.ts'
import {
  CHANGE,
  calendarPartition,
  categoriesOf,
  countKey,
  countPartition,
  type EventItem,
  entryPartition,
  eventKey,
  formerFacet,
  relatedFacet,
  SERIES,
  seriesKey,
  storedEvent,
  storedOrTombstone,
  vocabularyPartition,
} from './items.ts'
import { occurrenceReader } from './occurrences.ts'
import {
  ABOVE,
  BELOW,
  keyOf,
  lookahead,
  type PartitionQuery,
  pageOf,
  queryPartition,
  type Range,
  rangeAfter,
} from './query.ts'

export interface MetadataItem extends Omit<TimelineMetadata, 'version'> {
  /** The layout of the items; absent in stores from before it was noted, which have layout 4. */
  layout?: number
  sequence: number
  /** Digest of the last change. It makes versions unique even across tables. */
  digest: string
  /** Digest of the data folder of the last load. */
  loaded?: string
  /** Time of the last single write. */
  editedAt?: string
  /** Digest of the load or import in progress. */
  loading?: string
  /** Ids of the events that it is writing. */
  writing?: string[]
}

/** As many as an event may name. */
const MAX_RELATED = 50

type CountItem = Omit<Count, 'value'> & { sk: string }

const countOf = ({ sk, events, name, description, location }: CountItem): Count => ({
  value: sk,
  events,
  ...(name && { name }),
  ...(description && { description }),
  ...(location && { location }),
})

/** @param options.mostEntries see `eventListReader` */
export function eventReader(connection: Connection, options: { mostEntries?: number } = {}): EventReader {
  const { client, tables } = connection

  async function get<Item>(key: Record<string, string>): Promise<Item | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: tables.events, Key: key }))
    return Item as Item | undefined
  }

  async function events(ids: readonly string[]): Promise<Map<string, StoredEvent>> {
    const items = await batchGet<EventItem>(connection, [...new Set(ids)].map(eventKey))
    return new Map(items.filter(item => !item.deleted).map(item => [item.id, storedEvent(item)]))
  }

  async function counts(counted: Counted, from?: string, to?: string): Promise<Count[]> {
    const items = await queryPartition<CountItem>(connection, {
      partition: countPartition(counted),
      range: from === undefined && to === undefined ? undefined : { lower: from ?? BELOW, upper: to ?? ABOVE },
    })
    // Writers leave counts of 0 behind. Values of a dimension stay listed without events; years and recurrences do not.
    const isDimension = DIMENSIONS.some(dimension => dimension === counted)
    const valid = items.filter(item => isDimension || item.events > 0)
    return valid.map(countOf)
  }

  async function values(facets: Facets) {
    const asked = DIMENSIONS.flatMap(dimension => (facets[dimension] ?? []).map(value => ({ dimension, value })))
    const keys = asked.map(({ dimension, value }) => countKey(`${dimension}#${value}`))
    const items = await batchGet<CountItem & { pk: string }>(connection, keys)
    const found = new Map(items.map(item => [`${item.pk}#${item.sk}`, item]))
    const itemOf = ({ dimension, value }: (typeof asked)[number]) => found.get(`${countPartition(dimension)}#${value}`)

    const unknown = asked.find(each => itemOf(each) === undefined)
    if (unknown) {
      const allowed = await counts(unknown.dimension)
      throw new UnknownFacetValue(
        unknown.dimension,
        unknown.value,
        allowed.map(count => count.value),
      )
    }
    return asked.map(each => ({ ...countOf(itemOf(each)!), ...each }))
  }

  /** A page of one partition of the table or an index, within a range of sort keys. */
  async function partitionPage<Item, T>(
    where: Pick<PartitionQuery, 'index' | 'partition'> & Partial<Range>,
    page: PageRequest,
    present: (item: Item) => T,
  ): Promise<Page<T>> {
    const { lower = BELOW, upper = ABOVE, ...partition } = where
    const items = await queryPartition<Item>(connection, {
      ...partition,
      range: rangeAfter(lower, upper, page),
      order: page.order,
      limit: lookahead(page),
    })
    const positionOf = (item: Item) => (item as Record<string, string>)[keyOf(partition).sort]!
    const { items: found, ...rest } = pageOf(items, positionOf, page)
    return { ...rest, items: found.map(present) }
  }

  return {
    async metadata() {
      const item = await get<MetadataItem>(METADATA_KEY)
      // The first load is still running.
      if (!item?.timeline) return undefined
      const { timeline, sequence, digest, updatedAt, changedAt, generation, searchIndex } = item
      return {
        timeline,
        version: `${sequence}-${digest.slice(0, 12)}`,
        updatedAt,
        changedAt,
        ...(generation !== undefined && { generation }),
        ...(searchIndex && { searchIndex }),
      }
    },
    async event(id) {
      const item = await get<EventItem>(eventKey(id))
      return item && storedOrTombstone(item)
    },
    async renamed(id) {
      const partition = entryPartition(formerFacet(id))
      const [entry] = await queryPartition<{ id: string }>(connection, { partition, limit: 1 })
      return entry?.id
    },
    async relatedTo(id) {
      const partition = entryPartition(relatedFacet(id))
      const entries = await queryPartition<{ id: string }>(connection, { partition, limit: MAX_RELATED })
      return entries.map(entry => entry.id)
    },
    events,
    values,
    countsPage: (dimension, page) => partitionPage({ partition: countPartition(dimension) }, page, countOf),
    recurring: (recurrence, page) => partitionPage({ index: 'byDay', partition: recurrence }, page, storedEvent),
    changes: (page, since = BELOW) =>
      partitionPage({ index: 'byChange', partition: CHANGE, lower: since }, page, storedOrTombstone),
    revisions: (id, page) =>
      partitionPage(
        { partition: eventKey(id).pk, lower: 'REVISION#', upper: `REVISION#${ABOVE}` },
        page,
        storedOrTombstone,
      ),
    counts,
    async calendar(unit, { from, to }) {
      const items = await queryPartition<{ sk: string }>(connection, {
        partition: calendarPartition(unit),
        range: { lower: periodOf(unit, from), upper: periodOf(unit, to) },
      })
      const periods = items.map(item => ({ period: item.sk, categories: categoriesOf(item) }))
      return periods.filter(({ categories }) => Object.keys(categories).length > 0)
    },
    async vocabularies() {
      const lists = VOCABULARIES.map(async vocabulary => {
        const partition = vocabularyPartition(vocabulary)
        const items = await queryPartition<{ term: Term }>(connection, { partition })
        return [vocabulary, items.map(({ term }) => term)]
      })
      return Object.fromEntries(await Promise.all(lists))
    },
    async seriesList() {
      const items = await queryPartition<{ series: Series }>(connection, { partition: SERIES })
      return items.map(({ series }) => series)
    },
    async series(id) {
      return (await get<{ series: Series }>(seriesKey(id)))?.series
    },
    ...eventListReader(connection, { events, values }, options),
    ...occurrenceReader(connection, counts),
  }
}
