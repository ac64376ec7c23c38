/** The local host within the tests' own process, on an engine whose every call is recorded. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { type Connection, documentClient } from '../../lambdas/store/dynamodb/document-client.ts'
import { startEngine } from '../../lib/local/engine.ts'
import { startHost } from '../../lib/local/host.ts'
import { startTap, type Tap } from './dynamodb-tap.ts'
import { clientOf, TEST_ENGINE } from './engine.ts'
import { type HttpAnswer, type RequestOptions, send } from './http-client.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const DATA_FOLDER = join(ROOT, 'data')

/** How long a test file may take to have its host. */
export const STARTING_MILLISECONDS = 30_000

/** What the local host calls its tables. */
const TABLES = { events: 'annals-events', highlights: 'annals-highlights' }

export interface TestHost {
  url: string
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
 * timeline at rest. A process has one set of functions only: one host for each test file.
 */
export async function startTestHost({ today = '2026-07-14', dataFolder = DATA_FOLDER } = {}): Promise<TestHost> {
  const told: string[] = []
  const engine = await startEngine({ engine: TEST_ENGINE })
  const tap = await startTap(engine.endpoint, { names: TABLES })
  process.env.DYNAMODB_ENDPOINT = tap.endpoint
  const output = jest.spyOn(process.stdout, 'write').mockImplementation(text => told.push(String(text)) > 0)
  const host = await startHost({ port: 0, today, dataFolder, tell: line => told.push(line) })
  output.mockRestore()
  moveClock(10)
  const client = clientOf(engine.endpoint)
  return {
    url: host.url,
    told,
    tap,
    store: { client: documentClient(client), tables: TABLES },
    get: (target, options) => send(host.url, target, options),
    stop: async () => {
      jest.restoreAllMocks()
      await host.stop()
      client.destroy()
      await tap.stop()
      await engine.stop()
      delete process.env.DYNAMODB_ENDPOINT
    },
  }
}

const clock = Date.now

/** Sets the clock of the host `seconds` ahead. */
export function moveClock(seconds: number): void {
  jest.spyOn(Date, 'now').mockImplementation(() => clock() + seconds * 1000)
}
