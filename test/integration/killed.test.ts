/** The loader and the daily job, killed as a machine would lose them – SIGKILL, in the middle of a call – and then run again by a fresh process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import type { JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { type Body, type Call, startTap, type Tap } from '../support/dynamodb-tap.ts'
import type { Run } from '../support/function-process.ts'
import { type Published, type SnsServer, startSnsServer } from '../support/sns-server.ts'
import { discrepancies } from '../support/store-checker.ts'
import { dump } from '../support/store-dump.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { type Files, inFolder, VALID } from '../unit/data/folder.ts'

jest.setTimeout(60_000)

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
  [/^FACET#\w+#/, 'entry'],
  [/^FACET#\w+ /, 'count'],
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

/** Runs a function in a process of its own, to its end or to the kill point. */
async function runProcess(
  dataFolder: string,
  event?: JobEvent,
  killAt?: KillPoint,
): Promise<{ signal: string | null }> {
  const run: Run = {
    settings: { endpoint: tap.endpoint, publicUrl: 'https://annals.example', dataFolder },
    sns: sns.endpoint,
    ...(event && { event }),
  }
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(run)], { stdio: ['ignore', 'ignore', 'inherit'] })
  running.add(child)
  const ended = once(child, 'exit')
  let left = killAt?.nth
  tap.reset(async (call, forward) => {
    if (!killAt || kindOf(call) !== killAt.kind || --left! !== 0) return forward()
    if (killAt.when === 'after') await forward()
    child.kill('SIGKILL')
    await ended
    return undefined
  })
  const [code, signal] = await ended
  running.delete(child)
  if (code !== null && code !== 0) throw new Error(`The process ended with ${code}`)
  return { signal }
}
/** Kills the function at the point, checks that it died there, and runs it again to its end. */
async function killAndRunAgain(point: KillPoint, dataFolder: string, event?: JobEvent): Promise<void> {
  expect(await runProcess(dataFolder, event, point)).toEqual({ signal: 'SIGKILL' })
  expect(await runProcess(dataFolder, event)).toEqual({ signal: null })
}

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
  const UNCOMPARED = ['changedAt', 'sequence']

  const loadEarlier = () => inFolder(VALID, async folder => store.load(await readContents(folder)))

  let undisturbed: string[]
  let kinds: string[]
  beforeAll(async () => {
    await store.emptyTables()
    await loadEarlier()
    await inFolder(later, folder => runProcess(folder))
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

  test('makes no kind of call at which it is not killed', () => {
    expect(new Set(kinds)).toEqual(new Set(points.map(point => point.kind)))
  })

  test.each(points)('killed $when $kind no. $nth leaves nothing that the next run does not put right', async point => {
    await loadEarlier()
    await inFolder(later, folder => killAndRunAgain(point, folder))
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
    expect(await discrepancies(store)).toEqual([])
  })
})

describe('the daily job', () => {
  const events = ['1997', '2001'].map(year => anAuthoredEvent({ id: `event-of-${year}`, date: `${year}-07-14` }))
  const today = { scheduledTime: '2026-07-13T15:05:00Z' }
  const UNCOMPARED = ['changedAt', 'sequence', 'announcedAt']

  let undisturbed: string[]
  let announced: Published[]
  let kinds: string[]
  beforeAll(async () => {
    await store.emptyTables()
    sns.reset()
    await store.load(contentsOf(events))
    await runProcess('unused', today)
    undisturbed = await dump(store, UNCOMPARED)
    announced = [...sns.published]
    kinds = tap.calls.map(kindOf)
  })

  /**
   * Every kind of call, those that write after they took effect. The message is published after the claim: dead by then, the run holds the
   * day for five seconds yet, which the next run waits out; hence no more than two such points. One of them is the moment between the message
   * and the record of it, where alone a second message cannot be helped.
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

  test('makes no kind of call at which it is not killed, and announces once', () => {
    expect(new Set(kinds)).toEqual(new Set(points.map(point => point.kind)))
    expect(announced).toHaveLength(1)
  })

  test.each(points)('killed $when $kind marks the day all the same; messages: $messages', async point => {
    await store.load(contentsOf(events))
    await killAndRunAgain(point, 'unused', today)
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
    expect(await discrepancies(store)).toEqual([])
    expect(sns.published).toEqual(Array(point.messages).fill(announced[0]))
  })
})
