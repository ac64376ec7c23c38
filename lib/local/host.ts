/** The local host: starts the embedded DynamoDB, loads the data, runs the day's job and serves; one call starts it all, and one stops it. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type LoadProgress, systemClock } from '../../lambdas/functions/config.ts'
import { createApi } from '../../lambdas/functions/create-api.ts'
import { createEditor } from '../../lambdas/functions/create-editor.ts'
import { createFeeds } from '../../lambdas/functions/create-feeds.ts'
import { createPages } from '../../lambdas/functions/create-pages.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { OperatorError } from '../operator-error.ts'
import { localConfig, prepareTables } from './config.ts'
import { startEngine } from './engine.ts'
import { openEngineDoor } from './engine-door.ts'
import { diskWatch, fullDisk } from './full-disk.ts'
import { gateway } from './gateway.ts'
import { loadData, runAnniversaries } from './jobs.ts'
import { everyDay } from './scheduler.ts'
import { openStateFolder, searchFolderIn } from './state-folder.ts'

export interface HostOptions {
  /** 0 for any free one. */
  port: number
  /** The day to travel to, `YYYY-MM-DD`; today without. */
  today?: string | undefined
  dataFolder: string
  /** Where to keep state; in memory without. */
  stateFolder?: string | undefined
  now?: Clock | undefined
  /** The environment in which an engine is looked for; that of the process by default. */
  env?: NodeJS.ProcessEnv | undefined
  /** Called while the data folder is read and loaded. */
  progress?: LoadProgress | undefined
  /** Told what happens, one line each. */
  tell: (line: string) => void
}

export interface Host {
  url: string
  /** What a write carries, as `Authorization: Bearer TOKEN`. */
  token: string
  stop: () => Promise<void>
}

/** @throws {OperatorError} when the port, the state folder, the data or the engine are not as they must be; nothing is left running */
export async function startHost({
  port,
  today,
  dataFolder,
  stateFolder,
  now = systemClock,
  env = process.env,
  progress,
  tell,
}: HostOptions): Promise<Host> {
  /** What to undo, the latest first. */
  const undo: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const ready = Promise.withResolvers<RequestListener>()
    // A request that comes during the start waits for its end.
    const server = createServer((request, response) => ready.promise.then(answer => answer(request, response)))
    const url = `http://localhost:${await listen(server, port)}`
    undo.push(() => close(server))

    const state = stateFolder === undefined ? undefined : await openStateFolder(stateFolder, 'npm start')
    if (state) undo.push(() => state.close())
    const checkDisk = state && diskWatch(state.path, tell)

    const engine = await startEngine({ folder: state?.path, env })
    undo.push(() => engine.stop())
    const isOwn = engine.endpoint !== env.DYNAMODB_ENDPOINT
    const door = isOwn ? await openEngineDoor(engine.endpoint) : undefined
    if (door) undo.push(() => door.stop())
    const endpoint = door?.endpoint ?? engine.endpoint
    tell(`DynamoDB   ${engine.name} at ${endpoint}, ${state ? `kept in ${state.path}` : 'in memory'}`)

    await prepareTables(engine.endpoint)
    const searchFolder = state ? searchFolderIn(state.path) : await mkdtemp(join(tmpdir(), 'annals-search-'))
    if (!state) undo.push(() => rm(searchFolder, { recursive: true, force: true }))
    // Past the door, which would cost each call 0.3 ms of processor time.
    const config = localConfig({
      endpoint: engine.endpoint,
      publicUrl: url,
      dataFolder,
      searchFolder,
      today,
      now,
      progress,
    })
    const { timeZone } = await loadData(config, tell)
    const token = randomBytes(18).toString('base64url')
    // Not before: a command that finds the engine expects a timeline in it.
    await state?.announce({ endpoint, url, token })
    await runAnniversaries(config, today === undefined ? { scheduledTime: now() } : { date: today }, tell)

    if (today === undefined) {
      const schedule = everyDay(timeZone, now, async scheduledTime => {
        await runAnniversaries(config, { scheduledTime }, tell).catch(error => {
          console.error(`The daily job failed: ${error}`)
          return checkDisk?.()
        })
      })
      undo.push(schedule.stop)
    }
    const watched =
      (lambda: HttpLambda): HttpLambda =>
      async (...request) => {
        const answer = await lambda(...request)
        if ((answer.statusCode ?? 200) >= 500) await checkDisk?.()
        return answer
      }
    const functions = {
      api: watched(createApi(config)),
      feeds: watched(createFeeds(config)),
      pages: watched(createPages(config)),
      editor: watched(createEditor(config)),
    }
    ready.resolve(gateway(functions, token))
    return { url, token, stop }
  } catch (error) {
    await stop()
    throw (stateFolder && (await fullDisk(error, stateFolder))) || error
  }
}

/** Connections that may wait to be accepted. Linux takes at most 4,096, and drops those beyond. */
const BACKLOG = 4096

/** On the loopback interface only: this is for its owner. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is in use by another process'
          : error.code === 'EACCES'
            ? 'may not be used by you'
            : undefined
      reject(why === undefined ? error : new OperatorError(`Port ${port} ${why}: choose another with --port`))
    })
    server.listen({ port, host: '127.0.0.1', backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
