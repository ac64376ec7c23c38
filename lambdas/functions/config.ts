/** Configuration of the functions. Lambda functions read it from their environment (`environment.ts`); the local host creates it. */

import type { Instant } from '../domain/civil-date.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Log, Metrics } from '../http/telemetry.ts'
import type { EdgeCacheLocation } from '../notify/edge-cache.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { Wait } from '../notify/post.ts'
import type { PngFiles } from '../png/rasterizer.ts'
import type { BucketLocation } from '../store/bucket.ts'
import type { ClientOptions, Connection } from '../store/dynamodb/document-client.ts'

/** Returns the current time. */
export type Clock = () => Instant

export const systemClock: Clock = () => instantOf(Date.now())

/** Where the search index of a large timeline is stored. */
export type SearchLocation = BucketLocation | { folder: string }

/** For every function. */
export interface StoreConfig {
  /** Endpoint and credentials of DynamoDB. Empty in Lambda, where the SDK reads them from the environment. */
  dynamoDB: ClientOptions
  tables: Connection['tables']
  now: Clock
  /** Without it, search supports at most 20,000 events. */
  searchLocation?: SearchLocation | undefined
}

/** For the functions that answer requests. */
export interface HttpConfig extends StoreConfig, TelemetryConfig {
  /** Origin of absolute links, without a trailing slash. */
  publicUrl: string
  /** Build id: ETags change with it. */
  build: string
  /** Replaces today's date, YYYY-MM-DD. */
  today?: string | undefined
}

/** By default, failures are logged as lines of JSON, and nothing is counted. */
export interface TelemetryConfig {
  log?: Log | undefined
  metrics?: Metrics | undefined
}

/** For the function that draws. */
export interface PictureConfig {
  pngFiles: PngFiles
}

/** For the functions that change the timeline once it is public. Without a cache, such as on a laptop, nothing has to be cleared. */
export interface EdgeConfig {
  edgeCache?: EdgeCacheLocation | undefined
}

export interface LoaderConfig extends StoreConfig {
  dataFolder: string
  build: string
  /** Bucket from which images are served. Without it, they stay in the data folder. */
  mediaLocation?: BucketLocation | undefined
  /** Called during a load. */
  progress?: LoadProgress | undefined
}

export type LoadProgress = (what: 'files read' | 'events written', done: number, all: number) => void

export interface PublisherConfig extends StoreConfig {
  publicUrl: string
  /** Key that signs the requests to webhooks: base64, with or without the prefix `whsec_`. */
  webhookSecret: () => Promise<string>
  wait?: Wait | undefined
  /** Ends a run that waits or sends. */
  signal?: AbortSignal | undefined
  report?: (published: { version: string; notified: number }) => void
}

/** For the daily job. */
export interface AnniversariesConfig extends StoreConfig, EdgeConfig, Pick<TelemetryConfig, 'metrics'> {
  publicUrl: string
  notifier: Notifier
}
