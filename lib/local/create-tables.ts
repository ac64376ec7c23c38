/** Creates the tables in a local DynamoDB, and rejects tables with the schema of another version. */
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

/** Seconds to wait for a new table to become active. Local engines have it ready at once. */
const ACTIVATION = { maxWaitTime: 30, minDelay: 1, maxDelay: 1 }

/**
 * Creates missing tables and resolves when all tables are active.
 * @param names the names of the tables in this DynamoDB
 * @throws {OperatorError} if an existing table has different keys or indexes
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
      `Table ${name} has different keys or indexes from this version of Annals, so nothing was changed: run annals backup with the version that made it, and annals restore with this one into another --state folder`,
    )
  }
  await waitUntilTableExists({ client, ...ACTIVATION }, { TableName: name })
}

/** CreateTable input for a described table: pay per request, and indexes that project all attributes. */
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
    // DynamoDB rejects an empty list.
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
