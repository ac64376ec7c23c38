/** Makes the tables of a local DynamoDB as they are described, and refuses those that an earlier version left in another shape. */
import { isDeepStrictEqual } from 'node:util'
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription as StoredTable,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { type Key, TABLES, type TableDescription, type TableName } from '../../lambdas/store/tables.ts'
import { OperatorError } from '../operator-error.ts'

/** How long a new table may take to become active, and how often to ask; seconds. Local engines have it ready at once. */
const ACTIVATION = { maxWaitTime: 30, minDelay: 1, maxDelay: 1 }

/**
 * Creates those of the tables that are missing, and resolves when all of them are active.
 * @param names what each table is called there
 * @throws {OperatorError} if a table is there with other keys or indexes
 */
export async function createTables(client: DynamoDBClient, names: Record<TableName, string>): Promise<void> {
  const tables = Object.keys(TABLES) as TableName[]
  await Promise.all(tables.map(table => createTable(client, names[table], TABLES[table])))
}

async function createTable(client: DynamoDBClient, name: string, description: TableDescription): Promise<void> {
  const stored = await describeTable(client, name)
  if (stored === undefined) await client.send(new CreateTableCommand(createTableInput(name, description)))
  else if (!isDeepStrictEqual(descriptionOf(stored), description)) {
    throw new OperatorError(
      `Table ${name} has other keys or indexes than this version of Annals: stop it, delete the state folder .annals, and start afresh`,
    )
  }
  await waitUntilTableExists({ client, ...ACTIVATION }, { TableName: name })
}

/** What CreateTable needs to make a table as described, paid by request, each index with all attributes. */
export function createTableInput(name: string, { key, indexes }: TableDescription): CreateTableCommandInput {
  const attributes = new Set([key, ...Object.values(indexes)].flatMap(({ partition, sort }) => [partition, sort]))
  const secondary = Object.entries(indexes).map(([index, indexKey]) => ({
    IndexName: index,
    KeySchema: keySchema(indexKey),
    Projection: { ProjectionType: 'ALL' as const },
  }))
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map(attribute => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: keySchema(key),
    // DynamoDB refuses an empty list.
    ...(secondary.length > 0 && { GlobalSecondaryIndexes: secondary }),
  }
}

const keySchema = ({ partition, sort }: Key): KeySchemaElement[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
]

async function describeTable(client: DynamoDBClient, name: string): Promise<StoredTable | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

const descriptionOf = ({ KeySchema, GlobalSecondaryIndexes = [] }: StoredTable) => ({
  key: keyOf(KeySchema),
  indexes: Object.fromEntries(GlobalSecondaryIndexes.map(index => [index.IndexName, keyOf(index.KeySchema)])),
})

function keyOf(schema: KeySchemaElement[] = []) {
  const attribute = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName
  return { partition: attribute('HASH'), sort: attribute('RANGE') }
}
