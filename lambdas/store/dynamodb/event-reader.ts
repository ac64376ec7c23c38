/** The DynamoDB adapter that reads events. No method scans; what each costs depends on what it returns, not on the size of the timeline. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { DIMENSIONS, type Series, type StoredEvent, type Term, VOCABULARIES } from '../../domain/event.ts'
import {
  type Count,
  type Counted,
  type EventQuery,
  type EventReader,
  type Facets,
  type Order,
  type Page,
  type PageRequest,
  type TimelineMetadata,
  UnknownFacetValue,
} from '../event-store.ts'
import { type Key, TABLES } from '../tables.ts'
import { batchGet } from './batch-get.ts'
import type { Connection } from './document-client.ts'
import {
  CHANGE,
  countKey,
  countPartition,
  type EventItem,
  entryPartition,
  eventKey,
  HEAD_KEY,
  SERIES,
  seriesKey,
  significanceFacet,
  storedEvent,
  storedOrTombstone,
  vocabularyPartition,
} from './items.ts'
import { occurrenceReader } from './occurrences.ts'
import {
  ABOVE,
  BELOW,
  type Examined,
  examinePartition,
  type Filter,
  lookahead,
  type Partition,
  type PartitionQuery,
  pageOf,
  queryPartition,
  type Range,
  rangeAfter,
  readAcross,
} from './query.ts'

const { key, indexes } = TABLES.events

export interface HeadItem extends Omit<TimelineMetadata, 'version'> {
  sequence: number
  /** Of what the last change wrote, so that no two states share a version, whatever table they are in. */
  digest: string
  /** Digest of the data folder that was loaded last. */
  loaded?: string
  /** When a single event was last written, as against a load. */
  editedAt?: string
  /** Digest of the data folder that is being loaded. */
  loading?: string
  /** Ids of the events that the load is writing. */
  writing?: string[]
}

interface Entry {
  id: string
  sk: string
  facets: string[]
}

type CountItem = Omit<Count, 'value'> & { sk: string }

const countOf = ({ sk, events, name, description }: CountItem): Count => ({
  value: sk,
  events,
  ...(name && { name }),
  ...(description && { description }),
})

/**
 * How many entries a filtered page examines at most, over all alternatives of the filter that leads: where two common filters hardly meet,
 * a page is short rather than slow. An entry has well under 1 KB.
 */
const MOST_ENTRIES = 1000

