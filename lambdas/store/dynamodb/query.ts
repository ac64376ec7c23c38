/** Queries of sorted partitions: repeats calls until enough items are found, and makes pages across partitions. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Order, Page, PageRequest } from '../event-store.ts'
import { type EventsIndex, type Key, TABLES, type TableName } from '../tables.ts'
import type { Connection } from './document-client.ts'

/** Lowest and highest sort key, both inclusive. */
export interface Range {
  lower: string
  upper: string
}

export interface PartitionQuery {
  /** Default: the events table. */
  table?: TableName
  index?: EventsIndex | undefined
  partition: string
  /** Default: the whole partition. */
  range?: Range | undefined
  order?: Order
  /** Default: no limit. */
  limit?: number
  filter?: Filter | undefined
  /** Attributes to read; default: all. */
  attributes?: readonly string[]
}

export interface Filter {
  expression: string
  values: Record<string, unknown>
  names?: Record<string, string>
}

/**
 * DynamoDB applies `Limit` before the filter. The first call examines this many items to estimate how many match, the second as many as
 * should be enough plus half, and a third the rest up to the maximum.
 */
const FIRST_FILTERED = 150
const MARGIN = 1.5

/** Sentinels below and above every character of a sort key. */
export const BELOW = ' '
export const ABOVE = '~'

export interface Examined<Item> {
  items: Item[]
  /** Last sort key that was examined; absent at the end of the range. */
  until?: string
}

export const keyOf = ({ table = 'events', index }: Pick<PartitionQuery, 'table' | 'index'>): Key =>
  index === undefined ? TABLES[table].key : TABLES.events.indexes[index]

export async function queryPartition<Item>(connection: Connection, query: PartitionQuery): Promise<Item[]> {
  return (await examinePartition<Item>(connection, query, Number.POSITIVE_INFINITY)).items
}

/** As `queryPartition`, but examines at most `most` items, so that a filter with few matches does not read everything. */
export async function examinePartition<Item>(
  { client, tables }: Connection,
  query: PartitionQuery,
  most: number,
): Promise<Examined<Item>> {
  const { table = 'events', index, partition, range, order = 'asc', filter, attributes } = query
  const { limit = Number.POSITIVE_INFINITY } = query
  const key = keyOf(query)
  const items: Item[] = []
  // DynamoDB rejects an empty range instead of returning nothing.
  if (range && range.lower > range.upper) return { items }
  let examined = 0
  let queries = 0
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const missing = limit - items.length
    const expected = Math.ceil((MARGIN * missing * examined) / items.length)
    const filtered = [FIRST_FILTERED, Math.max(FIRST_FILTERED, expected)][queries++] ?? most
    const Limit = Math.min(filter ? filtered : missing, most - examined)
    const {
      Items = [],
      ScannedCount = 0,
      LastEvaluatedKey,
    } = await client.send(
      new QueryCommand({
        TableName: tables[table],
        IndexName: index,
        KeyConditionExpression: range
          ? '#partition = :partition AND #sort BETWEEN :lower AND :upper'
          : '#partition = :partition',
        ExpressionAttributeNames: {
          '#partition': key.partition,
          ...(range && { '#sort': key.sort }),
          ...Object.fromEntries(attributes?.map(name => [`#${name}`, name]) ?? []),
          ...filter?.names,
        },
        ExpressionAttributeValues: {
          ':partition': partition,
          ...(range && { ':lower': range.lower, ':upper': range.upper }),
          ...filter?.values,
        },
        FilterExpression: filter?.expression,
        ProjectionExpression: attributes?.map(name => `#${name}`).join(', '),
        ScanIndexForward: order === 'asc',
        Limit: Number.isFinite(Limit) ? Limit : undefined,
        ExclusiveStartKey,
      }),
    )
    items.push(...(Items as Item[]))
    examined += ScannedCount
    ExclusiveStartKey = LastEvaluatedKey
  } while (ExclusiveStartKey && items.length < limit && examined < most)
  if (items.length > limit || (items.length === limit && ExclusiveStartKey)) {
    const found = items.slice(0, limit)
    return { items: found, until: (found.at(-1) as Record<string, string>)[key.sort]! }
  }
  return { items, ...(ExclusiveStartKey && { until: ExclusiveStartKey[key.sort] as string }) }
}

/**
 * The rest of the range after the previous page, including its last position, since `BETWEEN` is inclusive. A position outside the range,
 * as in a forged cursor, is clamped.
 */
export function rangeAfter(lower: string, upper: string, { after, order }: PageRequest): Range {
  if (after === undefined) return { lower, upper }
  const start = after < lower ? lower : after > upper ? upper : after
  return order === 'asc' ? { lower: start, upper } : { lower, upper: start }
}

/** Makes a page of at most `limit` sorted items, with `next` if more follow. */
export function pageOf<Item>(
  items: readonly Item[],
  positionOf: (item: Item) => string,
  { limit, after }: PageRequest,
): Page<Item> {
  const following = items.filter(item => positionOf(item) !== after)
  const page = following.slice(0, limit)
  return following.length > limit ? { items: page, next: positionOf(page.at(-1)!) } : { items: page }
}

/** Number of items to read for a page: one more to detect a next page, and one for the position before it. */
export const lookahead = ({ limit, after }: PageRequest): number => limit + (after === undefined ? 1 : 2)

export interface Partition {
  name: string
  /** Estimated number of items. A wrong estimate costs a round trip, never an item. */
  expected: number
}

/**
 * Reads the first `wanted` items of consecutive partitions. Queries the partitions that should be needed in parallel.
 * @param read reads at most `limit` items of a partition, in order
 */
export async function readAcross<Item>(
  partitions: readonly Partition[],
  wanted: number,
  read: (partition: string, limit: number) => Promise<Item[]>,
): Promise<Item[]> {
  const items: Item[] = []
  let next = 0
  while (items.length < wanted && next < partitions.length) {
    const asked: { limit: number; items: Promise<Item[]> }[] = []
    for (let missing = wanted - items.length, at = next; missing > 0 && at < partitions.length; at++) {
      const { name, expected } = partitions[at]!
      asked.push({ limit: missing, items: read(name, missing) })
      missing -= expected
    }
    const answers = await Promise.all(asked.map(each => each.items))
    for (const [index, answer] of answers.entries()) {
      const cutShort = answer.length === asked[index]!.limit && items.length + answer.length < wanted
      // The partition has more items than estimated, and they precede the next partition: query it again.
      if (cutShort) break
      items.push(...answer)
      next++
    }
  }
  return items.slice(0, wanted)
}
