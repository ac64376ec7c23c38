/**
 * Complaint: a deletion brought an old event into the feed, as if it were new; an event that was added late never came; and the feed of a rare
 * tag was empty, because it was chosen among the latest changes of all.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { readFeed } from '../support/feed-documents.ts'
import {
  ANEW,
  hostTime,
  moveClock,
  STARTING_MILLISECONDS,
  startTestHost,
  type TestHost,
} from '../support/local-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost({ headers: ANEW })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const itemsOf = async (name: string, query = '') =>
  readFeed('rss', (await host.get(`/feeds/${name}.rss?${query}`)).text).items.map(({ identity }) => identity)
const FEEDS = ['timeline', 'updates']

test('the feeds of every tag and category have all of their events, up to a hundred', async () => {
  const reader = eventReader(host.store)
  for (const dimension of ['category', 'tag'] as const)
    for (const { value, events } of (await reader.counts(dimension)).filter(each => each.events > 0))
      expect([value, (await itemsOf('updates', `${dimension}=${value}`)).length]).toEqual([
        value,
        Math.min(events, 100),
      ])
})

test('a deletion brings nothing into a feed, whether the event was in it or not', async () => {
  const writer = eventWriter(host.store)
  const before = await Promise.all(FEEDS.map(name => itemsOf(name)))
  for (const [index, id] of ['bukhyangmin-adopted-2025', 'settlement-support-act-promulgated'].entries()) {
    const { revision } = (await eventReader(host.store).event(id))!
    await writer.delete(id, revision, hostTime())
    moveClock(20 * (index + 1))
    const after = await Promise.all(FEEDS.map(name => itemsOf(name)))
    for (const [feed, items] of after.entries()) expect(items.filter(item => !before[feed]!.includes(item))).toEqual([])
  }
})

test('an event of long ago that is added now comes first', async () => {
  const before = await itemsOf('timeline')
  await eventWriter(host.store).put(anAuthoredEvent({ id: 'added-late', date: '1990-01-01' }), 0, hostTime())
  moveClock(80)
  const [first, ...rest] = await itemsOf('timeline')
  expect(before).not.toContain(first)
  expect(rest.filter(item => !before.includes(item))).toEqual([])
})

test('a reader that looks for a JSON Feed finds none that is not one', async () => {
  const { text } = await host.get('/events/first-defectors-day-2024')
  const alternates = [...text.matchAll(/<link rel="alternate" type="([^"]+)"/g)].map(([, type]) => type)
  expect(new Set(alternates)).toEqual(new Set(['application/atom+xml', 'application/json+oembed']))
  expect(text).toContain('<link rel="describedby" type="application/json"')
})
