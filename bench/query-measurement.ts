/** Measures the cost of pages, the daily job and unchanged answers on timelines of different sizes, each on its own engine. */
import { DeleteTableCommand, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb'
import { contentsDigest } from '../lambdas/data/contents-digest.ts'
import { readContents } from '../lambdas/data/read-contents.ts'
import { addDays } from '../lambdas/domain/civil-date.ts'
import { documentClient } from '../lambdas/store/dynamodb/document-client.ts'
import { loadContents } from '../lambdas/store/dynamodb/load.ts'
import { createTables } from '../lib/local/create-tables.ts'
import { type Engine, startDynoxide } from '../lib/local/engine.ts'
import { DATA_FOLDER } from '../test/support/data-folder.ts'
import { startTap, type Tap } from '../test/support/dynamodb-tap.ts'
import { clientOf } from '../test/support/engine.ts'
import { startEventBridgeServer } from '../test/support/event-bridge-server.ts'
import { startSnsServer } from '../test/support/sns-server.ts'
import { type FunctionProcess, startFunctions } from './function-process.ts'
import { median } from './median.ts'
import { PAGES, type Page, TODAY } from './query-pages.ts'
import { TABLE_NAMES } from './stores.ts'
import type { Request, Settings } from './warm-functions.ts'

/** Every request bypasses the function's caches. */
export const ANEW = { 'cache-control': 'no-cache' }
/** The maximum number of days that one run of the job marks. */
const MOST_DAYS = 31
/** The number of the deep page. */
const DEEP_PAGE = 1_000
const WARM_UP_ROUNDS = 3
const RATE_MILLISECONDS = 400
const RATE_ROUNDS = 8

type Log = (line: string) => void

/** A timeline on its own engine, with the daily job done up to yesterday. */
export interface Timeline {
  events: number
  endpoint: string
  /** Counts the calls that pass through it. */
  tap: Tap
}

export interface Cost {
  readUnits: number
  calls: number
}

/** The cost of one kind of page in one timeline; means over its requests. */
export interface PageCost extends Cost {
  what: string
  events: number
  milliseconds: number
}

/** Cost of the first pages of a list and of its deep pages. */
export interface DepthCost {
  what: string
  events: number
  /** The page where the deep ones begin: half way in shorter lists. */
  page?: number
  near: Cost & { milliseconds: number }
  deep: Cost & { milliseconds: number }
}

export interface JobCost extends Cost {
  events: number
  /** Peak memory of the process in MiB. */
  peak: number
  highlights: number
  more: number
  /** Bytes of the message to the topic and of the event to the bus. */
  message: number
  event: number
}

/** Cost of an answer that the client or the function has cached; means per answer. */
export interface KnownCost extends Cost {
  what: string
  /** The address, and how its answer is cached. */
  way: Way
  /** Responses per second. */
  rate: number
}

export type Way = '200, read and rendered' | '200, remembered' | '304, head read' | '304, head remembered'

/** The functions on a store, in a separate process. */
export const functionsOn = (endpoint: string, announceOn?: Settings['announceOn']): FunctionProcess =>
  startFunctions({ endpoint, publicUrl: 'http://localhost:3000', dataFolder: DATA_FOLDER, today: TODAY, announceOn })

/** Runs `work` on engines for all stores, and stops them. @param stores folders by number of events */
export async function withTimelines<T>(
  stores: ReadonlyMap<number, string>,
  work: (timelines: readonly Timeline[]) => Promise<T>,
): Promise<T> {
  const running: { engine: Engine; timeline: Timeline }[] = []
  try {
    for (const [events, folder] of stores) {
      const engine = await startDynoxide({ folder })
      const tap = await startTap(engine.endpoint, { names: TABLE_NAMES, measureCapacity: true })
      running.push({ engine, timeline: { events, endpoint: engine.endpoint, tap } })
    }
    return await work(running.map(({ timeline }) => timeline))
  } finally {
    for (const { engine, timeline } of running) {
      await timeline.tap.stop()
      await engine.stop()
    }
  }
}

/** Loads the chronology into the engine's folder. */
export async function loadChronology(folder: string): Promise<number> {
  const engine = await startDynoxide({ folder })
  const client = clientOf(engine.endpoint)
  try {
    await createTables(client, TABLE_NAMES)
    const contents = await readContents(DATA_FOLDER)
    const digest = contentsDigest(contents)
    await loadContents({ client: documentClient(client), tables: TABLE_NAMES }, contents, {
      at: `${TODAY}T00:00:00Z`,
      digest,
    })
    return contents.events.length
  } finally {
    client.destroy()
    await engine.stop()
  }
}

/** Runs the job of a day in a separate process, after the days before it. Marks of earlier runs of the bench are deleted. */
export async function jobOf({ events, endpoint, tap }: Timeline): Promise<JobCost> {
  await forgetHighlights(endpoint)
  const topic = await startSnsServer()
  const bus = await startEventBridgeServer()
  const run = async (date: string) => {
    const functions = functionsOn(tap.endpoint, { sns: topic.endpoint, eventBridge: bus.endpoint })
    try {
      return await functions.call('job', { date })
    } finally {
      await functions.stop()
    }
  }
  try {
    const yesterday = addDays(TODAY, -1)
    for (const before of [2 * MOST_DAYS, MOST_DAYS, 0]) await run(addDays(yesterday, -before))
    tap.reset()
    const { day, peak } = await run(TODAY)
    return {
      events,
      ...costOf(tap, 1),
      peak,
      highlights: day.highlights,
      more: day.more,
      message: Buffer.byteLength(topic.published.at(-1)!.message),
      event: Buffer.byteLength(JSON.stringify(bus.entries.at(-1))),
    }
  } finally {
    await topic.stop()
    await bus.stop()
  }
}

async function forgetHighlights(endpoint: string): Promise<void> {
  const client = clientOf(endpoint)
  try {
    await client.send(new DeleteTableCommand({ TableName: TABLE_NAMES.highlights }))
    await waitUntilTableNotExists({ client, maxWaitTime: 30 }, { TableName: TABLE_NAMES.highlights })
    await createTables(client, TABLE_NAMES)
  } finally {
    client.destroy()
  }
}

function costOf({ calls }: Tap, answers: number): Cost {
  const readUnits = calls
    .filter(({ action }) => ['GetItem', 'BatchGetItem', 'Query'].includes(action))
    .reduce((sum, { capacity = 0 }) => sum + capacity, 0)
  return { readUnits: readUnits / answers, calls: calls.length / answers }
}

/** A contestant: the requests of one table row, in one timeline. */
interface Series {
  timeline: Timeline
  targets: readonly string[]
}

/** Mean reads per request of each series. */
async function counted(all: readonly Series[], log: Log): Promise<Cost[]> {
  const timelines = [...new Set(all.map(({ timeline }) => timeline))]
  const functions = new Map(timelines.map(timeline => [timeline, functionsOn(timeline.tap.endpoint)]))
  const costs: Cost[] = []
  try {
    for (const { timeline, targets } of all) {
      if (costs.length % 20 === 0) log(`counting reads: ${costs.length} of ${all.length}`)
      timeline.tap.reset()
      for (const target of targets) await functions.get(timeline)!.call('ask', { target, headers: ANEW })
      costs.push(costOf(timeline.tap, targets.length))
    }
    return costs
  } finally {
    await Promise.all([...functions.values()].map(each => each.stop()))
  }
}

/** Median response time of each series in milliseconds; they take turns request by request. */
async function timed(all: readonly Series[], rounds: number, log: Log): Promise<number[]> {
  const timelines = [...new Set(all.map(({ timeline }) => timeline))]
  const functions = new Map(timelines.map(timeline => [timeline, functionsOn(timeline.endpoint)]))
  const taken = all.map((): number[] => [])
  try {
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      log(round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`)
      for (const [index, { timeline, targets }] of all.entries()) {
        const target = targets[(round + WARM_UP_ROUNDS) % targets.length]!
        const { milliseconds } = await functions.get(timeline)!.call('ask', { target, headers: ANEW })
        if (round >= 0) taken[index]!.push(milliseconds)
      }
    }
    return taken.map(median)
  } finally {
    await Promise.all([...functions.values()].map(each => each.stop()))
  }
}

/** Every kind of page in every timeline, and deep pages in the largest. */
export async function pageCosts(
  timelines: readonly Timeline[],
  { chronology, rounds }: { chronology: number; rounds: number },
  log: Log,
): Promise<{ pages: PageCost[]; depths: DepthCost[] }> {
  const targetsOf = (page: Page, { events }: Timeline) => (events === chronology ? page.chronology : page.generated)
  const pages = PAGES.flatMap(page =>
    timelines.map(timeline => ({ page, timeline, targets: targetsOf(page, timeline) })),
  )
  const largest = timelines.at(-1)!
  const walked = largest.events === chronology ? [] : await walks(largest, log)
  const series: Series[] = [...pages, ...walked.flatMap(({ near, deep }) => [near, deep])]

  const costs = await counted(series, log)
  const milliseconds = await timed(series, rounds, log)
  const measured = costs.map((cost, index) => ({ ...cost, milliseconds: milliseconds[index]! }))
  return {
    pages: pages.map(({ page, timeline }, index) => ({
      what: page.what,
      events: timeline.events,
      ...measured[index]!,
    })),
    depths: walked.map(({ what, page }, index) => ({
      what,
      events: largest.events,
      ...(page !== undefined && { page }),
      near: measured[pages.length + 2 * index]!,
      deep: measured[pages.length + 2 * index + 1]!,
    })),
  }
}

async function walks(timeline: Timeline, log: Log) {
  const functions = functionsOn(timeline.endpoint)
  try {
    const walked = []
    for (const { what, generated } of PAGES.filter(({ deep }) => deep)) {
      log(`following ${what} to page ${DEEP_PAGE}`)
      const { page, near, deep } = await functions.call('walk', { target: generated[0]!, page: DEEP_PAGE })
      walked.push({ what, page, near: { timeline, targets: near }, deep: { timeline, targets: deep } })
    }
    return walked
  } finally {
    await functions.stop()
  }
}

const KNOWN: readonly { what: string; target: string }[] = [
  { what: 'a page of events', target: '/v1/events?category=category-1' },
  { what: 'an event', target: '/v1/events/generated-event-5000' },
  { what: 'a feed', target: '/feeds/updates.rss' },
]

/** Cached answers, measured in turns in one timeline. */
export async function knownCosts({ endpoint, tap }: Timeline, log: Log): Promise<KnownCost[]> {
  const [quick, tapped] = [functionsOn(endpoint), functionsOn(tap.endpoint)]
  try {
    const ways: { what: string; way: Way; request: Request; rates: number[]; cost: Cost }[] = []
    for (const { what, target } of KNOWN) {
      const { headers } = await quick.call('ask', { target })
      const known = { 'if-none-match': String(headers!.etag) }
      const asked: Record<Way, Record<string, string>> = {
        '200, read and rendered': ANEW,
        '200, remembered': {},
        '304, head read': { ...known, ...ANEW },
        '304, head remembered': known,
      }
      for (const [way, headers] of Object.entries(asked))
        ways.push({ what, way: way as Way, request: { target, headers }, rates: [], cost: { readUnits: 0, calls: 0 } })
    }
    for (const each of ways) {
      tap.reset()
      const { answered } = await tapped.call('rate', { ...each.request, milliseconds: RATE_MILLISECONDS })
      each.cost = costOf(tap, answered)
    }
    for (let round = -1; round < RATE_ROUNDS; round++) {
      log(round < 0 ? 'warming up' : `round ${round + 1} of ${RATE_ROUNDS}`)
      for (const { request, rates } of ways) {
        const { rate } = await quick.call('rate', { ...request, milliseconds: RATE_MILLISECONDS })
        if (round >= 0) rates.push(rate)
      }
    }
    return ways.map(({ what, way, rates, cost }) => ({ what, way, ...cost, rate: median(rates) }))
  } finally {
    await quick.stop()
    await tapped.stop()
  }
}

/** Serves a timeline as the local host does while `work` runs. */
export async function serving<T>({ endpoint }: Timeline, work: (url: string) => Promise<T>): Promise<T> {
  const functions = functionsOn(endpoint)
  try {
    return await work(await functions.call('serve'))
  } finally {
    await functions.stop()
  }
}
