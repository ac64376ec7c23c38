/** Batches of reads and writes. DynamoDB may process a part of a batch only, for lack of capacity; the rest is sent again. */
import { setTimeout } from 'node:timers/promises'
import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import type { TableName } from '../tables.ts'
import type { Connection } from './document-client.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25
const CONCURRENT_BATCHES = 4

type ItemKey = Record<string, string>

/** Returns the items of the events table that exist, in no particular order. @throws {StoreUnavailable} */
export async function batchGet<Item>({ client, tables }: Connection, keys: readonly ItemKey[]): Promise<Item[]> {
  const table = tables.events
  const items: Item[] = []
  const read = async (Keys: ItemKey[]) => {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys } } }),
    )
    items.push(...((Responses?.[table] ?? []) as Item[]))
    return (UnprocessedKeys?.[table]?.Keys ?? []) as ItemKey[]
  }
  for (const batch of batchesOf(keys, MOST_KEYS)) await sendUntilProcessed(batch, read)
  return items
}

export type Write = { put: { pk: string; sk: string } } | { delete: { pk: string; sk: string } }

const requestOf = (write: Write) =>
  'put' in write ? { PutRequest: { Item: write.put } } : { DeleteRequest: { Key: write.delete } }

type WriteRequest = ReturnType<typeof requestOf>

/**
 * Writes items in no particular order and not atomically. Only for writes that can be repeated.
 * @throws {StoreUnavailable} with some items written; by then, no write is running
 */
export async function batchWrite(
  { client, tables }: Connection,
  writes: readonly Write[],
  table: TableName = 'events',
): Promise<void> {
  const name = tables[table]
  const batches = batchesOf(writes.map(requestOf), MOST_WRITES)
  const write = async (requests: WriteRequest[]) => {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }))
    return (UnprocessedItems?.[name] ?? []) as WriteRequest[]
  }
  const lane = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await sendUntilProcessed(batch, write)
  }
  try {
    await Promise.all(Array.from({ length: CONCURRENT_BATCHES }, lane))
  } catch (error) {
    // The other lanes stop after their current batch.
    batches.length = 0
    throw error
  }
}

const batchesOf = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most))

const FIRST_PAUSE_MILLISECONDS = 50
const LONGEST_PAUSE_MILLISECONDS = 5_000

/** Attempts without any progress before giving up; their pauses take about 15 s on average. */
export const MOST_FUTILE_ATTEMPTS = 12

/** Waits for a random time. Ends early at the deadline, after which the next call to DynamoDB fails. */
export async function pauseAtMost(milliseconds: number): Promise<void> {
  await setTimeout(Math.random() * milliseconds, undefined, { signal: deadline() }).catch(() => {})
}

/**
 * Sends `requests` and retries the unprocessed ones. The pause doubles after each attempt without progress.
 * @param send returns the unprocessed requests
 * @throws {StoreUnavailable} after `MOST_FUTILE_ATTEMPTS` attempts in a row without progress
 */
export async function sendUntilProcessed<Request>(
  requests: Request[],
  send: (requests: Request[]) => Promise<Request[]>,
  pause = pauseAtMost,
): Promise<void> {
  let left = requests
  for (let futile = 0; left.length > 0; ) {
    const unprocessed = await send(left)
    futile = unprocessed.length < left.length ? 0 : futile + 1
    if (futile === MOST_FUTILE_ATTEMPTS)
      throw new StoreUnavailable(`DynamoDB processed nothing of a batch in ${futile} attempts`)
    left = unprocessed
    if (left.length > 0) await pause(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** futile, LONGEST_PAUSE_MILLISECONDS))
  }
}
