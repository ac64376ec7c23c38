/** Everything that a table holds, for tests that compare stores or look behind the ports. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, type NativeAttributeValue, paginateScan } from '@aws-sdk/lib-dynamodb'
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import type { EventsIndex } from '../../lambdas/store/tables.ts'

export type Item = { pk: string; sk: string } & Record<string, NativeAttributeValue>

/** All items of a table, or of one of its indexes, by key. */
export async function allItems(client: DynamoDBClient, table: string, index?: EventsIndex): Promise<Item[]> {
  const items: Item[] = []
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    { TableName: table, ...(index && { IndexName: index }) },
  )
  for await (const { Items = [] } of pages) items.push(...(Items as Item[]))
  return items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1))
}

/** One line for each item of both tables, without `attributes`: those that say when something was done. */
export async function dump(
  { client, tables }: { client: DynamoDBClient; tables: Record<string, string> },
  without: readonly string[] = [],
): Promise<string[]> {
  const items = await Promise.all(Object.values(tables).map(table => allItems(client, table)))
  return items
    .flat()
    .map(item => canonicalJson(Object.fromEntries(Object.entries(item).filter(([name]) => !without.includes(name)))))
}
