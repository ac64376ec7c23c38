/** Reads many items by key, in no particular order. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { Connection } from './document-client.ts'
import { sendUntilProcessed } from './unprocessed.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100

type ItemKey = Record<string, string>

/** Returns the items that exist. @throws {StoreUnavailable} */
export async function batchGet<Item>(
  { client }: Connection,
  table: string,
  keys: readonly ItemKey[],
  { consistent = false } = {},
): Promise<Item[]> {
  const items: Item[] = []
  const read = async (Keys: readonly ItemKey[]) => {
    const request = { Keys: [...Keys], ConsistentRead: consistent }
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: request } }),
    )
    items.push(...((Responses?.[table] ?? []) as Item[]))
    return (UnprocessedKeys?.[table]?.Keys ?? []) as ItemKey[]
  }
  for (let start = 0; start < keys.length; start += MOST_KEYS)
    await sendUntilProcessed(keys.slice(start, start + MOST_KEYS), read)
  return items
}
