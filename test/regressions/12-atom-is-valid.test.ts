/**
 * Complaint: Atom feeds had no self link, an id that was no full IRI, times without a zone, or lacked `updated`.
 * https://github.com/simonw/datasette-atom/issues/12 · https://github.com/snarfed/granary/issues/93 ·
 * https://github.com/mozilla/testpilot/issues/2575 · https://github.com/jpmonette/feed/issues/19
 */
import { expect, test } from '@jest/globals'
import { atom } from '../../lambdas/feeds/atom.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { aSetting, updates } from '../support/syndication.ts'
import { elementsOf, parseXml, textOf } from '../support/xml-tree.ts'

const corrected = anEvent({ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-02-01T20:00:00Z', revision: 2 })
const feed = parseXml(atom(updates([corrected], aSetting('en'))))
const [entry] = elementsOf(feed, 'entry')

test('the feed links to itself by its full address', () => {
  const self = elementsOf(feed, 'link').filter(({ attributes }) => attributes.rel === 'self')
  expect(self.map(({ attributes }) => attributes.href)).toEqual(['https://annals.example/feeds/updates?lang=en'])
})

test('feed and entry have ids that are full IRIs, and not the same', () => {
  const ids = [textOf(feed, 'id'), textOf(entry!, 'id')]
  for (const id of ids) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test('an id is the same under another address', () => {
  const moved = {
    ...aSetting('en', aTimeline({ title: { en: 'Renamed' } })),
    publicUrl: 'http://elsewhere.example:8080',
  }
  const [again] = elementsOf(parseXml(atom(updates([corrected], moved))), 'entry')
  expect(textOf(again!, 'id')).toBe(textOf(entry!, 'id'))
})

test('an entry tells when it was published and, apart from that, when it was updated, both in UTC', () => {
  expect(textOf(entry!, 'published')).toBe('2026-01-01T00:00:00Z')
  expect(textOf(entry!, 'updated')).toBe('2026-02-01T20:00:00Z')
})
