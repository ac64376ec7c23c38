/** What each function is made from. A Lambda function takes it from its environment (`environment.ts`), a host decides it. */

import type { Instant } from '../domain/civil-date.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { ClientAccess, Connection } from '../store/dynamodb/document-client.ts'
import type { BucketPlace } from '../store/search/bucket-files.ts'

/** The time that a function takes it to be. */
export type Clock = () => Instant

export const systemClock: Clock = () => instantOf(Date.now())

/** Where the search index of a large timeline is stored. */
export type SearchPlace = BucketPlace | { folder: string }

/** What every function is made from. */
export interface StoreConfig {
  /** Where DynamoDB is. In Lambda this is empty, for the SDK reads it from the environment. */
  dynamoDB: ClientAccess
  tables: Connection['tables']
  now: Clock
  /** Without one, up to 20,000 events are searched. */
  searchPlace?: SearchPlace | undefined
}

/** For the functions that answer requests. */
export interface HttpConfig extends StoreConfig {
  /** Public origin for absolute links, without a trailing slash. */
  publicUrl: string
  /** Identifies the code, so that validators change with it. */
  build: string
  /** Overrides the day that the clock says, as YYYY-MM-DD. */
  today?: string | undefined
}

/** For the loader. */
export interface LoaderConfig extends StoreConfig {
  dataFolder: string
  build: string
  /** Called while a load goes on. */
  progress?: LoadProgress | undefined
}

/** @param what is counted, e.g. `events written` */
export type LoadProgress = (what: 'files read' | 'events written', done: number, all: number) => void

/** For the daily job. */
export interface AnniversariesConfig extends StoreConfig {
  publicUrl: string
  notifier: Notifier
}
