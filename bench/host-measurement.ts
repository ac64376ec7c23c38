/**
 * Measures requests per second of the server of `npm start`, npm `json-server` and a plain server on the same engine, in turns,
 * with the same events and the same load from a separate process.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { OperatorError } from '../lib/operator-error.ts'
import { median } from './median.ts'
import { serving, type Timeline } from './query-measurement.ts'

export interface HostRate {
  host: string
  what: string
  /** Responses per second: the median of the turns. */
  rate: number
  /** Median response time in milliseconds. */
  latency: number
  bytes: number
}

const CONNECTIONS = 10
const SECONDS = 2
const ROUNDS = 5
const PATIENCE_MILLISECONDS = 60_000

/** Many, so that caching a single response does not help. The pages are of the larger categories. */
const EVENTS = Array.from({ length: 100 }, (_, index) => `generated-event-${50 + index * 99}`)
const CATEGORIES = Array.from({ length: 10 }, (_, index) => `category-${index + 1}`)

/** The equivalent requests of each server. */
interface Contestant {
  host: string
  url: string
  event(id: string): string
  page(category: string): string
  headers?: Record<string, string>
}

const WHAT = {
  'an event': ({ event }: Contestant) => EVENTS.map(event),
  'a page of 25 of a category': ({ page }: Contestant) => CATEGORIES.map(page),
}

type Log = (line: string) => void

/** @param folder for the file that json-server reads */
export async function hostRates(timeline: Timeline, folder: string, log: Log): Promise<HostRate[]> {
  const started: ChildProcess[] = []
  try {
    return await serving(timeline, async url => {
      log('writing the events down for json-server')
      const file = join(folder, 'db.json')
      await writeFile(file, JSON.stringify({ events: await allEvents(url) }))
      const plain = await plainServer(timeline.endpoint, started)
      const jsonServer = await startJsonServer(file, started)
      const annals = {
        url,
        event: (id: string) => `/v1/events/${id}`,
        page: (category: string) => `/v1/events?category=${category}`,
      }
      const contestants: Contestant[] = [
        { ...annals, host: 'Annals' },
        { ...annals, host: 'Annals, remembering nothing', headers: { 'cache-control': 'no-cache' } },
        {
          host: 'json-server',
          url: jsonServer,
          event: id => `/events/${id}`,
          page: category => `/events?category.id=${category}&_limit=25`,
        },
        { host: 'plain', url: plain, event: id => `/events/${id}`, page: category => `/events?category=${category}` },
      ]
      return race(contestants, log)
    })
  } finally {
    for (const child of started) child.kill('SIGKILL')
  }
}

/** All events in chronological order, as the API shows them. */
async function allEvents(url: string): Promise<object[]> {
  const events: object[] = []
  for (let target = '/v1/events?limit=100'; ; ) {
    const { data, next } = await json(url + target)
    events.push(...data)
    if (next === null) return events
    target = `/v1/events?limit=100&cursor=${next}`
  }
}

// biome-ignore lint/suspicious/noExplicitAny: three servers have three response shapes
async function json(url: string): Promise<any> {
  const response = await fetch(url)
  if (!response.ok) throw new OperatorError(`${url} was answered ${response.status}`)
  return response.json()
}

async function plainServer(endpoint: string, started: ChildProcess[]): Promise<string> {
  const program = join(import.meta.dirname, 'plain-server.ts')
  const child = spawn(process.execPath, [program, endpoint], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [url] = await once(createInterface({ input: child.stdout }), 'line')
  return url
}

async function startJsonServer(file: string, started: ChildProcess[]): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve('json-server/package.json')
  const program = join(manifest, '..', 'lib/cli/bin.js')
  const port = await freePort()
  const args = [program, '--quiet', '--host', '127.0.0.1', '--port', `${port}`, file]
  started.push(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  const url = `http://127.0.0.1:${port}`
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (!(await fetch(url).catch(() => undefined))) {
    if (performance.now() > deadline) throw new OperatorError('json-server does not start')
    await setTimeout(100)
  }
  return url
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function race(contestants: readonly Contestant[], log: Log): Promise<HostRate[]> {
  const rows = Object.entries(WHAT).flatMap(([what, pathsOf]) =>
    contestants.map(contestant => ({
      what,
      contestant,
      paths: pathsOf(contestant),
      rates: [] as number[],
      latencies: [] as number[],
    })),
  )
  await agree(contestants)
  // Warms the caches: every request has been made before.
  for (const { contestant, paths } of rows) for (const path of paths) await json(contestant.url + path)
  for (let round = -1; round < ROUNDS; round++) {
    log(round < 0 ? 'warming up' : `round ${round + 1} of ${ROUNDS}`)
    for (const { contestant, paths, rates, latencies } of rows) {
      const { answered, milliseconds } = await load(contestant, paths)
      if (round < 0) continue
      rates.push(answered)
      latencies.push(milliseconds)
    }
  }
  return Promise.all(
    rows.map(async ({ what, contestant, paths, rates, latencies }) => ({
      host: contestant.host,
      what,
      rate: median(rates),
      latency: median(latencies),
      bytes: (await (await fetch(contestant.url + paths[0])).bytes()).length,
    })),
  )
}

/** @throws {OperatorError} unless all servers return the same events */
async function agree(contestants: readonly Contestant[]): Promise<void> {
  const seen = await Promise.all(
    contestants.map(async ({ url, event, page }) => {
      const one = await json(url + event(EVENTS[0]!))
      const many = await json(url + page(CATEGORIES[0]!))
      return [one, ...(many.data ?? many)].map(({ id }) => id).join(' ')
    }),
  )
  if (new Set(seen).size > 1)
    throw new OperatorError(`The servers do not answer with the same events: ${seen.join('; ')}`)
}

async function load({ url, headers }: Contestant, paths: readonly string[]) {
  const options = {
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: paths.map(path => ({ path, ...(headers && { headers }) })),
  }
  const program = join(import.meta.dirname, 'load.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(options)])
  const result = JSON.parse(stdout)
  if (result.non2xx > 0 || result.errors > 0)
    throw new OperatorError(`${url} did not answer ${result.non2xx + result.errors} requests`)
  return { answered: result['2xx'] / result.duration, milliseconds: result.latency.p50 }
}
