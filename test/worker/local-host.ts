/**
 * The local host in the process of the jest worker, on an engine whose every call is recorded. With `ANNALS_HOST=bundles`, as in
 * `npm run test:runtime`, the bundles take its place, each in a process of its own as Lambda runs it.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { type Host, startHost } from '../../lib/local/host.ts'
import { startBundlesHost, TOKEN } from '../runtime/bundles-host.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { startTap, type Tap } from '../support/dynamodb-tap.ts'
import { clientOf, startTestEngine } from '../support/engine.ts'

/** What the local host calls its tables. */
export const TABLES = { events: 'annals-events', highlights: 'annals-highlights' }

export interface WorkerHost {
  url: string
  token: string
  tap: Tap
  /** Address of the engine, past the tap. */
  endpoint: string
  stop: () => Promise<void>
}

/** Folders with the state of a host that serves the chronology, by its day: one host loads it, and the next ones start from a copy. */
const loaded = new Map<string, string>()

const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'annals-worker-'))
process.once('exit', () => {
  for (const folder of loaded.values()) rmSync(folder, { recursive: true })
})

/** A copy of the state of a host that serves `DATA_FOLDER`. */
async function loadedState(today: string): Promise<string> {
  const folder = temporaryFolder()
  let original = loaded.get(today)
  if (original === undefined) {
    original = temporaryFolder()
    const engine = await startTestEngine({ folder: original })
    const host = await startLocally(engine.endpoint, today, DATA_FOLDER)
    await host.stop()
    await engine.stop()
    loaded.set(today, original)
  }
  cpSync(original, folder, { recursive: true })
  return folder
}

/** Starts the host, and then moves its clock 10 s ahead: past the time in which a change settles (`conditional.ts`). */
export async function startWorkerHost(today: string, dataFolder: string): Promise<WorkerHost> {
  moveClock(0)
  const folder = dataFolder === DATA_FOLDER ? await loadedState(today) : temporaryFolder()
  const engine = await startTestEngine({ folder })
  const tap = await startTap(engine.endpoint, { names: TABLES })
  const client = clientOf(engine.endpoint)
  const host =
    process.env.ANNALS_HOST === 'bundles'
      ? await startBundles(tap.endpoint, client, today, dataFolder)
      : await startLocally(tap.endpoint, today, dataFolder)
  moveClock(10)
  return {
    url: host.url,
    token: host.token,
    tap,
    endpoint: engine.endpoint,
    stop: async () => {
      await host.stop()
      client.destroy()
      await tap.stop()
      await engine.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

function startLocally(endpoint: string, today: string, dataFolder: string): Promise<Host> {
  const env = { DYNAMODB_ENDPOINT: endpoint }
  return startHost({ port: 0, today, dataFolder, env, now: hostTime, report: () => {} })
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
  const host = await startBundlesHost({ endpoint, today, overrides, clockFile, clock: () => clock() })
  return {
    url: host.url,
    token: TOKEN,
    languages: [],
    stop: async () => {
      await host.stop()
      clockFile = undefined
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

/** Collects what the host logs as errors, instead of printing it, until `release`. */
export function collectErrors(): { errors: unknown[][]; release: () => void } {
  const errors: unknown[][] = []
  const print = console.error
  console.error = (...args) => errors.push(args)
  return {
    errors,
    release: () => {
      console.error = print
    },
  }
}
