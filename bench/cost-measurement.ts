/** Measures what each answer costs – read units, round trips, processor time, bytes – in the bundles under Amazon's runtime client, and the other costs of a month. */
import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { parse } from 'yaml'
import { contentsDigest } from '../lambdas/data/contents-digest.ts'
import { readContents } from '../lambdas/data/read-contents.ts'
import type { Contents } from '../lambdas/domain/event.ts'
import { ENDPOINTS, FALLBACK_FUNCTION } from '../lambdas/endpoints/index.ts'
import { createRouter } from '../lambdas/http/router.ts'
import { documentClient } from '../lambdas/store/dynamodb/document-client.ts'
import { loadContents } from '../lambdas/store/dynamodb/load.ts'
import { SETTLING_SECONDS } from '../lambdas/store/event-store.ts'
import { TABLES, type TableName } from '../lambdas/store/tables.ts'
import { createTables } from '../lib/local/create-tables.ts'
import { startDynoxide } from '../lib/local/engine.ts'
import type { FunctionName } from '../lib/stack/table-access.ts'
import { type DeployedFunction, deployedFunctions, synthesize, tableNames } from '../test/runtime/assembly.ts'
import { type Deployment, startDeployment } from '../test/runtime/deployment.ts'
import type { RunningFunction } from '../test/runtime/lambda.ts'
import { DATA_FOLDER } from '../test/support/data-folder.ts'
import { type Call, startTap, type Tap } from '../test/support/dynamodb-tap.ts'
import { clientOf } from '../test/support/engine.ts'
import { anHttpEvent } from '../test/support/http-event.ts'
import { allItems, type Item } from '../test/support/store-dump.ts'
import { median } from './median.ts'
import { KINDS, type Kind } from './traffic.ts'

/** A day with many anniversaries. The feed also has those of the sixty days before it. */
const TODAY = '2026-07-14'
/** The maximum number of days that one run of the job marks. */
const MOST_DAYS = 31
const WARM_UP = 5
const ROUNDS = 100
/** Number of new processes per function. */
const STARTS = 5
/**
 * The headers that CloudFront sends, and no caches: behind CloudFront a process rarely gets
 * the same request twice.
 */
const CODED = { 'cache-control': 'no-cache', 'accept-encoding': 'br,gzip' }
/** Heap limits in MiB: Node's default in the smallest functions, and less. */
const SMALL_HEAP = '--max-old-space-size=32 --max-semi-space-size=4'
/** Artificial latency in milliseconds, so long that calls to DynamoDB dominate the response time. */
const HOLD = 50
/** Size in events of the timeline that growth is measured with. */
const GROWN = 1_000

export interface Answer extends Kind {
  function: FunctionName
  status: number
  readUnits: number
  /** Calls to DynamoDB, and how many of them are sequential. */
  calls: number
  roundTrips: number
  /** Bytes of the body, and of the headers as HTTP/1.1 writes them. */
  plain: number
  brotli: number
  head: number
  /** Milliseconds of processor time in a warm process. */
  processor: number
  /** Wall-clock milliseconds on this machine, including DynamoDB. */
  elapsed: number
}

/** Reads and writes of the tables. */
export interface Units {
  read: number
  written: number
}

export interface Start {
  /** Milliseconds of processor time: init, and the extra time of the first answer. */
  init: number
  first: number
}

export interface Loaded extends Units {
  events: number
  /** With and without the copies in indexes. */
  storedBytes: number
  tableBytes: number
}

export interface Measurements {
  answers: Answer[]
  starts: Partial<Record<FunctionName, Start>>
  /** Peak resident memory of each function after all requests, in MiB. */
  peaks: Record<FunctionName, number>
  /** Peak resident memory of the answering functions with a small V8 heap. */
  bounded: Partial<Record<FunctionName, number>>
  /** Milliseconds of processor time of loading the chronology into empty tables, including init. */
  loading: number
  /** Milliseconds of processor time of the job for one day, including init. */
  job: Units & { processor: number; calls: number }
  edit: Units
  loads: { chronology: Loaded; grown: Loaded; again: Units }
}

