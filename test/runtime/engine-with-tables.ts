/** A DynamoDB in memory whose tables have the names of the template, and whose every call is recorded. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { TableName } from '../../lambdas/store/tables.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { startTap, type Tap } from '../support/dynamodb-tap.ts'
import { clientOf, startTestEngine } from '../support/engine.ts'

export interface EngineWithTables {
  tap: Tap
  /** Past the tap. */
  endpoint: string
  client: DynamoDBClient
  tables: Record<TableName, string>
  stop(): Promise<void>
}

export async function startEngineWithTables(tables: Record<TableName, string>): Promise<EngineWithTables> {
  const engine = await startTestEngine()
  const client = clientOf(engine.endpoint)
  await createTables(client, tables)
  const tap = await startTap(engine.endpoint, { names: tables })
  return {
    tap,
    endpoint: engine.endpoint,
    client,
    tables,
    stop: async () => {
      client.destroy()
      await tap.stop()
      await engine.stop()
    },
  }
}
