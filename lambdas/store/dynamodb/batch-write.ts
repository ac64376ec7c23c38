/** Writes many items, in no particular order and not atomically. Only for writes that can be repeated. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Connection } from './document-client.ts'
import { sendUntilProcessed } from './unprocessed.ts'

export type Write = { put: { pk: string; sk: string } } | { delete: { pk: string; sk: string } }

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25
const CONCURRENT_BATCHES = 4

const requestOf = (write: Write) =>
  'put' in write ? { PutRequest: { Item: write.put } } : { DeleteRequest: { Key: write.delete } }

type WriteRequest = ReturnType<typeof requestOf>

/** @throws {StoreUnavailable} with some items written; by then, no write is running */
export async function batchWrite({ client }: Connection, table: string, writes: readonly Write[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(writes.length / MOST_WRITES) }, (_, i) =>
    writes.slice(i * MOST_WRITES, (i + 1) * MOST_WRITES).map(requestOf),
  )
  const write = async (requests: readonly WriteRequest[]) => {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: [...requests] } }))
    return (UnprocessedItems?.[table] ?? []) as WriteRequest[]
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
