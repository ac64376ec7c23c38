/**
 * Complaint: items that were read already come back as new, for their identity changed with the address, the title or the build.
 * https://github.com/ForNeVeR/fornever.me/issues/3 (http → https) · https://github.com/newrelic/docs-website/issues/1271
 */
import { expect, test } from '@jest/globals'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { anniversaries, aSetting, highlightsOf, updates } from '../support/syndication.ts'
import { parseXml, textsOf } from '../support/xml-tree.ts'

test.each(['updates', 'anniversaries'])(
  '%s: a move from http to https and a new title leave the guid as it is',
  name => {
    const guidsAt = (publicUrl: string, title: string) => {
      const context = { ...aSetting('en'), publicUrl }
      const event = anEvent({ title: { en: title } })
      const highlights = highlightsOf([event], ['2026-07-14'], context.timeline)
      const feed = name === 'updates' ? updates([event], context) : anniversaries(highlights, context)
      return textsOf(parseXml(rss(feed)), 'guid')
    }
    const before = guidsAt('http://annals.example', 'Act in force')
    expect(before).toHaveLength(1)
    expect(guidsAt('https://www.annals.example', 'The Act enters into force')).toEqual(before)
  },
)
