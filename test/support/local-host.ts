/** The local host, which runs in the jest worker outside of the sandbox of a test file, and what tests do with it. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Connection, documentClient } from '../../lambdas/store/dynamodb/document-client.ts'
import { importInWorker } from '../worker/in-worker.ts'
import { targetAt } from './addresses.ts'
import { DATA_FOLDER } from './data-folder.ts'
import type { Tap } from './dynamodb-tap.ts'
import { clientOf } from './engine.ts'
import { type HttpAnswer, type RequestOptions, send } from './http-client.ts'

const worker = await importInWorker<typeof import('../worker/local-host.ts')>(
  import.meta.resolve('../worker/local-host.ts'),
)

export { DATA_FOLDER }

export const { collectErrors, hostTime, moveClock, stopClock } = worker

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** How long a test file may take to have its host. */
export const STARTING_MILLISECONDS = process.env.ANNALS_HOST === 'bundles' ? 180_000 : 120_000

/** What a request says that wants to see what is stored now (`http/cache.ts`): after a change, or where reads are counted. */
export const ANEW = { 'cache-control': 'no-cache' }

export interface TestHost {
  url: string
  /** What a write carries, as `Authorization: Bearer TOKEN`. */
  token: string
  tap: Tap
  /** Past the tap, for what a test changes behind the back of the host. */
  store: Connection
  /** @param target with `{host}` for the address of the host, as a parameter has it */
  get: (target: string, options?: RequestOptions) => Promise<HttpAnswer>
  stop: () => Promise<void>
}

/**
 * Starts the host. Its clock is then 10 s ahead, so that validators are those of a timeline at rest.
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
  const { url, token, tap, endpoint, stop } = await worker.startWorkerHost(today, dataFolder)
  const client = clientOf(endpoint)
  return {
    url,
    token,
    tap,
    store: { client: documentClient(client), tables: worker.TABLES },
    get: (target, options) =>
      send(url, targetAt(url, target), { ...options, headers: { ...headers, ...options?.headers } }),
    stop: async () => {
      client.destroy()
      await stop()
    },
  }
}

/** A host that serves a copy of the data folder. Stopping it removes the copy. @param edit changes the copy before the host starts */
export async function startHostOnCopy({
  edit,
  headers = {},
}: {
  edit?: (folder: string) => Promise<void>
  headers?: Record<string, string>
} = {}): Promise<TestHost & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-data-'))
  await cp(DATA_FOLDER, folder, { recursive: true })
  await edit?.(folder)
  const host = await startTestHost({ dataFolder: folder, headers })
  return {
    ...host,
    folder,
    stop: async () => {
      await host.stop()
      await rm(folder, { recursive: true })
    },
  }
}
