/** A correction or a deletion, as every feed and calendar tells of it: times move, identities and publication dates never do. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type ICAL from 'ical.js'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import type { FeedName } from '../../lambdas/feeds/frame.ts'
import { entryUid, eventIdentity, highlightIdentity, type Scope, updateIdentity } from '../../lambdas/feeds/identity.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { CALENDAR_NAMES, calendarComponent, eventComponents } from '../support/calendars.ts'
import { FEED_FORMATS, type ReadFeed, type ReadItem, readFeed } from '../support/feed-documents.ts'
import { ANEW, moveClock, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

jest.setTimeout(60_000)

const TODAY = '2026-07-14'
/** Its anniversary is today. */
const CORRECTED = 'settlement-support-act-in-force'

const FEEDS = (['anniversaries', 'updates', 'timeline'] as const).flatMap(name =>
  FEED_FORMATS.map(format => ({ name, format, path: `/feeds/${name}.${format}` })),
)

interface Reading {
  feed: ReadFeed
  item: ReadItem | undefined
  lastModified: number
}
interface CalendarReading {
  entry: ICAL.Component | undefined
  changed: string
  lastModified: number
}

let host: TestHost
let before: StoredEvent
let scope: Scope
/** At rest, after the correction, and after the deletion. */
const feeds: Record<string, Reading[]> = {}
const calendars: Record<string, CalendarReading[]> = {}
/** Of the list of feeds. */
const listed: string[] = []
const correctedAt = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '')
const deletedAt = new Date(Date.now() + 120_000).toISOString().replace(/\.\d+/, '')

beforeAll(async () => {
  host = await startTestHost({ today: TODAY, headers: ANEW })
  const reader = eventReader(host.store)
  const writer = eventWriter(host.store)
  before = (await reader.event(CORRECTED)) as StoredEvent
  scope = { language: 'en', timeline: (await reader.metadata())!.timeline }
  await readAll()
  const { createdAt: _, updatedAt: __, revision, ...event } = before
  await writer.put({ ...event, title: { en: 'Corrected', ko: '수정됨' }, tags: [] }, revision, correctedAt)
  moveClock(90)
  await readAll()
  await writer.delete(CORRECTED, revision + 1, deletedAt)
  moveClock(150)
  await readAll()
}, 2 * STARTING_MILLISECONDS)
afterAll(() => host.stop())

const identityIn = (name: FeedName) =>
  ({
    anniversaries: highlightIdentity(scope, CORRECTED, TODAY),
    updates: updateIdentity(scope, CORRECTED),
    timeline: eventIdentity(scope, CORRECTED),
  })[name]

/** Everything, of a narrowing that the event is in until it is deleted. */
async function readAll(): Promise<void> {
  const query = `category=${before.category.id}&minSignificance=${before.significance}`
  for (const { name, format, path } of FEEDS) {
    const { text, headers } = await host.get(`${path}?${query}`)
    const feed = readFeed(format, text)
    const item = feed.items.find(({ identity }) => identity === identityIn(name))
    feeds[path] = [...(feeds[path] ?? []), { feed, item, lastModified: Date.parse(headers['last-modified']!) }]
  }
  for (const name of CALENDAR_NAMES) {
    const { text, headers } = await host.get(`/feeds/${name}.ics?${query}`)
    const entry = eventComponents(text).find(
      each => each.getFirstPropertyValue('uid') === entryUid(scope, name, CORRECTED),
    )
    const changed = String(calendarComponent(text).getFirstPropertyValue('last-modified'))
    calendars[name] = [
      ...(calendars[name] ?? []),
      { entry, changed, lastModified: Date.parse(headers['last-modified']!) },
    ]
  }
  listed.push((await host.get('/feeds.opml')).headers['last-modified']!)
}

describe.each(FEEDS)('$path', ({ name, format, path }) => {
  test('keeps identity and publication date of a corrected event, and updates its time', () => {
    const [first, second] = feeds[path]!
    expect(first!.item).toMatchObject({ identity: identityIn(name) })
    expect(second!.item).toMatchObject({
      identity: first!.item!.identity,
      published: first!.item!.published,
      title: expect.stringContaining('Corrected'),
    })
    expect(Date.parse(second!.item!.updated)).toBe(Date.parse(correctedAt))
    expect(first!.item!.updated < second!.item!.updated).toBe(true)
  })

  test('omits a deleted event', () => {
    const [, second, third] = feeds[path]!
    expect(third!.item).toBeUndefined()
    if (name !== 'updates') expect(third!.feed.items).toHaveLength(second!.feed.items.length - 1)
  })

  test('keeps its own identity, and its time follows each change', () => {
    const [first, second, third] = feeds[path]!
    expect([second!.feed.identity, third!.feed.identity]).toEqual([first!.feed.identity, first!.feed.identity])
    expect(second!.lastModified).toBeGreaterThan(first!.lastModified)
    expect(third!.lastModified).toBeGreaterThan(second!.lastModified)
    if (format === 'json') return
    expect(first!.feed.updated! < correctedAt).toBe(true)
    expect([second!.feed.updated, third!.feed.updated]).toEqual([correctedAt, deletedAt])
  })
})

describe.each(CALENDAR_NAMES)('the calendar of %s', name => {
  const propertyOf = (entry: ICAL.Component | undefined, property: string) =>
    String(entry?.getFirstPropertyValue(property))

  test('keeps UID, day and creation time of a corrected event, and raises its sequence', () => {
    const [first, second] = calendars[name]!.map(({ entry }) => entry)
    for (const property of ['uid', 'dtstart', 'created'])
      expect(propertyOf(second, property)).toBe(propertyOf(first, property))
    expect(Number(propertyOf(second, 'sequence'))).toBe(Number(propertyOf(first, 'sequence')) + 1)
    expect(propertyOf(second, 'last-modified')).toBe(correctedAt)
    expect(propertyOf(second, 'summary')).toContain('Corrected')
  })

  test('omits a deleted event, and its time follows each change', () => {
    const [first, second, third] = calendars[name]!
    expect(third!.entry).toBeUndefined()
    expect([second!.changed, third!.changed]).toEqual([correctedAt, deletedAt])
    expect(second!.lastModified).toBeGreaterThan(first!.lastModified)
    expect(third!.lastModified).toBeGreaterThan(second!.lastModified)
  })
})

test('the list of feeds is modified by each change', () => {
  expect(new Set(listed).size).toBe(3)
  expect(listed.map(Date.parse)).toEqual(listed.map(Date.parse).toSorted((a, b) => a - b))
})

test('a correction that removes an event from a feed updates the time of the feed', async () => {
  const writer = eventWriter(host.store)
  const reader = eventReader(host.store)
  const tagged = (await reader.list({ facets: { tag: ['amendment'] } }, { limit: 1, order: 'desc' })).items[0]!
  const updatedOf = async () => readFeed('atom', (await host.get('/feeds/updates.atom?tag=amendment')).text).updated!
  const earlier = await updatedOf()
  const { createdAt: _, updatedAt: __, revision, ...event } = tagged
  const at = new Date(Date.parse(deletedAt) + 60_000).toISOString().replace(/\.\d+/, '')
  await writer.put({ ...event, tags: [] }, revision, at)
  expect([earlier, await updatedOf()]).toEqual([deletedAt, at])
})
