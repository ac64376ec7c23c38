/** Reads many items by their keys, in no order. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { Connection } from './document-client.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100

/** Those items that exist; what DynamoDB hands back for the size of the answer is asked for again. */
export async function batchGet<Item>(
  { client }: Connection,
  table: string,
  keys: readonly Record<string, string>[],
  { consistent = false } = {},
): Promise<Item[]> {
  const items: Item[] = []
  let missing = [...keys]
  while (missing.length > 0) {
    const request = { Keys: missing.slice(0, MOST_KEYS), ConsistentRead: consistent }
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: request } }),
    )
    items.push(...((Responses?.[table] ?? []) as Item[]))
    const unprocessed = (UnprocessedKeys?.[table]?.Keys ?? []) as Record<string, string>[]
    missing = [...missing.slice(MOST_KEYS), ...unprocessed]
  }
  return items
}
