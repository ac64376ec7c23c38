/** A DynamoDB in memory with the tables of Annals, for tests of what reads and writes them. */
import { DeleteTableCommand, DynamoDBClient, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb'
import type { TableName } from '../../lambdas/store/tables.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { type Engine, type EngineName, startEngine } from '../../lib/local/engine.ts'
import { LOCAL_ACCESS } from '../../lib/local/engine-process.ts'

/** Which engine the tests run on: `ANNALS_ENGINE=dynamodb-local` asks for Amazon's own. */
export const TEST_ENGINE: EngineName = process.env.ANNALS_ENGINE === 'dynamodb-local' ? 'dynamodb-local' : 'dynoxide'

export interface TestStore {
  engine: Engine
  endpoint: string
  /** Its credentials are fixed and fake, so that no test ever reaches an account. */
  client: DynamoDBClient
  tables: Record<TableName, string>
  /** Deletes all items, for `beforeEach`. */
  emptyTables(): Promise<void>
  stop(): Promise<void>
}

/** A client of a local engine that can reach nothing else. */
export const clientOf = (endpoint: string): DynamoDBClient => new DynamoDBClient({ ...LOCAL_ACCESS, endpoint })

export async function startTestStore(): Promise<TestStore> {
  const engine = await startEngine({ engine: TEST_ENGINE })
  const client = clientOf(engine.endpoint)
  const tables = { events: 'annals-events', highlights: 'annals-highlights' }
  await createTables(client, tables)
  return {
    engine,
    endpoint: engine.endpoint,
    client,
    tables,
    emptyTables: async () => {
      await Promise.all(Object.values(tables).map(table => deleteTable(client, table)))
      await createTables(client, tables)
    },
    stop: async () => {
      client.destroy()
      await engine.stop()
    },
  }
}

async function deleteTable(client: DynamoDBClient, table: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: table }))
  await waitUntilTableNotExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: table })
}
