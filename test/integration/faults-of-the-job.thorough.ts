/** The daily job while DynamoDB throttles or SNS fails: a run that cannot go on fails, a later one finishes, and every day is announced once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { CivilDate } from '../../lambdas/domain/civil-date.ts'
import { type AnniversariesFunction, createAnniversaries } from '../../lambdas/functions/create-anniversaries.ts'
import { snsNotifier } from '../../lambdas/notify/sns-notifier.ts'
import { MOST_FUTILE_ATTEMPTS } from '../../lambdas/store/dynamodb/batches.ts'
import { WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import { StoreUnavailable } from '../../lambdas/store/event-store.ts'
import { localStore } from '../../lib/local/config.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import '../support/one-realm.ts'
import { type SnsServer, startSnsServer, TOPIC_ARN } from '../support/sns-server.ts'
import { discrepancies } from '../support/store-checker.ts'
import { dump } from '../support/store-dump.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const DAYS = ['2026-07-14', '2026-07-15', '2026-07-16']
const TODAY = DAYS[0]!
const CONTENTS = contentsOf(
  ['1997-07-14', '2001-07-14', '2003-07-15', '2007-07-16'].map(date =>
    anAuthoredEvent({ id: `event-of-${date}`, date }),
  ),
)
const UNCOMPARED = ['changedAt', 'sequence', 'announcedAt']

/** What a run of one day asks of DynamoDB, in order. The message is published before the last but one. */
const CALLS = [
  'GetItem', // head
  'GetItem', // watermark
  'Query', // whether there are anniversaries
  'Query', // the anniversaries
  'BatchGetItem', // its events
  'Query', // what is marked
  'UpdateItem', // version
  'BatchWriteItem', // highlights
  'UpdateItem', // claim
  'UpdateItem', // announced
  'UpdateItem', // watermark
]
const RECORD = CALLS.length - 1

let store: TimelineStore
let tap: Tap
let sns: SnsServer
let run: AnniversariesFunction
let undisturbed: string[]
beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
  sns = await startSnsServer()
  const notifier = snsNotifier(TOPIC_ARN, { ...LOCAL_CLIENT, endpoint: sns.endpoint })
  run = createAnniversaries({ ...localStore(tap.endpoint), publicUrl: 'https://annals.example', notifier })
})
afterAll(async () => {
  await sns.stop()
  await tap.stop()
  await store.stop()
})

