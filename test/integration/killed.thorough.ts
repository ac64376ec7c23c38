/**
 * The loader and the daily job, lost in the middle of a call, and then run again. In the fast suite most of them only get no answer from
 * that call on; `npm run test:thorough` kills a process of its own at every point.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import type { JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { type Body, type Call, refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { type Run, runFunction } from '../support/function-run.ts'
import { type Published, type SnsServer, startSnsServer } from '../support/sns-server.ts'
import { discrepancies } from '../support/store-checker.ts'
import { dump } from '../support/store-dump.ts'
import { cases } from '../support/thorough.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { type Files, inFolder, VALID } from '../unit/data/folder.ts'

jest.setTimeout(60_000)

const IS_THOROUGH = cases(0, 1) === 1

const PROGRAM = fileURLToPath(new URL('../support/function-process.ts', import.meta.url))

let store: TimelineStore
let tap: Tap
let sns: SnsServer
beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
  sns = await startSnsServer()
})
afterAll(async () => {
  await sns.stop()
  await tap.stop()
  await store.stop()
})
beforeEach(async () => {
  await store.emptyTables()
  sns.reset()
})

const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

const THINGS: [RegExp, string][] = [
  [/^TIMELINE /, 'head'],
  [/^EVENT#.* CURRENT$/, 'event'],
  [/^EVENT#.* REVISION/, 'revision'],
  [/^FACET#[\w-]+#/, 'entry'],
  [/^FACET#[\w-]+ /, 'count'],
  [/^SERIES/, 'series'],
  [/^VOCABULARY#/, 'vocabulary'],
  [/^CHANGE /, 'change'],
  [/^HIGHLIGHT#/, 'highlight'],
  [/^LEDGER /, 'ledger'],
]

/** What the call does to what, e.g. `BatchWriteItem entry`; of an update also which attribute it sets first. */
function kindOf({ action, request }: Call): string {
  const [batch] = Object.values<Body>(request.RequestItems ?? {}).flat()
  const key = request.Key ?? batch?.Keys?.[0] ?? batch?.PutRequest?.Item ?? batch?.DeleteRequest?.Key
  const partition = request.ExpressionAttributeValues?.[':partition']
  const place = key ? `${key.pk.S} ${key.sk.S}` : `${partition.S} `
  const thing = THINGS.find(([pattern]) => pattern.test(place))?.[1]
  const attribute = /^SET #?(\w+)/.exec(request.UpdateExpression ?? '')?.[1]
  return [action, thing, attribute].filter(Boolean).join(' ')
}

/** When to kill: before the n-th call of a kind reaches the database, or after it took effect there and before the answer. */
interface KillPoint {
  when: 'before' | 'after'
  nth: number
  kind: string
}

interface Invocation {
  /** The time that it is throughout the run. */
  at: Instant
  dataFolder?: string
  event?: JobEvent
}

const runOf = ({ at, dataFolder = 'unused', event }: Invocation): Run => ({
  settings: { endpoint: tap.endpoint, publicUrl: 'https://annals.example', dataFolder, at },
  sns: sns.endpoint,
  event,
})

/** Runs a function to its end. */
async function runHere(invocation: Invocation): Promise<void> {
  tap.reset()
  await runFunction(runOf(invocation))
}

/** Runs a function in a process of its own until it is killed there. */
async function kill(invocation: Invocation, killAt: KillPoint): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(runOf(invocation))], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.add(child)
  const ended = once(child, 'exit')
  let left = killAt.nth
  tap.reset(async (call, forward) => {
    if (kindOf(call) !== killAt.kind || --left !== 0) return forward()
    if (killAt.when === 'after') await forward()
    child.kill('SIGKILL')
    await ended
    return undefined
  })
  const [code, signal] = await ended
  running.delete(child)
  expect([code, signal]).toEqual([null, 'SIGKILL'])
}

/** Runs a function that from there on gets nothing done and no answer. */
async function cutOff(invocation: Invocation, { when, nth, kind }: KillPoint): Promise<void> {
  let left = nth
  tap.reset(async (call, forward) => {
    if (left > 0 && kindOf(call) === kind) left--
    if (left > 0) return forward()
    if (when === 'after' && left-- === 0) await forward()
    return refusal('ValidationException')
  })
  await expect(runFunction(runOf(invocation))).rejects.toThrow('refused by the test')
}

const lose = (invocation: Invocation, point: KillPoint, isRepresentative: boolean) =>
  IS_THOROUGH || isRepresentative ? kill(invocation, point) : cutOff(invocation, point)

