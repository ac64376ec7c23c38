/** The bytes of feeds of ten thousand items: the golden file has their sizes and digests. */
import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { RenderContext } from '../../lambdas/domain/view.ts'
import { atom } from '../../lambdas/feeds/atom.ts'
import { jsonFeed } from '../../lambdas/feeds/json-feed.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { goldenFile } from '../support/golden.ts'
import { anniversaries, aSetting, highlightsOf, timelineOf, updates } from '../support/syndication.ts'
import { claimed } from './events.ts'

const FORMATS = { rss, atom, json: jsonFeed }

test('ten thousand items have the same bytes every time, in every feed, format and language', () => {
  const events = Array.from({ length: 10_000 }, (_, i) => anEvent({ ...claimed, id: `event-${i}` }))
  const feeds = (context: RenderContext) => ({
    anniversaries: anniversaries(highlightsOf(events, ['2026-07-14'], aTimeline()), context),
    updates: updates(events, context),
    timeline: timelineOf(events, context),
  })
  const lines = ['en', 'ko'].flatMap(language =>
    Object.entries(feeds(aSetting(language))).flatMap(([name, feed]) =>
      Object.entries(FORMATS).map(([extension, serialize]) => {
        const text = serialize(feed)
        const digest = createHash('sha256').update(text).digest('hex')
        return `${name}.${language}.${extension} ${Buffer.byteLength(text)} ${digest}\n`
      }),
    ),
  )
  expect(lines.join('')).toBe(goldenFile(import.meta.dirname, 'ten-thousand-items.txt', lines.join('')))
})
