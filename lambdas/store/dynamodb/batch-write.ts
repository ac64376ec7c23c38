/** Writes of many items, in no order and not as one: for what may be written again. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Connection } from './document-client.ts'

export type Write = { put: { pk: string; sk: string } } | { delete: { pk: string; sk: string } }

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25
const SIDE_BY_SIDE = 4
const FIRST_PAUSE_MILLISECONDS = 50
const LONGEST_PAUSE_MILLISECONDS = 5_000

/** Ends when all are written; what DynamoDB hands back for want of capacity is sent again, at a growing distance. */
export async function batchWrite({ client }: Connection, table: string, writes: readonly Write[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(writes.length / MOST_WRITES) }, (_, i) =>
    writes.slice(i * MOST_WRITES, (i + 1) * MOST_WRITES),
  )
  const lane = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await writeBatch(batch)
  }
  const writeBatch = async (batch: readonly Write[]) => {
    let requests = batch.map(write =>
      'put' in write ? { PutRequest: { Item: write.put } } : { DeleteRequest: { Key: write.delete } },
    )
    for (
      let pause = FIRST_PAUSE_MILLISECONDS;
      requests.length > 0;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)
    ) {
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }))
      requests = (UnprocessedItems?.[table] ?? []) as typeof requests
      if (requests.length > 0) await new Promise(resolve => setTimeout(resolve, pause * Math.random()))
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
}