/** @param folder for the cloud assembly, which takes half a minute to synthesize */
export async function measure(folder: string): Promise<Measurements> {
  await synthesize(folder)
  const functions = await deployedFunctions(folder)
  const tables = tableNames(functions)
  const engine = await startDynoxide()
  const client = clientOf(engine.endpoint)
  const tap = await startTap(engine.endpoint, { names: tables, measureCapacity: true })
  const options = { functions, endpoint: tap.endpoint, additional: { ANNALS_TODAY: TODAY } }
  const deployment = await startDeployment(options)
  try {
    await createTables(client, tables)
    const peaks: Partial<Record<FunctionName, number>> = {}
    const loader = await started(deployment, 'loader', functions)
    await loader.invoke({})
    const chronology = { events: await eventsOf(DATA_FOLDER), ...unitsOf(tap), ...(await sizes(client, tables)) }
    peaks.loader = await loader.peak()
    const loading = await loader.processor()
    await loader.stop()

    const past = await started(deployment, 'anniversaries', functions)
    for (const date of [daysBefore(TODAY, 2 * MOST_DAYS - 2), daysBefore(TODAY, MOST_DAYS - 1), daysBefore(TODAY, 1)])
      await past.invoke({ date })
    peaks.anniversaries = await past.peak()
    await past.stop()
    tap.reset()
    const job = await started(deployment, 'anniversaries', functions)
    await job.invoke({ date: TODAY })
    const run = { ...unitsOf(tap), processor: await job.processor(), calls: tap.calls.length }
    await job.stop()
    await setTimeout((SETTLING_SECONDS + 1) * 1000)

    const answers: Answer[] = []
    const starts: Measurements['starts'] = {}
    const bounded: Measurements['bounded'] = {}
    for (const name of ['api', 'feeds', 'pages'] as const) {
      const running = await started(deployment, name, functions)
      const own = KINDS.filter(({ target }) => functionOf(target) === name)
      for (const kind of own) answers.push(await answerOf(kind, running, tap))
      peaks[name] = await running.peak()
      await running.stop()
      const small = await started(deployment, name, functions, { NODE_OPTIONS: SMALL_HEAP })
      for (let round = 0; round < WARM_UP; round++)
        for (const { target } of own) await small.invoke(anHttpEvent(target, { headers: CODED }))
      bounded[name] = await small.peak()
      await small.stop()
      starts[name] = await startOf(deployment, name, functions, answers.find(each => each.target === own[0]!.target)!)
    }

    const editor = await started(deployment, 'editor', functions)
    tap.reset()
    await edit(editor)
    const edited = unitsOf(tap)
    peaks.editor = await editor.peak()

    return {
      answers: KINDS.map(({ what }) => answers.find(each => each.what === what)!),
      starts,
      peaks: peaks as Measurements['peaks'],
      bounded,
      loading,
      job: run,
      edit: edited,
      loads: { chronology, ...(await growth(tap, client)) },
    }
  } finally {
    await deployment.stop()
    await tap.stop()
    client.destroy()
    await engine.stop()
  }
}

const route = createRouter(ENDPOINTS)

const functionOf = (target: string): FunctionName =>
  route(target.split('?')[0]!)[0]?.endpoint.function ?? FALLBACK_FUNCTION

const eventsOf = async (folder: string): Promise<number> => (await readContents(folder)).events.length

const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)

const READS = new Set(['GetItem', 'BatchGetItem', 'Query'])

function unitsOf({ calls }: Tap): Units {
  const sum = (some: readonly Call[]) => some.reduce((units, { capacity = 0 }) => units + capacity, 0)
  const [reads, writes] = [calls.filter(call => READS.has(call.action)), calls.filter(call => !READS.has(call.action))]
  return { read: sum(reads), written: sum(writes) }
}

interface Observed extends RunningFunction {
  /** Milliseconds of processor time so far, including all threads that have ended. */
  processor(): Promise<number>
  /** Peak resident memory in MiB. */
  peak(): Promise<number>
}

/** Milliseconds per clock tick, the unit of processor time in `/proc`. */
const TICK = 10

/** Starts a function and finds its process: the only child whose working directory is the function's folder. */
async function started(
  deployment: Deployment,
  name: FunctionName,
  functions: Record<FunctionName, DeployedFunction>,
  additional: Record<string, string> = {},
): Promise<Observed> {
  const running = await deployment.start(name, { ...deployment.environment(name), ...additional })
  const own = await childIn(functions[name].folder)
  return {
    ...running,
    async processor() {
      const stat = await readFile(`${own}/stat`, 'utf8')
      // The second field, a name in parentheses, may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) * TICK
    },
    async peak() {
      const status = await readFile(`${own}/status`, 'utf8')
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024)
    },
  }
}

/** @returns its place in `/proc` */
async function childIn(folder: string): Promise<string> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8')
  for (const place of children
    .trim()
    .split(' ')
    .map(pid => `/proc/${pid}`))
    if ((await readlink(`${place}/cwd`)) === folder) return place
  throw new Error(`No process runs in ${folder}`)
}

type Result = APIGatewayProxyStructuredResultV2

async function answerOf(kind: Kind, running: Observed, tap: Tap): Promise<Answer> {
  const ask = (headers: Record<string, string>) =>
    running.invoke(anHttpEvent(kind.target, { headers })) as Promise<Result>
  const known = kind.known && { 'if-none-match': String((await ask(CODED)).headers!.etag) }
  const headers = { ...CODED, ...known }

  tap.reset()
  const answer = await ask(headers)
  const { read } = unitsOf(tap)
  const calls = tap.calls.length
  const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8')

  for (let round = 0; round < WARM_UP; round++) await ask(headers)
  const elapsed: number[] = []
  const before = await running.processor()
  for (let round = 0; round < ROUNDS; round++) elapsed.push(await timed(() => ask(headers)))
  const processor = ((await running.processor()) - before) / ROUNDS
  return {
    ...kind,
    function: functionOf(kind.target),
    status: answer.statusCode!,
    readUnits: read,
    calls,
    roundTrips: Math.min(calls, await roundTrips(() => ask(headers), tap)),
    plain: answer.isBase64Encoded ? brotliDecompressSync(bytes).length : bytes.length,
    brotli: bytes.length,
    head: headOf(answer).length,
    processor: rounded(processor),
    elapsed: rounded(median(elapsed)),
  }
}