export function eventReader(connection: Connection, { mostEntries = MOST_ENTRIES } = {}): EventReader {
  const { client, tables } = connection
  const table = tables.events

  async function get<Item>(key: Record<string, string>): Promise<Item | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key }))
    return Item as Item | undefined
  }

  async function events(ids: readonly string[]): Promise<Map<string, StoredEvent>> {
    const items = await batchGet<EventItem>(connection, table, [...new Set(ids)].map(eventKey))
    return new Map(items.filter(item => !item.deleted).map(item => [item.id, storedEvent(item)]))
  }

  async function counts(counted: Counted, from?: string, to?: string): Promise<Count[]> {
    const items = await queryPartition<CountItem>(connection, {
      table,
      key,
      partition: countPartition(counted),
      range: from === undefined && to === undefined ? undefined : { lower: from ?? BELOW, upper: to ?? ABOVE },
    })
    // A writer takes a count down to 0 and leaves it. A value of a dimension is declared all the same; a year without events is nothing.
    const isDimension = DIMENSIONS.some(dimension => dimension === counted)
    const valid = items.filter(item => isDimension || item.events > 0)
    return valid.map(countOf)
  }

  async function values(facets: Facets) {
    const asked = DIMENSIONS.flatMap(dimension => (facets[dimension] ?? []).map(value => ({ dimension, value })))
    const keys = asked.map(({ dimension, value }) => countKey(`${dimension}#${value}`))
    const items = await batchGet<Count & { pk: string; sk: string }>(connection, table, keys)
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
    return asked.map(each => {
      const { events, name, description } = itemOf(each)!
      return { ...each, events, ...(name && { name }), ...(description && { description }) }
    })
  }

  /** The filters of a query, each as its alternatives, the one that leaves the fewest events first. */
  async function rankFilters({ facets, significance }: EventQuery): Promise<string[][]> {
    const known = await values(facets)
    const filters = [...Map.groupBy(known, ({ dimension }) => dimension).values()].map(alternatives => ({
      facets: alternatives.map(({ dimension, value }) => `${dimension}#${value}`),
      events: alternatives.reduce((sum, { events }) => sum + events, 0),
    }))
    const ranked = filters.sort((a, b) => a.events - b.events).map(filter => filter.facets)
    return significance === undefined ? ranked : [...ranked, significance.map(significanceFacet)]
  }

  /** Years of a range of time keys that have events, `size` at a time: a page never needs more of them than it has events. */
  async function* yearsWithEvents(range: Range, order: Order, size: number): AsyncGenerator<Partition[]> {
    const yearOf = (bound: string) => (/^\d/.test(bound) ? bound.slice(0, 4) : bound)
    let { lower, upper } = { lower: yearOf(range.lower), upper: yearOf(range.upper) }
    for (;;) {
      const years = await queryPartition<CountItem>(connection, {
        table,
        key,
        partition: countPartition('year'),
        range: { lower, upper },
        order,
        limit: size,
      })
      // A writer takes a count down to 0 and leaves it.
      yield years.filter(({ events }) => events > 0).map(({ sk, events }) => ({ name: sk, expected: events }))
      if (years.length < size) return
      const last = years.at(-1)!.sk
      if (order === 'asc') lower = `${last}${BELOW}`
      else upper = `${Number(last) - 1}`.padStart(4, '0')
    }
  }

  async function listByTime(query: EventQuery, page: PageRequest) {
    const { lower, upper } = rangeOf(query)
    const range = rangeAfter(lower, upper, page)
    const { order } = page
    const wanted = lookahead(page)
    const items: EventItem[] = []
    for await (const years of yearsWithEvents(range, order, wanted)) {
      const read = (partition: string, limit: number) =>
        queryPartition<EventItem>(connection, {
          table,
          index: 'byTime',
          key: indexes.byTime,
          partition,
          range,
          order,
          limit,
        })
      items.push(...(await readAcross(years, wanted - items.length, read)))
      if (items.length >= wanted) break
    }
    const { items: found, ...rest } = pageOf(items, item => item.timeKey!, page)
    return { ...rest, items: found.map(storedEvent) }
  }

  /**
   * The rarest filter leads: the entries of its alternatives are read, and the other filters apply to them.
   * @returns what was found of each alternative; none without a filter
   */
  async function examineLead(
    query: EventQuery,
    { least = 0, ...how }: Pick<PartitionQuery, 'range' | 'order' | 'limit'> & { least?: number },
  ): Promise<Examined<Entry>[]> {
    const [lead = [], ...others] = await rankFilters(query)
    const filter = filterOf(others)
    const share = Math.max(least, Math.floor(mostEntries / lead.length))
    return Promise.all(
      lead.map(facet => {
        const partition = entryPartition(facet)
        return examinePartition<Entry>(connection, { table, key, partition, filter, ...how }, share)
      }),
    )
  }

  async function listByFacet(query: EventQuery, page: PageRequest) {
    const { lower, upper } = rangeOf(query)
    const limit = lookahead(page)
    const alternatives = await examineLead(query, {
      range: rangeAfter(lower, upper, page),
      order: page.order,
      limit,
      least: limit,
    })
    const { items, ...rest } = mergedPage(alternatives, page)
    const found = await events(items.map(entry => entry.id))
    return { ...rest, items: items.flatMap(({ id }) => found.get(id) ?? []) }
  }

  /** One page of one partition, of the table or of an index, within a range of its sort keys. */
  async function partitionPage<Item, T>(
    where: Pick<PartitionQuery, 'index' | 'partition'> & Partial<Range> & { key?: Key },
    page: PageRequest,
    present: (item: Item) => T,
  ): Promise<Page<T>> {
    const { lower = BELOW, upper = ABOVE, ...partition } = where
    const query = { table, key, ...partition }
    const items = await queryPartition<Item>(connection, {
      ...query,
      range: rangeAfter(lower, upper, page),
      order: page.order,
      limit: lookahead(page),
    })
    const positionOf = (item: Item) => (item as Record<string, string>)[query.key.sort]!
    const { items: found, ...rest } = pageOf(items, positionOf, page)
    return { ...rest, items: found.map(present) }
  }

  return {
    async head() {
      const item = await get<HeadItem>(HEAD_KEY)
      // The first load has begun, but not ended.
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
    events,
    list(query, page) {
      const filtered = Object.keys(query.facets).length > 0 || query.significance !== undefined
      return filtered ? listByFacet(query, page) : listByTime(query, page)
    },
    values,
    countsPage: (dimension, page) => partitionPage({ partition: countPartition(dimension) }, page, countOf),
    async tally(dimension, query) {
      const alternatives = await examineLead(query, { range: rangeOf(query) })
      if (alternatives.length === 0 || alternatives.some(({ until }) => until !== undefined)) return undefined
      const entries = new Map(alternatives.flatMap(({ items }) => items.map(entry => [entry.sk, entry] as const)))
      const prefix = `${dimension}#`
      const found = [...entries.values()].flatMap(({ facets }) => facets.filter(facet => facet.startsWith(prefix)))
      const tallied = [...Map.groupBy(found, facet => facet.slice(prefix.length))]
      return tallied
        .map(([value, { length }]) => ({ value, events: length }))
        .sort((a, b) => (a.value < b.value ? -1 : 1))
    },
    recurring: (recurrence, page) =>
      partitionPage({ index: 'byDay', key: indexes.byDay, partition: recurrence }, page, storedEvent),
    changes: (page, since = BELOW) =>
      partitionPage(
        { index: 'byChange', key: indexes.byChange, partition: CHANGE, lower: since },
        page,
        storedOrTombstone,
      ),
    revisions: (id, page) =>
      partitionPage(
        { partition: eventKey(id).pk, lower: 'REVISION#', upper: `REVISION#${ABOVE}` },
        page,
        storedOrTombstone,
      ),
    counts,
    async vocabularies() {
      const lists = VOCABULARIES.map(async vocabulary => {
        const partition = vocabularyPartition(vocabulary)
        const items = await queryPartition<{ term: Term }>(connection, { table, key, partition })
        return [vocabulary, items.map(({ term }) => term)]
      })
      return Object.fromEntries(await Promise.all(lists))
    },
    async seriesList() {
      const items = await queryPartition<{ series: Series }>(connection, { table, key, partition: SERIES })
      return items.map(({ series }) => series)
    },
    async series(id) {
      return (await get<{ series: Series }>(seriesKey(id)))?.series
    },
    ...occurrenceReader(connection, counts),
  }
}

