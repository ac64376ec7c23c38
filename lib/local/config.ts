/** What the functions are made from on a laptop, and the tables that they use. */
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  type Clock,
  type HttpConfig,
  type LoaderConfig,
  type LoadProgress,
  type StoreConfig,
  systemClock,
} from '../../lambdas/functions/config.ts'
import { buildId } from '../build-id.ts'
import { createTables } from './create-tables.ts'
import { LOCAL_ACCESS } from './engine-process.ts'

/** What the tables are called on a laptop. */
const TABLE_NAMES = { events: 'annals-events', highlights: 'annals-highlights' } as const

export interface LocalSettings {
  /** Address of DynamoDB. */
  endpoint: string
  publicUrl: string
  dataFolder: string
  /** Where the search index of a large timeline is stored. */
  searchFolder?: string | undefined
  /** The day to travel to, `YYYY-MM-DD`. */
  today?: string | undefined
  now?: Clock | undefined
  progress?: LoadProgress | undefined
}

/** The local tables, with credentials that are never real: what is done on a laptop must not reach an account that the shell is signed in to. */
export const localStore = (endpoint: string, now: Clock = systemClock): StoreConfig => ({
  dynamoDB: { ...LOCAL_ACCESS, endpoint },
  tables: TABLE_NAMES,
  now,
})

/** For every local function; the daily job needs a notifier besides. */
export const localConfig = ({
  endpoint,
  publicUrl,
  dataFolder,
  searchFolder,
  today,
  now,
  progress,
}: LocalSettings): HttpConfig & LoaderConfig => ({
  ...localStore(endpoint, now),
  publicUrl,
  dataFolder,
  searchPlace: searchFolder === undefined ? undefined : { folder: searchFolder },
  today,
  progress,
  build: buildId(join(import.meta.dirname, '../..')),
})

/** Makes the tables that are missing. */
export async function prepareTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ ...LOCAL_ACCESS, endpoint })
  await createTables(client, TABLE_NAMES)
  client.destroy()
}
