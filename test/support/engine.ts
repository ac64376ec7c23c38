/** A DynamoDB in memory with the tables of Annals, for tests of what reads and writes them. */
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { TABLES, type TableName } from '../../lambdas/store/tables.ts'
import { createTableInput, createTables } from '../../lib/local/create-tables.ts'
import { type Engine, type EngineOptions, startDynoxide } from '../../lib/local/engine.ts'
import { LOCAL_CLIENT, startProgram } from '../../lib/local/engine-process.ts'
import { dynamoDbLocal } from './dynamodb-local.ts'
import { type Intercept, startTap } from './dynamodb-tap.ts'

/** Which engine the tests run on: `ANNALS_ENGINE=dynamodb-local` asks for Amazon's own. */
export const TEST_ENGINE: 'dynoxide' | 'dynamodb-local' =
  process.env.ANNALS_ENGINE === 'dynamodb-local' ? 'dynamodb-local' : 'dynoxide'

/** Starts the engine that the tests run on, with its data in `folder` or, without one, in memory. */
export async function startTestEngine({ folder }: Pick<EngineOptions, 'folder'> = {}): Promise<Engine> {
  if (TEST_ENGINE === 'dynoxide') return startDynoxide({ folder })
  const program = await startProgram(await dynamoDbLocal(), folder, process.env)
  const tap = await startTap(program.endpoint, { names: { events: '', highlights: '' } })
  tap.reset((call, forward) => {
    // Nobody reads the calls, and their answers take much memory.
    tap.calls.length = 0
    return inParts(call, forward)
  })
  return {
    name: 'DynamoDB Local',
    endpoint: tap.endpoint,
    stop: async () => {
      await program.stop()
      await tap.stop()
    },
  }
}

/** Most items that DynamoDB Local of 2020 takes in a transaction. DynamoDB takes 100. */
const MOST_ITEMS = 10

/**
 * Sends a transaction in parts. The conditions of a write are in its first two items and thus in the first part, so that the write is refused
 * as a whole. It is not atomic, though: what depends on that is tested on dynoxide alone.
 */
const inParts: Intercept = async (call, forward) => {
  const { TransactItems: items = [], ClientRequestToken: token } = call.request
  if (items.length <= MOST_ITEMS) return forward()
  for (let start = 0; ; start += MOST_ITEMS) {
    const part = items.slice(start, start + MOST_ITEMS)
    // A token has at most 36 characters.
    Object.assign(call.request, { TransactItems: part, ClientRequestToken: `${token.slice(0, 32)}-${start}` })
    const answer = await forward()
    if (answer.status !== 200 || start + MOST_ITEMS >= items.length) return answer
  }
}

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
export const clientOf = (endpoint: string): DynamoDBClient => new DynamoDBClient({ ...LOCAL_CLIENT, endpoint })

export async function startTestStore(): Promise<TestStore> {
  const engine = await startTestEngine()
  const client = clientOf(engine.endpoint)
  const tables = { events: 'annals-events', highlights: 'annals-highlights' }
  await createTables(client, tables)
  return {
    engine,
    endpoint: engine.endpoint,
    client,
    tables,
    emptyTables: async () => {
      await Promise.all((Object.keys(TABLES) as TableName[]).map(table => recreateTable(client, table, tables[table])))
    },
    stop: async () => {
      client.destroy()
      await engine.stop()
    },
  }
}

/** Local engines have a table ready, or gone, when they answer. */
async function recreateTable(client: DynamoDBClient, table: TableName, name: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: name }))
  await client.send(new CreateTableCommand(createTableInput(name, TABLES[table])))
}
