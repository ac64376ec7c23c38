/** Reads the configuration of a Lambda function from its environment. */
import type { Metrics } from '../http/telemetry.ts'
import type { EdgeCacheLocation } from '../notify/edge-cache.ts'
import type { PngFiles } from '../png/rasterizer.ts'
import type { BucketLocation } from '../store/bucket.ts'
import { TABLE_VARIABLES } from '../store/tables.ts'
import { type HttpConfig, type StoreConfig, systemClock } from './config.ts'
import { embeddedMetrics, lambdaLog } from './telemetry.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** @throws {Error} if the variable is not set */
export function variable(name: string, env: Environment = process.env): string {
  const value = env[name]
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set`)
  return value
}

/** The stack sets only the names of tables that a function may use. Every function uses the events table. */
export function storeFromEnvironment(env: Environment = process.env): StoreConfig {
  return {
    dynamoDB: {},
    tables: {
      events: variable(TABLE_VARIABLES.events, env),
      get highlights() {
        return variable(TABLE_VARIABLES.highlights, env)
      },
    },
    now: systemClock,
  }
}

/** For a function that answers requests. */
export function configFromEnvironment(env: Environment = process.env): HttpConfig {
  return {
    ...storeFromEnvironment(env),
    publicUrl: variable('PUBLIC_URL', env),
    build: variable('BUILD', env),
    today: env.ANNALS_TODAY,
    log: lambdaLog,
    metrics: metricsFromEnvironment(env),
  }
}

/** The bucket of the search index, for the functions that search or write it, or that of images, for the loader. */
export function bucketFromEnvironment(
  name: 'SEARCH_BUCKET' | 'MEDIA_BUCKET',
  env: Environment = process.env,
): BucketLocation {
  const endpoint = env.AWS_ENDPOINT_URL_S3
  return { bucket: variable(name, env), clientOptions: endpoint ? { endpoint } : {} }
}

/** Files that the stack puts beside the bundle. */
export const pngFilesFromEnvironment = (env: Environment = process.env): PngFiles => {
  const folder = variable('PNG_FOLDER', env)
  return { renderer: `${folder}/resvg.wasm`, fonts: `${folder}/fonts` }
}

export const metricsFromEnvironment = (env: Environment = process.env): Metrics =>
  embeddedMetrics(variable('METRICS_NAMESPACE', env))

/** The distribution that caches the responses. For the functions that change the timeline. */
export const edgeCacheFromEnvironment = (env: Environment = process.env): EdgeCacheLocation => ({
  distribution: variable('DISTRIBUTION', env),
  endpoint: env.AWS_ENDPOINT_URL_CLOUDFRONT,
})
