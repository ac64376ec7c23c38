/**
 * Complaint: the time of the feed changed with every build, or did not change when something was removed.
 * https://github.com/lemon24/reader/issues/231 · https://github.com/GoogleChrome/web.dev/issues/3949 (removals)
 */
import { afterEach, expect, jest, test } from '@jest/globals'
import type { StoredEvent, Tombstone } from '../../lambdas/domain/event.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { aSetting, updates } from '../support/syndication.ts'
import { parseXml, textsOf } from '../support/xml-tree.ts'

afterEach(() => {
  jest.useRealTimers()
})

const lastBuildDate = (changes: (StoredEvent | Tombstone)[]) =>
  textsOf(parseXml(rss(updates(changes, aSetting('en')))), 'lastBuildDate')

test('the clock does not move lastBuildDate', () => {
  jest.useFakeTimers({ now: Date.parse('2026-08-01T00:00:00Z') })
  const before = lastBuildDate([anEvent()])
  jest.setSystemTime(Date.parse('2027-08-01T00:00:00Z'))
  expect(before).toEqual(['Thu, 01 Jan 2026 00:00:00 GMT'])
  expect(lastBuildDate([anEvent()])).toEqual(before)
})

test('a removal moves it', () => {
  const { id, createdAt } = anEvent()
  const removed: Tombstone = { id, createdAt, deleted: true, updatedAt: '2026-09-01T00:00:00Z', revision: 2 }
  expect(lastBuildDate([removed])).toEqual(['Tue, 01 Sep 2026 00:00:00 GMT'])
})