beforeEach(async () => {
  await store.emptyTables()
  await store.load(CONTENTS)
  sns.reset()
  tap.reset()
  // Both the SDK and the adapter wait for a share of a growing time, by chance: none here.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

const today = { date: TODAY }
const announcedDays = () => sns.published.map(({ attributes }) => attributes.date)
const identities = () => new Set(sns.published.map(({ attributes }) => attributes.identity))
const throttling = refusal('ProvisionedThroughputExceededException')

test('an undisturbed run makes the calls that are disturbed below, and announces once', async () => {
  await run(today)
  expect(tap.calls.map(call => call.action)).toEqual(CALLS)
  expect(announcedDays()).toEqual([TODAY])
  undisturbed = await dump(store, UNCOMPARED)
})

describe('a table that is throttled', () => {
  test('for a while lets the run finish late, with one announcement', async () => {
    tap.reset(async (call, forward) => (call.number % 3 === 0 ? forward() : throttling))
    expect(await run(today)).toMatchObject([{ date: TODAY, changed: true, announced: true }])
    expect(tap.calls).toHaveLength(CALLS.length * 3)
    expect(announcedDays()).toEqual([TODAY])
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
  })

  test.each(CALLS.map((action, index) => [index + 1, action] as const))(
    'for longer, from call %i on – %s –, makes the run fail, and the next one finish',
    async (from, action) => {
      tap.reset(async (call, forward) => (call.number < from ? forward() : throttling))
      await expect(run(today)).rejects.toThrow(StoreUnavailable)
      expect(tap.calls.slice(from - 1).map(call => call.action)).toEqual(Array(WORKING.maxAttempts).fill(action))
      expect(announcedDays()).toEqual(from < RECORD ? [] : [TODAY])

      tap.reset()
      await run(today)
      // Announced, and no way to record it: that alone leads to a second message, which the identity tells from another day's.
      expect(announcedDays()).toEqual(from === RECORD ? [TODAY, TODAY] : [TODAY])
      expect(identities().size).toBe(1)
      expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
      expect(await discrepancies(store)).toEqual([])
    },
  )

  test('returns unprocessed writes until the run fails, and the next one finishes', async () => {
    tap.reset(async (call, forward) =>
      call.action === 'BatchWriteItem'
        ? { status: 200, body: { UnprocessedItems: call.request.RequestItems } }
        : forward(),
    )
    await expect(run(today)).rejects.toThrow(
      `DynamoDB processed nothing of a batch in ${MOST_FUTILE_ATTEMPTS} attempts`,
    )
    expect(tap.calls.filter(call => call.action === 'BatchWriteItem')).toHaveLength(MOST_FUTILE_ATTEMPTS)
    expect(announcedDays()).toEqual([])

    tap.reset()
    await run(today)
    expect(announcedDays()).toEqual([TODAY])
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
  })

  test('on the second of three days keeps the first, and the next run does the other two', async () => {
    await run(today)
    const [, second] = DAYS
    tap.reset(async (call, forward) =>
      JSON.stringify(call.request).includes(`"${second}"`) && call.action === 'UpdateItem' ? throttling : forward(),
    )
    await expect(run({ date: DAYS[2]! })).rejects.toThrow(StoreUnavailable)
    expect(await store.highlights.watermark()).toBe(TODAY)

    tap.reset()
    expect((await run({ date: DAYS[2]! })).map(day => day.date)).toEqual(DAYS.slice(1))
    expect(announcedDays()).toEqual(DAYS)
  })
})

describe('a response that is lost', () => {
  test.each(CALLS.map((action, index) => [index + 1, action] as const).filter(([number]) => number > 4))(
    'of call %i – %s –, which took effect, is repeated by the same run, with one announcement',
    async lost => {
      tap.reset(async (call, forward) => {
        const answer = await forward()
        return call.number === lost ? undefined : answer
      })
      await run(today)
      expect(announcedDays()).toEqual([TODAY])
      expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
    },
  )
})

/** What the ledger says of a day: announced, or not – with or without a claim that is left. */
async function isRecorded(date: CivilDate): Promise<boolean> {
  const lines = await dump({ client: store.client, tables: { highlights: store.tables.highlights } })
  return lines.some(line => line.includes(`"sk":"${date}"`) && line.includes('announcedAt'))
}

describe('SNS that', () => {
  test('never answers leaves the day to the next run', async () => {
    sns.reset('ignore')
    await expect(run(today)).rejects.toThrow()
    expect(await store.highlights.watermark()).toBeUndefined()
    expect(await isRecorded(TODAY)).toBe(false)

    sns.reset()
    expect(await run(today)).toMatchObject([{ date: TODAY, changed: false, announced: true }])
    await run(today)
    expect(announcedDays()).toEqual([TODAY])
    expect(await store.highlights.watermark()).toBe(TODAY)
    expect(await dump(store, UNCOMPARED)).toEqual(undisturbed)
  })

  test('refuses for days loses none of them: the next run announces each once, in order', async () => {
    await run(today)
    sns.reset('refuse')
    await expect(run({ date: DAYS[1]! })).rejects.toThrow()
    expect(announcedDays()).toEqual([DAYS[1]])
    expect(await store.highlights.watermark()).toBe(TODAY)

    sns.reset()
    await run({ date: DAYS[2]! })
    expect(announcedDays()).toEqual(DAYS.slice(1))
    expect(await Promise.all(DAYS.map(isRecorded))).toEqual([true, true, true])
    expect(await store.highlights.watermark()).toBe(DAYS[2])
  })
})
