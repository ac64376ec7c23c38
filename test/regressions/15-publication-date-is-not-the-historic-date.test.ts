/**
 * Complaint: items carried a historic or future date, so that readers hid them, sorted them to the end or kept them on top for ever.
 * https://github.com/fossar/selfoss/issues/1452 · https://github.com/martinrotter/rssguard/issues/1662
 */
import { expect, test } from '@jest/globals'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { anniversaries, aSetting, highlightsOf, updates } from '../support/syndication.ts'
import { parseXml, textsOf } from '../support/xml-tree.ts'

const context = aSetting('en')

test.each(['0001-07-14', '0476-07-14', '1997-07-14'])('an event of %s is dated by its publication', date => {
  const event = anEvent({ date })
  const highlights = highlightsOf([event], ['2026-07-14'], context.timeline)
  // Midnight of the 14th in Seoul: five minutes before the job that highlights, hence never in the future.
  expect(textsOf(parseXml(rss(anniversaries(highlights, context))), 'pubDate')).toEqual([
    'Mon, 13 Jul 2026 15:00:00 GMT',
  ])
  expect(textsOf(parseXml(rss(updates([event], context))), 'pubDate')).toEqual(['Thu, 01 Jan 2026 00:00:00 GMT'])
})
