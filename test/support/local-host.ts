/**
 * The local host within the tests' own process, on an engine whose every call is recorded. With `ANNALS_HOST=bundles`, as in
 * `npm run test:runtime`, the bundles take its place, each in a process of its own as Lambda runs it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { type Connection, documentClient } from '../../lambdas/store/dynamodb/document-client.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { type Host, startHost } from '../../lib/local/host.ts'
import { startBundlesHost, TOKEN } from '../runtime/bundles-host.ts'
import { startTap, type Tap } from './dynamodb-tap.ts'
import { clientOf, startTestEngine } from './engine.ts'
import { type HttpAnswer, type RequestOptions, send } from './http-client.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const DATA_FOLDER = join(ROOT, 'data')

const ON_BUNDLES = process.env.ANNALS_HOST === 'bundles'

/** How long a test file may take to have its host. */
export const STARTING_MILLISECONDS = ON_BUNDLES ? 90_000 : 30_000

/** What a request says that wants to see what is stored now (`http/memory.ts`): after a change, or where reads are counted. */
export const ANEW = { 'cache-control': 'no-cache' }

/** What the local host calls its tables. */
const TABLES = { events: 'annals-events', highlights: 'annals-highlights' }

export interface TestHost {
  url: string
  /** What a write carries, as `Authorization: Bearer TOKEN`. */
  token: string
  /** What the host printed while it started: what it told, line by line, and what it announced. */
  told: string[]
  tap: Tap
  /** Past the tap, for what a test changes behind the back of the host. */
  store: Connection
  get: (target: string, options?: RequestOptions) => Promise<HttpAnswer>
  stop: () => Promise<void>
}

/**
 * Starts the host. Its clock is then moved past the time in which a change settles (`conditional.ts`), so that validators are those of a
 * timeline at rest.
 * @param options.headers of every request that has none of that name itself
 */
export async function startTestHost({
  today = '2026-07-14',
  dataFolder = DATA_FOLDER,
  headers = {},
}: {
  today?: string
  dataFolder?: string
  headers?: Record<string, string>
} = {}): Promise<TestHost> {
  const told: string[] = []
  const engine = await startTestEngine()
  const tap = await startTap(engine.endpoint, { names: TABLES })
  const client = clientOf(engine.endpoint)
  const host = ON_BUNDLES
    ? await startBundles(tap.endpoint, client, today, dataFolder)
    : await startLocally(tap.endpoint, told, today, dataFolder)
  moveClock(10)
  return {
    url: host.url,
    token: host.token,
    told,
    tap,
    store: { client: documentClient(client), tables: TABLES },
    get: (target, options) => send(host.url, target, { ...options, headers: { ...headers, ...options?.headers } }),
    stop: async () => {
      await host.stop()
      client.destroy()
      await tap.stop()
      await engine.stop()
    },
  }
}

async function startLocally(endpoint: string, told: string[], today: string, dataFolder: string): Promise<Host> {
  const env = { DYNAMODB_ENDPOINT: endpoint }
  return startHost({ port: 0, today, dataFolder, env, now: hostTime, tell: line => told.push(line) })
}

async function startBundles(
  endpoint: string,
  client: DynamoDBClient,
  today: string,
  dataFolder: string,
): Promise<Host> {
  await createTables(client, TABLES)
  const folder = mkdtempSync(join(tmpdir(), 'annals-clock-'))
  clockFile = join(folder, 'seconds')
  writeFileSync(clockFile, '0')
  const overrides = {
    [TABLE_VARIABLES.events]: TABLES.events,
    [TABLE_VARIABLES.highlights]: TABLES.highlights,
    DATA_FOLDER: dataFolder,
  }
  const host = await startBundlesHost({ endpoint, today, overrides, clockFile })
  return {
    url: host.url,
    token: TOKEN,
    stop: async () => {
      await host.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The clock of the host; milliseconds since 1970. */
let clock = Date.now

/** The time by the clock of the host. */
export const hostTime = (): Instant => instantOf(clock())

/** Where functions in processes of their own find what `moveClock` said. */
let clockFile: string | undefined

/** Sets the clock of the host `seconds` ahead. */
export function moveClock(seconds: number): void {
  clock = () => Date.now() + seconds * 1000
  if (clockFile !== undefined) writeFileSync(clockFile, String(seconds))
}

/** Stops the clock of the host at that time, in milliseconds since 1970, for tests of what happens within a second. */
export function stopClock(milliseconds: number): void {
  clock = () => milliseconds
  if (clockFile !== undefined) writeFileSync(clockFile, `at ${milliseconds}`)
}
