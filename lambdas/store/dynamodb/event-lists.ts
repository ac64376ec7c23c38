import type { Count, EventQuery, EventReader, Order, Page, PageRequest } from '../event-store.ts'
import { TABLES } from '../tables.ts'
import type { Connection } from './document-client.ts'
import { countPartition, type EventItem, entryPartition, significanceFacet, storedEvent } from './items.ts'
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

interface Entry {
  id: string
  sk: string
  facets: string[]
}

type YearItem = Pick<Count, 'events'> & { sk: string }

/**
 * Maximum number of entries that a filtered page examines, over all alternatives of the leading filter. If two common filters rarely match
 * together, a page is short rather than slow. An entry has well under 1 KB.
 */
const MOST_ENTRIES = 1000

/** @param options.mostEntries maximum number of entries that a filtered page examines */
export function eventListReader(
  connection: Connection,
  { events, values }: Pick<EventReader, 'events' | 'values'>,
  { mostEntries = MOST_ENTRIES } = {},
): Pick<EventReader, 'list' | 'tally'> {
  const table = connection.tables.events

  /** The filters of a query, each as a list of alternatives, most selective first. */
  async function rankFilters({ facets, significance }: EventQuery): Promise<string[][]> {
    const known = await values(facets)
    const filters = [...Map.groupBy(known, ({ dimension }) => dimension).values()].map(alternatives => ({
      facets: alternatives.map(({ dimension, value }) => `${dimension}#${value}`),
      events: alternatives.reduce((sum, { events }) => sum + events, 0),
    }))
    const ranked = filters.sort((a, b) => a.events - b.events).map(filter => filter.facets)
    return significance === undefined ? ranked : [...ranked, significance.map(significanceFacet)]
  }

  /** Years with events in a range of time keys, `size` at a time. A page never needs more years than events. */
  async function* yearsWithEvents(range: Range, order: Order, size: number): AsyncGenerator<Partition[]> {
    const yearOf = (bound: string) => (/^\d/.test(bound) ? bound.slice(0, 4) : bound)
    let { lower, upper } = { lower: yearOf(range.lower), upper: yearOf(range.upper) }
    for (;;) {
      const years = await queryPartition<YearItem>(connection, {
        table,
        key,
        partition: countPartition('year'),
        range: { lower, upper },
        order,
        limit: size,
      })
      // Writers leave counts of 0 behind.
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
   * Reads the entries of the most selective filter and applies the other filters to them.
   * @returns the result for each alternative of that filter; empty if the query has no filter
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

  return {
    list(query, page) {
      const filtered = Object.keys(query.facets).length > 0 || query.significance !== undefined
      return filtered ? listByFacet(query, page) : listByTime(query, page)
    },
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
  }
}

/** Range of time keys for the days of a query. */
const rangeOf = ({ from = BELOW, to }: EventQuery): Range => ({
  lower: from,
  upper: to === undefined ? ABOVE : to + ABOVE,
})

/** The filter expression for all filters except the leading one. */
function filterOf(others: readonly string[][]): Filter | undefined {
  if (others.length === 0) return undefined
  const conditions = others.map((facets, i) => facets.map((_, j) => `contains(facets, :f${i}_${j})`).join(' OR '))
  return {
    expression: conditions.map(condition => `(${condition})`).join(' AND '),
    values: Object.fromEntries(others.flatMap((facets, i) => facets.map((facet, j) => [`:f${i}_${j}`, facet]))),
  }
}

/** Merges the alternatives into one page, up to the first position that one of them did not examine. */
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
