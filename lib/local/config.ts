/** Configuration of the functions on the local host, and their tables. */
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  type Clock,
  type HttpConfig,
  type LoaderConfig,
  type LoadProgress,
  type PictureConfig,
  type StoreConfig,
  systemClock,
} from '../../lambdas/functions/config.ts'
import { buildId } from '../build-id.ts'
import { pngFiles } from '../png-files.ts'
import { createTables } from './create-tables.ts'
import { LOCAL_CLIENT } from './engine-process.ts'

const ROOT = join(import.meta.dirname, '../..')

const TABLE_NAMES = { events: 'annals-events', highlights: 'annals-highlights' } as const

export interface LocalSettings {
  /** URL of DynamoDB. */
  endpoint: string
  publicUrl: string
  dataFolder: string
  /** Stores the search index of a large timeline. */
  searchFolder?: string | undefined
  /** Replaces today's date, `YYYY-MM-DD`. */
  today?: string | undefined
  now?: Clock | undefined
  progress?: LoadProgress | undefined
}

/** The local tables, with fake credentials, so that a local command can never reach an AWS account that the shell is signed in to. */
export const localStore = (endpoint: string, now: Clock = systemClock): StoreConfig => ({
  dynamoDB: { ...LOCAL_CLIENT, endpoint },
  tables: TABLE_NAMES,
  now,
})

/** Config of all local functions; the daily job also needs a notifier. */
export const localConfig = ({
  endpoint,
  publicUrl,
  dataFolder,
  searchFolder,
  today,
  now,
  progress,
}: LocalSettings): HttpConfig & LoaderConfig & PictureConfig => ({
  ...localStore(endpoint, now),
  publicUrl,
  dataFolder,
  searchLocation: searchFolder === undefined ? undefined : { folder: searchFolder },
  today,
  progress,
  build: buildId(ROOT),
  pngFiles: pngFiles(ROOT),
})

/** Creates missing tables. */
export async function prepareTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint })
  await createTables(client, TABLE_NAMES)
  client.destroy()
}
