/** The daily job as it is deployed announces each day to programs and to people, and a day that either has not taken is not announced. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { type AnniversariesFunction, createAnniversaries } from '../../lambdas/functions/create-anniversaries.ts'
import { eventBridgeNotifier } from '../../lambdas/notify/event-bridge-notifier.ts'
import { notifyEach } from '../../lambdas/notify/notifier.ts'
import { snsNotifier } from '../../lambdas/notify/sns-notifier.ts'
import { batchWrite } from '../../lambdas/store/dynamodb/batches.ts'
import { localStore } from '../../lib/local/config.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { type EventBridgeServer, startEventBridgeServer } from '../support/event-bridge-server.ts'
import { type SnsServer, startSnsServer, TOPIC_ARN } from '../support/sns-server.ts'
import { allItems } from '../support/store-dump.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const TODAY = '2026-07-14'
const PUBLIC_URL = 'https://annals.example'

let store: TimelineStore
let sns: SnsServer
let bus: EventBridgeServer
let run: AnniversariesFunction

beforeAll(async () => {
  store = await startTimelineStore()
  sns = await startSnsServer()
  bus = await startEventBridgeServer()
  await store.load(
    contentsOf([
      anAuthoredEvent({ id: 'tenth', date: '2016-07-14' }),
      anAuthoredEvent({ id: 'third', date: '2023-07-14', significance: 1 }),
      anAuthoredEvent({ id: 'another-day', date: '2016-07-15' }),
    ]),
  )
  const notifier = notifyEach([
    eventBridgeNotifier('default', { ...LOCAL_CLIENT, endpoint: bus.endpoint }),
    snsNotifier(TOPIC_ARN, { ...LOCAL_CLIENT, endpoint: sns.endpoint }),
  ])
  run = createAnniversaries({ ...localStore(store.endpoint), publicUrl: PUBLIC_URL, notifier })
})
afterAll(async () => {
  await bus.stop()
  await sns.stop()
  await store.stop()
})
beforeEach(async () => {
  const items = await allItems(store.client, store.tables.highlights)
  const deletions = items.map(({ pk, sk }) => ({ delete: { pk, sk } }))
  await batchWrite(store.connection, deletions, 'highlights')
  sns.reset()
  bus.reset()
})

const watermark = () => store.highlights.watermark()

test('each announcement has a connection of its own, since a service closes one that is idle between runs', async () => {
  const before = sns.connections()
  await run({ date: TODAY })
  await run({ date: '2026-07-15' })
  expect([sns.published.length, sns.connections() - before]).toEqual([2, 2])
})

test('a day is one event on the bus: what it is, in words, with its anniversaries and their addresses', async () => {
  await run({ date: TODAY })
  await run({ date: TODAY })
  expect(bus.entries).toHaveLength(1)
  const [{ Detail, ...envelope }] = bus.entries as [(typeof bus.entries)[0]]
  expect(envelope).toEqual({ EventBusName: 'default', Source: 'annals', DetailType: 'Anniversaries announced' })
  const { text, ...detail } = JSON.parse(Detail)
  expect(detail).toEqual({
    identity: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    date: TODAY,
    subject: expect.stringContaining('14 July 2026'),
    occurrences: [
      expect.objectContaining({ eventId: 'tenth', years: 10, url: `${PUBLIC_URL}/events/tenth` }),
      expect.objectContaining({ eventId: 'third', years: 3, url: `${PUBLIC_URL}/events/third` }),
    ],
    more: 0,
  })
  expect(sns.published).toEqual([
    expect.objectContaining({ message: text, attributes: { identity: detail.identity, date: TODAY } }),
  ])
})

describe('a bus', () => {
  test.each([
    ['that rejects the event', 'reject', /rejected the announcement of 2026-07-14: ThrottlingException too many/],
    ['that is out of order', 'refuse', /out of order/],
    ['that never answers', 'ignore', /timed? ?out/i],
  ] as const)('%s is called once, and leaves the day unannounced to people too', async (_, behaviour, message) => {
    bus.reset(behaviour)
    await expect(run({ date: TODAY })).rejects.toThrow(message)
    expect(bus.entries).toHaveLength(1)
    expect(sns.published).toEqual([])
    expect(await watermark()).toBeUndefined()
  })

  test('that accepts it on the next run gets the same identity, and people get one mail', async () => {
    bus.reset('reject')
    await expect(run({ date: TODAY })).rejects.toThrow()
    const [first] = bus.entries
    bus.reset()
    expect(await run({ date: TODAY })).toMatchObject([{ announced: true }])
    expect(bus.entries).toEqual([first])
    expect(sns.published).toHaveLength(1)
    expect(await watermark()).toBe(TODAY)
  })
})

test('a topic that fails leaves the day unannounced, and programs recognise the repetition by its identity', async () => {
  sns.reset('refuse')
  await expect(run({ date: TODAY })).rejects.toThrow('out of order')
  expect(await watermark()).toBeUndefined()
  sns.reset()
  expect(await run({ date: TODAY })).toMatchObject([{ announced: true }])
  expect(sns.published).toHaveLength(1)
  expect(bus.entries).toHaveLength(2)
  expect(bus.entries[1]).toEqual(bus.entries[0])
})

test('a topic that never answers after the bus did is given up while the run still holds the claim', async () => {
  sns.reset('ignore')
  await expect(run({ date: TODAY })).rejects.toThrow(/timed? ?out/i)
  expect(bus.entries).toHaveLength(1)
  expect(await store.highlights.claim(TODAY, instantOf(Date.now()), '2026-07-14T00:05:00Z')).toBe('held')
})
