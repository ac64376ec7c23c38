import { civilDate } from '../../domain/civil-date.ts'
import type { Dimension, StoredEvent } from '../../domain/event.ts'
import type { Count, EventQuery, EventReader, Order, Page, PageRequest } from '../event-store.ts'
import type { Connection } from './document-client.ts'
import { countPartition, type EventItem, entryPartition, significanceFacet, spanFacet, storedEvent } from './items.ts'
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
import { blocksAround } from './spans.ts'

interface Entry {
  id: string
  sk: string
  facets: string[]
  /** Absent if only the entry was read. */
  event?: StoredEvent
}

type YearItem = Pick<Count, 'events'> & { sk: string }

/**
 * Entries that a filtered page examines at most, over all alternatives of the leading filter. If two common filters rarely match together,
 * a page is short rather than slow. An entry has well under 1 KB.
 */
const MOST_ENTRIES = 1000

const EVERY_SIGNIFICANCE = [1, 2, 3, 4, 5] as const

/** @param options.mostEntries maximum number of entries that a filtered page examines */
export function eventListReader(
  connection: Connection,
  { events, values }: Pick<EventReader, 'events' | 'values'>,
  { mostEntries = MOST_ENTRIES } = {},
): Pick<EventReader, 'list' | 'outline' | 'tally'> {
  /**
   * The filters of a query, each as a list of alternatives, most selective first. With `total`, the number of events, if the query asks for
   * one value and nothing else.
   */
  async function rankFilters({ from, to, ...query }: EventQuery): Promise<{ filters: string[][]; total?: number }> {
    const bySignificance = query.significance === undefined ? [] : [query.significance.map(significanceFacet)]
    if (Object.keys(query.facets).length === 0) return { filters: bySignificance }
    const known = await values(query.facets)
    const filters = [...Map.groupBy(known, ({ dimension }) => dimension).values()].map(alternatives => ({
      facets: alternatives.map(({ dimension, value }) => `${dimension}#${value}`),
      events: alternatives.reduce((sum, { events }) => sum + events, 0),
    }))
    const ranked = filters.sort((a, b) => a.events - b.events).map(filter => filter.facets)
    const isAll = known.length === 1 && bySignificance.length === 0 && from === undefined && to === undefined
    return { filters: [...ranked, ...bySignificance], ...(isAll && { total: known[0]!.events }) }
  }

  /** Years with events in a range of time keys, `size` at a time. A page never needs more years than events. */
  async function* yearsWithEvents(range: Range, order: Order, size: number): AsyncGenerator<Partition[]> {
    const yearOf = (bound: string) => (/^\d/.test(bound) ? bound.slice(0, 4) : bound)
    let { lower, upper } = { lower: yearOf(range.lower), upper: yearOf(range.upper) }
    for (;;) {
      const years = await queryPartition<YearItem>(connection, {
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

  /** Events that begin in a range of time keys. */
  async function byTime(range: Range, page: PageRequest): Promise<Examined<Entry>[]> {
    const { order } = page
    const wanted = lookahead(page)
    const items: EventItem[] = []
    for await (const years of yearsWithEvents(range, order, wanted)) {
      const read = (partition: string, limit: number) =>
        queryPartition<EventItem>(connection, {
          index: 'byTime',
          partition,
          range,
          order,
          limit,
        })
      items.push(...(await readAcross(years, wanted - items.length, read)))
      if (items.length >= wanted) break
    }
    return [{ items: items.map(item => ({ id: item.id, sk: item.timeKey!, facets: [], event: storedEvent(item) })) }]
  }

  /** Reads the entries of each facet, and applies the filters to them. */
  function examine(
    facets: readonly { facet: string; filter: Filter | undefined }[],
    { least = 0, ...how }: Examination,
  ): Promise<Examined<Entry>[]> {
    const share = Math.max(least, Math.floor(mostEntries / facets.length))
    return Promise.all(
      facets.map(({ facet, filter }) => {
        const partition = entryPartition(facet)
        return examinePartition<Entry>(connection, { partition, filter, ...how }, share)
      }),
    )
  }

  /** Events that begin in the time of a query. Without a page and a filter, none. */
  async function beginning(
    { from, to }: EventQuery,
    filters: readonly string[][],
    page?: PageRequest,
  ): Promise<Examined<Entry>[]> {
    const range = restOf({ lower: from ?? BELOW, upper: to === undefined ? ABOVE : to + ABOVE }, page)
    const [lead, ...others] = filters
    if (lead === undefined) return page ? byTime(range, page) : []
    return examine(
      lead.map(facet => ({ facet, filter: filterOf(others) })),
      { range, ...examinationOf(page) },
    )
  }

  /** Events that began before `from` and last until it. */
  function reaching(from: string, filters: readonly string[][], page?: PageRequest): Promise<Examined<Entry>[]> {
    const isNewYear = civilDate(Number(from.slice(0, 4)), 1, 1).startsWith(from)
    const blocks = blocksAround(from.slice(0, 4)).map(({ block, isExact }) => ({
      facet: spanFacet(block),
      filter: filterOf(filters, isExact && isNewYear ? undefined : from),
    }))
    return examine(blocks, { range: restOf({ lower: BELOW, upper: from }, page), ...examinationOf(page) })
  }

  /**
   * The parts of a list, in order: events that began before the range and last until it, and events that begin in it. Reads the second
   * part only if the first does not fill the page.
   * @returns the examined part of each alternative of the leading filter, and of each block of years
   */
  async function examineAll(
    query: EventQuery,
    filters: readonly string[][],
    page?: PageRequest,
  ): Promise<Examined<Entry>[]> {
    const { from, to } = query
    const begun = () => beginning(query, filters, page)
    if (from === undefined || (to !== undefined && from > to + ABOVE)) return begun()

    const earlier = () => reaching(from, filters, page)
    const [first, second] = page?.order === 'desc' ? [begun, earlier] : [earlier, begun]
    // The page before ended in the second part.
    if (page?.after !== undefined && page.after > from === (page.order === 'asc')) return second()
    const found = await first()
    const isFull =
      found.some(({ until }) => until !== undefined) ||
      (page !== undefined && new Set(found.flatMap(({ items }) => items.map(({ sk }) => sk))).size >= lookahead(page))
    return isFull ? found : [...found, ...(await second())]
  }

  return {
    async list(query, page) {
      const { filters, ...total } = await rankFilters(query)
      const { items, ...rest } = mergedPage(await examineAll(query, filters, page), page)
      const found = await events(items.flatMap(({ id, event }) => (event ? [] : id)))
      return { ...total, ...rest, items: items.flatMap(({ id, event }) => event ?? found.get(id) ?? []) }
    },
    async outline(query) {
      const alternatives = await beginning(query, (await rankFilters(query)).filters)
      const { items, next } = mergedPage(alternatives, { limit: Number.POSITIVE_INFINITY, order: 'asc' })
      const events = items.map(({ sk, facets }) => ({
        day: sk.slice(0, 10),
        category: valuesOf(facets, 'category')[0]!,
      }))
      return { events, isComplete: next === undefined }
    },
    async tally(dimension, query) {
      const { from, to, facets, significance } = query
      const isFiltered = Object.keys(facets).length > 0 || significance !== undefined
      if (!isFiltered && from === undefined && to === undefined) return undefined
      // Every event has a significance, so a range of time alone is counted by those.
      const counted = isFiltered ? query : { ...query, significance: EVERY_SIGNIFICANCE }
      const alternatives = await examineAll(counted, (await rankFilters(counted)).filters)
      if (alternatives.some(({ until }) => until !== undefined)) return undefined
      const entries = new Map(alternatives.flatMap(({ items }) => items.map(entry => [entry.sk, entry] as const)))
      const tallied = [
        ...Map.groupBy(
          [...entries.values()].flatMap(({ facets }) => valuesOf(facets, dimension)),
          value => value,
        ),
      ]
      return tallied
        .map(([value, { length }]) => ({ value, events: length }))
        .sort((a, b) => (a.value < b.value ? -1 : 1))
    },
  }
}

type Examination = Pick<PartitionQuery, 'range' | 'order' | 'limit'> & { least?: number }

/** A page examines at least as many entries of each alternative as it needs. */
const examinationOf = (page: PageRequest | undefined): Examination =>
  page ? { order: page.order, limit: lookahead(page), least: lookahead(page) } : {}

/** The part of a range that a page has not shown yet. */
const restOf = ({ lower, upper }: Range, page: PageRequest | undefined): Range =>
  page ? rangeAfter(lower, upper, page) : { lower, upper }

/** The values of one dimension among facets such as `tag#law`. */
const valuesOf = (facets: readonly string[], dimension: Dimension): string[] =>
  facets.filter(facet => facet.startsWith(`${dimension}#`)).map(facet => facet.slice(dimension.length + 1))

/**
 * The filter expression for entries.
 * @param filters alternatives of each filter
 * @param from the event lasts until then
 */
function filterOf(filters: readonly string[][], from?: string): Filter | undefined {
  if (filters.length === 0 && from === undefined) return undefined
  const conditions = filters.map((facets, i) => facets.map((_, j) => `contains(facets, :f${i}_${j})`).join(' OR '))
  const lasting = from === undefined ? [] : ['#end >= :from']
  return {
    expression: [...conditions.map(condition => `(${condition})`), ...lasting].join(' AND '),
    values: {
      ...Object.fromEntries(filters.flatMap((facets, i) => facets.map((facet, j) => [`:f${i}_${j}`, facet]))),
      ...(from !== undefined && { ':from': from }),
    },
    ...(from !== undefined && { names: { '#end': 'end' } }),
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
