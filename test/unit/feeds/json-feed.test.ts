/** JSON Feed 1.1 by its schema, on the whole chronology and on an empty feed. */
import { expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { jsonFeed } from '../../../lambdas/feeds/json-feed.ts'
import { withoutForbidden } from '../../../lambdas/feeds/markup.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { JSON_FEED_SCHEMA } from '../../support/json-feed-schema.ts'
import { aSetting, chronologyFeeds, linked, updates } from '../../support/syndication.ts'

const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(JSON_FEED_SCHEMA)

/** The document that was written, once it is known to be a JSON Feed. */
function valid(text: string) {
  const document = JSON.parse(text)
  validate(document)
  expect(validate.errors ?? []).toEqual([])
  return document
}

test('every feed of the chronology is a valid document with unique ids', async () => {
  for (const { feed } of await chronologyFeeds()) {
    const ids = valid(jsonFeed(feed)).items.map((item: { id: string }) => item.id)
    expect(ids.length).toBeGreaterThan(100)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('an empty feed is a valid document, with its items', () => {
  expect(valid(jsonFeed(updates([], aSetting('en'))))).toHaveProperty('items', [])
})

test('names its next page and its hub, and the timeline as its author', () => {
  const feed = linked(updates([], aSetting('en')))
  expect(valid(jsonFeed(feed))).toMatchObject({
    feed_url: feed.selfUrl,
    next_url: `${feed.selfUrl}&page=4`,
    hubs: [{ type: 'WebSub', url: 'https://hub.example/?a=b&c=d' }],
    authors: [{ name: 'A timeline', url: feed.homeUrl }],
  })
})

test('says of each category what it is called in every language, and its name in this one', () => {
  const event = anEvent({ tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }] })
  const { items } = valid(jsonFeed(updates([event], aSetting('ko'))))
  expect(items).toEqual([
    expect.objectContaining({
      tags: ['법률', '정착'],
      _annals: expect.objectContaining({
        categories: [
          { id: 'law', name: '법률' },
          { id: 'settlement', name: '정착' },
        ],
      }),
    }),
  ])
})

test('says which fields are shown in another language', () => {
  const event = anEvent({ title: { ko: '법률 시행' }, summary: { ko: '법률이 시행되었다.' } })
  const { items } = valid(jsonFeed(updates([event], aSetting('en'))))
  expect(items).toEqual([
    expect.objectContaining({ _annals: expect.objectContaining({ untranslated: ['title', 'summary'] }) }),
  ])
})

test('holds any text less the characters that XML forbids', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes)),
    fc
      .array(
        fc.constantFrom('\\', 'u', 'b', 'f', '0007', '"', '\u0000', '\b', '\f', '\uD83D', '\uFFFE', '\uFFFF', '😀'),
      )
      .map(parts => parts.join('')),
  )
  fc.assert(
    fc.property(anyText, text => {
      const feed = updates([], aSetting('en'))
      expect(JSON.parse(jsonFeed({ ...feed, description: text })).description).toBe(withoutForbidden(text))
    }),
  )
})

test('holds no character that XML forbids, and no lone surrogate, which strict parsers refuse', () => {
  const trouble = 'a\u0007\uD800\uFFFEb'
  const event = anEvent({ title: { en: trouble }, summary: { en: trouble } })
  const document = jsonFeed(updates([event], aSetting('en')))
  expect(document).not.toMatch(/\\u/)
  expect(document.isWellFormed()).toBe(true)
  expect(JSON.parse(document).items).toEqual([expect.objectContaining({ title: 'ab', summary: 'ab' })])
})
