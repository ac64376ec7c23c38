/** The local host: starts the embedded DynamoDB, loads the data, runs the daily job and serves requests. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../../lambdas/domain/text.ts'
import { type Clock, type LoadProgress, systemClock } from '../../lambdas/functions/config.ts'
import { createApi } from '../../lambdas/functions/create-api.ts'
import { createEditor } from '../../lambdas/functions/create-editor.ts'
import { createFeeds } from '../../lambdas/functions/create-feeds.ts'
import { createMcp } from '../../lambdas/functions/create-mcp.ts'
import { createPages } from '../../lambdas/functions/create-pages.ts'
import { createPictures } from '../../lambdas/functions/create-pictures.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { OperatorError } from '../operator-error.ts'
import { localConfig, prepareTables } from './config.ts'
import { startEngine } from './engine.ts'
import { startEngineProxy } from './engine-proxy.ts'
import { diskWatch, fullDisk } from './full-disk.ts'
import { gateway } from './gateway.ts'
import { dataLoad, runAnniversaries, storedTimeline } from './jobs.ts'
import { livePages } from './live-pages.ts'
import { withMedia } from './media.ts'
import { publishing } from './publishing.ts'
import { everyDay } from './scheduler.ts'
import { openStateFolder, searchFolderIn } from './state-folder.ts'
import { watchFolder } from './watch.ts'

export interface HostOptions {
  /** 0 for any free port. */
  port: number
  /** Replaces today's date, `YYYY-MM-DD`. */
  today?: string | undefined
  /** Loaded before the host serves; without it, the host serves what is stored. */
  dataFolder?: string | undefined
  /** Keeps state between runs; in memory by default. */
  stateFolder?: string | undefined
  now?: Clock | undefined
  /** Environment that selects the engine; default `process.env`. */
  env?: NodeJS.ProcessEnv | undefined
  /** Called while the data folder is read and loaded. */
  progress?: LoadProgress | undefined
  /** Loads the data folder again whenever it changes, and reloads open pages. */
  watch?: boolean | undefined
  /** The address at which others reach the host, such as that of a proxy; by default its own. */
  publicUrl?: string | undefined
  /** Receives one line for each step. */
  report: (line: string) => void
}

export interface Host {
  url: string
  /** Required in writes as `Authorization: Bearer TOKEN`. */
  token: string
  /** Languages of the timeline; the first is the default. */
  languages: readonly Language[]
  stop: () => Promise<void>
}