describe('the loader', () => {
  /** More events than are written together, one of them corrected, and a series with another figure. */
  const added = Array.from({ length: 110 }, (_, i) => ({
    id: `added-${i}`,
    date: `1997-${String((i % 12) + 1).padStart(2, '0')}-01`,
    title: { en: `Event ${i}` },
    summary: { en: 'It happened.' },
    category: 'policy',
    tags: ['amendment'],
    significance: 1,
    status: 'confirmed',
    sources: [{ title: 'A', publisher: 'B', url: 'https://example.org/', supports: 'all of it' }],
  }))
  const corrected = String(VALID['events/1997.yaml']).replace(
    'category: law',
    'category: policy\n  corrected: "2026-11-25T00:00:00Z"',
  )
  const later: Files = {
    ...VALID,
    'events/1997.yaml': `${corrected}${added.map(event => `- ${JSON.stringify(event)}\n`).join('')}`,
    'series/arrivals.yaml': String(VALID['series/arrivals.yaml']).replace('value: 85', 'value: 86'),
  }
  /** Later than any time that the folder states. */
  const AT = '2026-12-01T00:00:00Z'
  const UNCOMPARED = ['changedAt', 'sequence']

  const loadEarlier = () => inFolder(VALID, async folder => store.load(await readContents(folder)))

  let undisturbed: string[]
  let kinds: string[]
  beforeAll(async () => {
    await store.emptyTables()
    await loadEarlier()
    await inFolder(later, dataFolder => runHere({ at: AT, dataFolder }))
    undisturbed = await dump(store, UNCOMPARED)
    kinds = tap.calls.map(kindOf)
  })

  /**
   * Every kind of call, those that write after they took effect: what is before a call is what is after the one before it. Where calls go
   * side by side – the 25 writes of a batch that belong to a group of 100 – one in their midst. The groups are of 100 and 11 events.
   */
  const points: KillPoint[] = [
    { when: 'before', nth: 1, kind: 'GetItem head' },
    { when: 'after', nth: 1, kind: 'UpdateItem head loading' },
    { when: 'before', nth: 1, kind: 'Query change' },
    { when: 'after', nth: 2, kind: 'BatchWriteItem revision' },
    { when: 'before', nth: 3, kind: 'BatchWriteItem entry' },
    { when: 'after', nth: 1, kind: 'BatchWriteItem event' },
    { when: 'after', nth: 2, kind: 'UpdateItem head writing' },
    { when: 'after', nth: 5, kind: 'BatchWriteItem event' },
    { when: 'before', nth: 1, kind: 'Query vocabulary' },
    { when: 'before', nth: 1, kind: 'Query count' },
    { when: 'after', nth: 2, kind: 'BatchWriteItem count' },
    { when: 'before', nth: 1, kind: 'Query series' },
    { when: 'after', nth: 1, kind: 'BatchWriteItem series' },
    { when: 'before', nth: 1, kind: 'UpdateItem head timeline' },
    { when: 'after', nth: 1, kind: 'UpdateItem head timeline' },
  ]

  test('makes no call at which it is not killed', () => {
    expect(new Set(kinds)).toEqual(new Set(points.map(point => point.kind)))
  })

  const tried = points.filter((_, index) => index % cases(3, 1) === cases(2, 0))
  test.each(tried)('killed $when $kind no. $nth leaves nothing that the next run does not repair', async point => {
    await loadEarlier()
    await inFolder(later, async dataFolder => {
      await lose({ at: AT, dataFolder }, point, point === points[5])
      await runHere({ at: AT, dataFolder })
    })
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
    expect(await discrepancies(store)).toEqual([])
  })
})

describe('the daily job', () => {
  const events = ['1997', '2001'].map(year => anAuthoredEvent({ id: `event-of-${year}`, date: `${year}-07-14` }))
  const FIRST = '2026-07-13T15:05:00Z'
  /** By then, the claim of the first run is over. */
  const NEXT = '2026-07-13T15:06:00Z'
  const event = { scheduledTime: FIRST }
  const UNCOMPARED = ['changedAt', 'sequence', 'announcedAt']

  let undisturbed: string[]
  let announced: Published[]
  let kinds: string[]
  beforeAll(async () => {
    await store.emptyTables()
    sns.reset()
    await store.load(contentsOf(events))
    await runHere({ at: FIRST, event })
    undisturbed = await dump(store, UNCOMPARED)
    announced = [...sns.published]
    kinds = tap.calls.map(kindOf)
  })

  /**
   * Every kind of call, those that write after they took effect. Only a run that dies between the message and the record of it leads to a
   * second message, which cannot be avoided.
   */
  const points: (KillPoint & { messages: number })[] = [
    { when: 'before', nth: 1, kind: 'GetItem head', messages: 1 },
    { when: 'before', nth: 1, kind: 'GetItem ledger', messages: 1 },
    { when: 'before', nth: 1, kind: 'Query count', messages: 1 },
    { when: 'before', nth: 1, kind: 'Query entry', messages: 1 },
    { when: 'before', nth: 1, kind: 'BatchGetItem event', messages: 1 },
    { when: 'before', nth: 1, kind: 'Query highlight', messages: 1 },
    { when: 'after', nth: 1, kind: 'UpdateItem head changedAt', messages: 1 },
    { when: 'after', nth: 1, kind: 'BatchWriteItem highlight', messages: 1 },
    { when: 'after', nth: 1, kind: 'UpdateItem ledger claimedUntil', messages: 1 },
    { when: 'before', nth: 1, kind: 'UpdateItem ledger announcedAt', messages: 2 },
    { when: 'after', nth: 1, kind: 'UpdateItem ledger announcedAt', messages: 1 },
    { when: 'after', nth: 1, kind: 'UpdateItem ledger date', messages: 1 },
  ]

  test('makes no call at which it is not killed, and announces once', () => {
    expect(new Set(kinds)).toEqual(new Set(points.map(point => point.kind)))
    expect(announced).toHaveLength(1)
  })

  test.each(points)('killed $when $kind marks the day anyway; messages: $messages', async point => {
    await store.load(contentsOf(events))
    await lose({ at: FIRST, event }, point, point === points[8])
    await runHere({ at: NEXT, event })
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
    expect(await discrepancies(store)).toEqual([])
    expect(sns.published).toEqual(Array(point.messages).fill(announced[0]))
  })
})
