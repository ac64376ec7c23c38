/** Writes of many items, in no order and not as one: for what may be written again. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Connection } from './document-client.ts'
import { sendUntilProcessed } from './unprocessed.ts'

export type Write = { put: { pk: string; sk: string } } | { delete: { pk: string; sk: string } }

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25
const SIDE_BY_SIDE = 4

const requestOf = (write: Write) =>
  'put' in write ? { PutRequest: { Item: write.put } } : { DeleteRequest: { Key: write.delete } }

type WriteRequest = ReturnType<typeof requestOf>

/** Ends when all are written. @throws {StoreUnavailable} with some of them written, and none that begins to be written later */
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
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
  } catch (error) {
    // The other lanes end with the batch that each is at.
    batches.length = 0
    throw error
  }
}