/** How many calls to DynamoDB are sequential: the response time divided by the artificial latency of each call. */
async function roundTrips(ask: () => Promise<unknown>, tap: Tap): Promise<number> {
  const swift: number[] = []
  const held: number[] = []
  for (let round = 0; round < 3; round++) {
    tap.reset()
    swift.push(await timed(ask))
    tap.reset(async (_, forward) => {
      await setTimeout(HOLD)
      return forward()
    })
    held.push(await timed(ask))
  }
  tap.reset()
  return Math.round((Math.min(...held) - Math.min(...swift)) / HOLD)
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const beginning = performance.now()
  await ask()
  return performance.now() - beginning
}

const headOf = ({ statusCode, headers = {} }: Result): string =>
  [`HTTP/1.1 ${statusCode}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''].join(
    '\r\n',
  )

/** The extra time of a new process: its first answer compared with a warm one of the same kind. */
async function startOf(
  deployment: Deployment,
  name: FunctionName,
  functions: Record<FunctionName, DeployedFunction>,
  { target, processor }: Answer,
): Promise<Start> {
  const starts: Start[] = []
  for (let round = 0; round < STARTS; round++) {
    const running = await started(deployment, name, functions)
    const init = await running.processor()
    await running.invoke(anHttpEvent(target, { headers: CODED }))
    starts.push({ init, first: (await running.processor()) - init - processor })
    await running.stop()
  }
  return {
    init: rounded(median(starts.map(each => each.init))),
    first: rounded(median(starts.map(each => each.first))),
  }
}

/** Corrects one word in an event of the chronology. */
async function edit(editor: RunningFunction): Promise<void> {
  const id = 'first-defectors-day-2024'
  const events = parse(await readFile(join(DATA_FOLDER, 'events/2024.yaml'), 'utf8'))
  const event = events.find((each: { id: string }) => each.id === id)
  event.summary.en = `${event.summary.en} Corrected.`
  const headers = { 'content-type': 'application/json', 'if-match': '"1"' }
  const request = anHttpEvent(`/v1/events/${id}`, { method: 'PUT', headers })
  Object.assign(request.requestContext, { authorizer: { iam: { userId: 'bench' } } })
  const { statusCode, body } = (await editor.invoke({ ...request, body: JSON.stringify(event) })) as Result
  if (statusCode !== 200) throw new Error(`The edit was answered ${statusCode}: ${body}`)
}

/** Loads the chronology repeatedly under different ids, and once more with one event corrected. */
async function growth(tap: Tap, client: ReturnType<typeof clientOf>) {
  const tables = { events: 'grown-events', highlights: 'grown-highlights' }
  await createTables(client, tables)
  const tapped = clientOf(tap.endpoint)
  try {
    const connection = { client: documentClient(tapped), tables }
    const load = async (contents: Contents): Promise<Units> => {
      tap.reset()
      await loadContents(connection, contents, { at: `${TODAY}T00:00:00Z`, digest: contentsDigest(contents) })
      return unitsOf(tap)
    }
    const contents = await readContents(DATA_FOLDER)
    const events = Array.from({ length: GROWN }, (_, index) => {
      const { event, ...dates } = contents.events[index % contents.events.length]!
      return { ...dates, event: { ...event, id: `${event.id}-${index}`, related: [] } }
    })
    const grown = { events: GROWN, ...(await load({ ...contents, events })), ...(await sizes(client, tables)) }
    const [{ event, ...dates }, ...others] = events as [(typeof events)[number], ...typeof events]
    const title = { ...event.title, en: `${event.title.en}, corrected` }
    const corrected = [{ ...dates, event: { ...event, title } }, ...others]
    return { grown, again: await load({ ...contents, events: corrected }) }
  } finally {
    tapped.destroy()
  }
}

/** DynamoDB adds 100 bytes to each item, in tables and indexes alike. */
const OVERHEAD = 100

/** Item size as DynamoDB counts it: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).replaceAll(/\D/g, '').length / 2) + 1
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + bytesOf(each) + 1, 3)
  if (value !== null && typeof value === 'object')
    return Object.entries(value).reduce((sum, [name, each]) => sum + Buffer.byteLength(name) + bytesOf(each) + 1, 3)
  return 1
}

const sizeOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value), OVERHEAD)

async function sizes(client: ReturnType<typeof clientOf>, tables: Record<TableName, string>) {
  const items = await allItems(client, tables.events)
  const indexes = Object.values(TABLES.events.indexes)
  const copies = (item: Item) => indexes.filter(({ partition, sort }) => partition in item && sort in item).length
  return {
    storedBytes: items.reduce((sum, item) => sum + sizeOf(item) * (1 + copies(item)), 0),
    tableBytes: items.reduce((sum, item) => sum + sizeOf(item), 0),
  }
}

const rounded = (value: number): number => Number(value.toFixed(1))
