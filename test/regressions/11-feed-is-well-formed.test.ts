/**
 * Complaint: an ampersand, a `]]>` or a control character in a title made the whole feed unreadable.
 * https://github.com/macieklamberski/feedsmith/pull/139 · https://github.com/LemmyNet/lemmy/pull/4416 ·
 * https://github.com/discourse/discourse/pull/24001
 */
import { expect, test } from '@jest/globals'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { aSetting, updates } from '../support/syndication.ts'
import { elementsOf, parseXml, textOf } from '../support/xml-tree.ts'

test.each([
  ['an ampersand', 'Q&A', 'Q&A'],
  ['markup', '<b>bold', '<b>bold'],
  ['the end of a CDATA section', 'a ]]> b', 'a ]]> b'],
  ['BEL', 'a\u0007b', 'ab'],
  ['NUL', 'a\u0000b', 'ab'],
  ['U+FFFE', 'a\uFFFEb', 'ab'],
  ['half an emoji', 'a\uD83Db', 'ab'],
])('%s in a title and a summary leaves the feed well-formed', (_, text, read) => {
  const feed = updates([anEvent({ title: { en: text }, summary: { en: text } })], aSetting('en'))
  const [item] = elementsOf(parseXml(rss(feed)), 'item')
  expect(textOf(item!, 'title')).toBe(read)
  expect(parseXml(`<p>${textOf(item!, 'description')}</p>`).text).toBe(read)
})