/** Time keys of the days that a query asks for. */
const rangeOf = ({ from = BELOW, to }: EventQuery): Range => ({
  lower: from,
  upper: to === undefined ? ABOVE : to + ABOVE,
})

/** What entries are filtered by, besides the filter that leads. */
function filterOf(others: readonly string[][]): Filter | undefined {
  if (others.length === 0) return undefined
  const conditions = others.map((facets, i) => facets.map((_, j) => `contains(facets, :f${i}_${j})`).join(' OR '))
  return {
    expression: conditions.map(condition => `(${condition})`).join(' AND '),
    values: Object.fromEntries(others.flatMap((facets, i) => facets.map((facet, j) => [`:f${i}_${j}`, facet]))),
  }
}

/** One page of what several partitions hold: as far as all of them were examined. */
function mergedPage(alternatives: readonly Examined<Entry>[], page: PageRequest): Page<Entry> {
  const isBefore = (a: string, b: string) => (page.order === 'asc' ? a < b : a > b)
  const nearest = alternatives
    .flatMap(({ until }) => until ?? [])
    .reduce<string | undefined>((near, each) => (near === undefined || isBefore(each, near) ? each : near), undefined)
  const entries = alternatives.flatMap(({ items }) => items).filter(({ sk }) => !nearest || !isBefore(nearest, sk))
  const merged = [...new Map(entries.map(entry => [entry.sk, entry])).values()].sort((a, b) =>
    isBefore(a.sk, b.sk) ? -1 : 1,
  )
  const found = pageOf(merged, entry => entry.sk, page)
  return found.next === undefined && nearest !== undefined ? { ...found, next: nearest } : found
}