/** @throws {OperatorError} if the port, state folder, data or engine cannot be used; everything that was started is stopped */
export async function startHost({
  port,
  today,
  dataFolder,
  stateFolder,
  now = systemClock,
  env = process.env,
  progress,
  watch = false,
  publicUrl,
  report,
}: HostOptions): Promise<Host> {
  const cleanup: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const step of cleanup.splice(0).reverse()) await step()
  }
  try {
    const ready = Promise.withResolvers<RequestListener>()
    // Requests that arrive during the start wait until it is complete.
    const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) =>
      ready.promise.then(answer => answer(request, response)),
    )
    const url = `http://localhost:${await listen(server, port)}`
    cleanup.push(() => close(server))

    const state = stateFolder === undefined ? undefined : await openStateFolder(stateFolder, 'annals start')
    if (state) cleanup.push(() => state.close())
    const checkDisk = state && diskWatch(state.path, report)

    const engine = await startEngine({ folder: state?.path, env })
    cleanup.push(() => engine.stop())
    const isOwn = engine.endpoint !== env.DYNAMODB_ENDPOINT
    const proxy = isOwn ? await startEngineProxy(engine.endpoint) : undefined
    if (proxy) cleanup.push(() => proxy.stop())
    const endpoint = proxy?.endpoint ?? engine.endpoint
    report(`DynamoDB   ${engine.name} at ${endpoint}, ${state ? `kept in ${state.path}` : 'in memory'}`)

    await prepareTables(engine.endpoint)
    const searchFolder = state ? searchFolderIn(state.path) : await mkdtemp(join(tmpdir(), 'annals-search-'))
    if (!state) cleanup.push(() => rm(searchFolder, { recursive: true, force: true }))
    // Direct, since the proxy would cost each call 0.3 ms of processor time.
    const config = localConfig({
      endpoint: engine.endpoint,
      publicUrl: publicUrl ?? url,
      // Only the loader reads it.
      dataFolder: dataFolder ?? '',
      searchFolder,
      today,
      now,
      progress,
    })
    const load = dataLoad(config, report)
    let timeline = await (dataFolder === undefined ? storedTimeline(config, report) : load())
    const token = randomBytes(18).toString('base64url')
    // Only after the load: a command that finds the engine expects a timeline in it.
    await state?.announce({ endpoint, url, token })
    await runAnniversaries(config, today === undefined ? { scheduledTime: now() } : { date: today }, report)

    const publisher = publishing(config, env.ANNALS_WEBHOOK_SECRET, report)
    cleanup.push(() => publisher.stop())
    publisher.changed(timeline)

    if (today === undefined) {
      const schedule = everyDay(timeline.timeZone, now, async scheduledTime => {
        await runAnniversaries(config, { scheduledTime }, report).catch(error => {
          console.error(`The daily job failed: ${error}`)
          return checkDisk?.()
        })
        publisher.changed(timeline)
      })
      cleanup.push(schedule.stop)
    }
    const withDiskCheck =
      (lambda: HttpLambda): HttpLambda =>
      async (...request) => {
        const answer = await lambda(...request)
        if ((answer.statusCode ?? 200) >= 500) await checkDisk?.()
        return answer
      }
    const edit = withDiskCheck(createEditor(config))
    const live = livePages()
    const isLive = watch && dataFolder !== undefined
    const pages = withDiskCheck(createPages(config))
    const functions = {
      api: withDiskCheck(createApi(config)),
      feeds: withDiskCheck(createFeeds(config)),
      pages: isLive ? live.withScript(pages) : pages,
      editor: async (...request: Parameters<HttpLambda>) => {
        const answer = await edit(...request)
        publisher.changed(timeline)
        return answer
      },
      mcp: withDiskCheck(createMcp(config)),
      pictures: withDiskCheck(createPictures(config)),
    }
    const stopping = new AbortController()
    const answer: RequestListener = gateway(functions, token, stopping.signal)
    const serve = dataFolder === undefined ? answer : withMedia(dataFolder, answer)
    ready.resolve(isLive ? live.serving(serve) : serve)
    cleanup.push(() => {
      stopping.abort()
      live.close()
      return close(server, GRACE_MILLISECONDS)
    })
    if (isLive) {
      const stopWatching = watchFolder(dataFolder, () =>
        load().then(
          loaded => {
            timeline = loaded
            publisher.changed(timeline)
            live.reload()
          },
          error => report(`Not loaded, the last state stays:\n${error.message}`),
        ),
      )
      cleanup.push(stopWatching)
    }
    return { url, token, languages: timeline.languages, stop }
  } catch (error) {
    await stop()
    throw (stateFolder && (await fullDisk(error, stateFolder))) || error
  }
}

/** By default Node.js refuses an address of 16 KiB with a bare 431, which pages of other origins cannot read. The pipeline has a 414. */
const MAX_HEADER_BYTES = 2 ** 18

/** Connections that may wait to be accepted; 4,096 is the maximum on Linux, which drops any others. */
const BACKLOG = 4096

/** Listens on the loopback interface only, for the owner alone. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is in use by another process'
          : error.code === 'EACCES'
            ? 'requires more privileges'
            : undefined
      reject(why === undefined ? error : new OperatorError(`Port ${port} ${why}: choose another with --port`))
    })
    server.listen({ port, host: '127.0.0.1', backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port))
  })
}

/** How long requests that are being answered may take while the host stops. */
const GRACE_MILLISECONDS = 1_000

function close(server: Server, grace = 0): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
