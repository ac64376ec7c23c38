/** The DynamoDB adapter that reads events. No method scans; what each costs depends on what it returns, not on the size of the timeline. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { DIMENSIONS, type Series, type StoredEvent, type Term, VOCABULARIES } from '../../domain/event.ts'
import {
  type Count,
  type Counted,
  type EventQuery,
  type EventReader,
  type Facets,
  type Head,
  type PageRequest,
  UnknownFacetValue,
} from '../event-store.ts'
import { TABLES } from '../tables.ts'
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
import { ABOVE, BELOW, lookahead, pageOf, queryPartition, rangeAfter, readAcross } from './query.ts'

const { key, indexes } = TABLES.events

export interface HeadItem extends Omit<Head, 'version'> {
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
}

export function eventReader(connection: Connection): EventReader {
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
    const items = await queryPartition<Count & { sk: string }>(connection, {
      table,
      key,
      partition: countPartition(counted),
      range: from === undefined && to === undefined ? undefined : { lower: from ?? BELOW, upper: to ?? ABOVE },
    })
    // A writer takes a count down to 0 and leaves it. A value of a dimension is declared all the same; a year without events is nothing.
    const isDimension = DIMENSIONS.some(dimension => dimension === counted)
    const valid = items.filter(item => isDimension || item.events > 0)
    return valid.map(({ sk, events, name, description }) => ({
      value: sk,
      events,
      ...(name && { name }),
      ...(description && { description }),
    }))
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
      const { events, name } = itemOf(each)!
      return { ...each, events, ...(name && { name }) }
    })
  }

  /** The filters of a query, each as its alternatives, the one that leaves the fewest events first. */
  async function rankFilters({ facets, significance = [] }: EventQuery): Promise<string[][]> {
    const known = await values(facets)
    const filters = [...Map.groupBy(known, ({ dimension }) => dimension).values()].map(alternatives => ({
      facets: alternatives.map(({ dimension, value }) => `${dimension}#${value}`),
      events: alternatives.reduce((sum, { events }) => sum + events, 0),
    }))
    const ranked = filters.sort((a, b) => a.events - b.events).map(filter => filter.facets)
    return significance.length === 0 ? ranked : [...ranked, significance.map(significanceFacet)]
  }

  async function listByTime({ from, to }: EventQuery, page: PageRequest) {
    const range = rangeAfter(from ?? BELOW, to === undefined ? ABOVE : to + ABOVE, page)
    const isDate = (bound: string) => /^\d/.test(bound)
    const years = await counts(
      'year',
      isDate(range.lower) ? range.lower.slice(0, 4) : undefined,
      isDate(range.upper) ? range.upper.slice(0, 4) : undefined,
    )
    const partitions = years.map(year => ({ name: year.value, expected: year.events }))
    const items = await readAcross<EventItem>(
      page.order === 'asc' ? partitions : partitions.reverse(),
      lookahead(page),
      (partition, limit) =>
        queryPartition(connection, {
          table,
          index: 'byTime',
          key: indexes.byTime,
          partition,
          range,
          order: page.order,
          limit,
        }),
    )
    const { items: found, ...rest } = pageOf(items, item => item.timeKey!, page)
    return { ...rest, items: found.map(storedEvent) }
  }

  /** The rarest filter leads: its entries are read in order, and the other filters apply to them. */
  async function listByFacet(query: EventQuery, page: PageRequest) {
    const [lead, ...others] = await rankFilters(query)
    const conditions = others.map((facets, i) => facets.map((_, j) => `contains(facets, :f${i}_${j})`).join(' OR '))
    const filter =
      others.length === 0
        ? undefined
        : {
            expression: conditions.map(condition => `(${condition})`).join(' AND '),
            values: Object.fromEntries(others.flatMap((facets, i) => facets.map((facet, j) => [`:f${i}_${j}`, facet]))),
          }
    const range = rangeAfter(query.from ?? BELOW, query.to === undefined ? ABOVE : query.to + ABOVE, page)
    const entries = await Promise.all(
      lead!.map(facet =>
        queryPartition<Entry>(connection, {
          table,
          key,
          partition: entryPartition(facet),
          range,
          order: page.order,
          limit: lookahead(page),
          filter,
        }),
      ),
    )
    const merged = [...new Map(entries.flat().map(entry => [entry.sk, entry])).values()].sort((a, b) =>
      a.sk < b.sk === (page.order === 'asc') ? -1 : 1,
    )
    const { items, ...rest } = pageOf(merged, entry => entry.sk, page)
    const found = await events(items.map(entry => entry.id))
    return { ...rest, items: items.flatMap(({ id }) => found.get(id) ?? []) }
  }

  /** One page of one partition of an index. */
  async function indexPage<T>(
    index: 'byDay' | 'byChange',
    partition: string,
    page: PageRequest,
    positionOf: (item: EventItem) => string,
    present: (item: EventItem) => T,
  ) {
    const items = await queryPartition<EventItem>(connection, {
      table,
      index,
      key: indexes[index],
      partition,
      range: rangeAfter(BELOW, ABOVE, page),
      order: page.order,
      limit: lookahead(page),
    })
    const { items: found, ...rest } = pageOf(items, positionOf, page)
    return { ...rest, items: found.map(present) }
  }

  return {
    async head() {
      const item = await get<HeadItem>(HEAD_KEY)
      // The first load has begun, but not ended.
      if (!item?.timeline) return undefined
      const { timeline, sequence, digest, updatedAt, changedAt } = item
      return { timeline, version: `${sequence}-${digest.slice(0, 12)}`, updatedAt, changedAt }
    },
    async event(id) {
      const item = await get<EventItem>(eventKey(id))
      return item && storedOrTombstone(item)
    },
    events,
    list(query, page) {
      const filtered = [...Object.values(query.facets), query.significance ?? []].some(values => values.length > 0)
      return filtered ? listByFacet(query, page) : listByTime(query, page)
    },
    values,
    recurring: (recurrence, page) => indexPage('byDay', recurrence, page, item => item.timeKey!, storedEvent),
    changes: page => indexPage('byChange', CHANGE, page, item => item.changeKey, storedOrTombstone),
    async revisions(id, page) {
      const items = await queryPartition<EventItem>(connection, {
        table,
        key,
        partition: eventKey(id).pk,
        range: rangeAfter('REVISION#', `REVISION#${ABOVE}`, page),
        order: page.order,
        limit: lookahead(page),
      })
      const { items: found, ...rest } = pageOf(items, item => item.sk, page)
      return { ...rest, items: found.map(storedOrTombstone) }
    },
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
  }
}
