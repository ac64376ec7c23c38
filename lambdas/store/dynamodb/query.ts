/** Queries of sorted partitions: as many items as asked for, over as many calls as DynamoDB needs, and pages over several partitions. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Order, Page, PageRequest } from '../event-store.ts'
import type { Key } from '../tables.ts'
import type { Connection } from './document-client.ts'

/** Lowest and highest sort key, both included. */
export interface Range {
  lower: string
  upper: string
}

export interface PartitionQuery {
  table: string
  index?: string
  key: Key
  partition: string
  /** The whole partition without. */
  range?: Range | undefined
  order?: Order
  /** Most items; all without. */
  limit?: number
  filter?: Filter | undefined
  /** Attributes to read; all without. */
  attributes?: readonly string[]
}

export interface Filter {
  expression: string
  values: Record<string, unknown>
}

/**
 * DynamoDB applies `Limit` before the filter. A filtered query examines this many first, which tells how often the filter is met; then as many
 * as are expected to have what is missing, and half as many again, for chance; and if they have not, all the rest that it may.
 */
const FIRST_FILTERED = 150
const MARGIN = 1.5

/** Lower than any character of a sort key, and higher. */
export const BELOW = ' '
export const ABOVE = '~'

export interface Examined<Item> {
  items: Item[]
  /** Sort key up to which the filter was applied, where that was not to the end. */
  until?: string
}

export async function queryPartition<Item>(connection: Connection, query: PartitionQuery): Promise<Item[]> {
  return (await examinePartition<Item>(connection, query, Number.POSITIVE_INFINITY)).items
}

/** As `queryPartition`, but examines `most` items at most, so that a filter that hardly anything meets does not read everything. */
export async function examinePartition<Item>(
  { client }: Connection,
  query: PartitionQuery,
  most: number,
): Promise<Examined<Item>> {
  const {
    table,
    index,
    key,
    partition,
    range,
    order = 'asc',
    limit = Number.POSITIVE_INFINITY,
    filter,
    attributes,
  } = query
  const items: Item[] = []
  // DynamoDB refuses a range that ends before it begins, instead of finding nothing in it.
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
        TableName: table,
        IndexName: index,
        KeyConditionExpression: range
          ? '#partition = :partition AND #sort BETWEEN :lower AND :upper'
          : '#partition = :partition',
        ExpressionAttributeNames: {
          '#partition': key.partition,
          ...(range && { '#sort': key.sort }),
          ...Object.fromEntries(attributes?.map(name => [`#${name}`, name]) ?? []),
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
 * Sort keys from `lower` to `upper`, from where the page before ended: that position is still in it, for `BETWEEN` has no open end.
 * A position beyond them, as in a cursor that somebody made up, reads nothing that they do not allow.
 */
export function rangeAfter(lower: string, upper: string, { after, order }: PageRequest): Range {
  if (after === undefined) return { lower, upper }
  const start = after < lower ? lower : after > upper ? upper : after
  return order === 'asc' ? { lower: start, upper } : { lower, upper: start }
}

/** Makes a page of items in order: at most `limit`, with the position of the last when more follow. */
export function pageOf<Item>(
  items: readonly Item[],
  positionOf: (item: Item) => string,
  { limit, after }: PageRequest,
): Page<Item> {
  const following = items.filter(item => positionOf(item) !== after)
  const page = following.slice(0, limit)
  return following.length > limit ? { items: page, next: positionOf(page.at(-1)!) } : { items: page }
}

/** What to ask for to know a page and whether more follows, the position before it included. */
export const lookahead = ({ limit, after }: PageRequest): number => limit + (after === undefined ? 1 : 2)

export interface Partition {
  name: string
  /** How many items it is expected to have; a wrong guess costs a round trip, never an item. */
  expected: number
}

/**
 * Reads the first `wanted` items of partitions that follow each other. Those expected to be needed are asked side by side.
 * @param read at most `limit` items of a partition, in order
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
      // It has more than expected, which come before anything of the next: ask it again for all that is missing.
      if (cutShort) break
      items.push(...answer)
      next++
    }
  }
  return items.slice(0, wanted)
}
