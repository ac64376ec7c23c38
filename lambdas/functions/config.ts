/** Configuration of the functions. Lambda functions read it from their environment (`environment.ts`); the local host creates it. */

import type { Instant } from '../domain/civil-date.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { ClientAccess, Connection } from '../store/dynamodb/document-client.ts'
import type { BucketPlace } from '../store/search/bucket-files.ts'

/** Returns the current time. */
export type Clock = () => Instant

export const systemClock: Clock = () => instantOf(Date.now())

/** Where the search index of a large timeline is stored. */
export type SearchPlace = BucketPlace | { folder: string }

/** For every function. */
export interface StoreConfig {
  /** Endpoint and credentials of DynamoDB. Empty in Lambda, where the SDK reads them from the environment. */
  dynamoDB: ClientAccess
  tables: Connection['tables']
  now: Clock
  /** Without it, search supports at most 20,000 events. */
  searchPlace?: SearchPlace | undefined
}

/** For the functions that answer requests. */
export interface HttpConfig extends StoreConfig {
  /** Origin of absolute links, without a trailing slash. */
  publicUrl: string
  /** Build id: ETags change with it. */
  build: string
  /** Replaces today's date, YYYY-MM-DD. */
  today?: string | undefined
}

/** For the loader. */
export interface LoaderConfig extends StoreConfig {
  dataFolder: string
  build: string
  /** Called during a load. */
  progress?: LoadProgress | undefined
}

/** Reports progress: `done` of `all` files or events. */
export type LoadProgress = (what: 'files read' | 'events written', done: number, all: number) => void

/** For the daily job. */
export interface AnniversariesConfig extends StoreConfig {
  publicUrl: string
  notifier: Notifier
}
