/** RSS 2.0 as the W3C feed validation service (https://validator.w3.org/feed/docs/) wants it, on the whole chronology and on an empty feed. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Feed } from '../../../lambdas/feeds/feed.ts'
import { rss } from '../../../lambdas/feeds/rss.ts'
import { anEvent } from '../../support/events.ts'
import { aSetting, chronologyFeeds, linked, updates } from '../../support/syndication.ts'
import { type Element, elementsOf, parseXml, textOf, textsOf } from '../../support/xml-tree.ts'

const names = (element: Element): string[] => element.children.map(child => child.name)

const channelOf = (feed: Feed): Element => parseXml(rss(feed)).children[0]!

let feeds: Feed[]
let channels: Element[]
let items: Element[]

beforeAll(async () => {
  feeds = (await chronologyFeeds()).map(({ feed }) => feed)
  channels = feeds.map(channelOf)
  items = channels.flatMap(channel => elementsOf(channel, 'item'))
})

const RFC_822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/
const ABSOLUTE = /^https?:\/\/[!-~]+$/

describe('the channel', () => {
  test('is the one child of RSS 2.0, with its elements in a fixed order and the items last', () => {
    for (const feed of feeds) {
      const root = parseXml(rss(feed))
      expect([root.name, root.attributes.version, names(root)]).toEqual(['rss', '2.0', ['channel']])
      expect([...new Set(names(root.children[0]!))]).toEqual([
        'title',
        'link',
        'description',
        'language',
        'lastBuildDate',
        'dc:creator',
        'image',
        'docs',
        'atom:link',
        'item',
      ])
    }
  })

  test('has a title, a description, an absolute link and a language code', () => {
    for (const channel of channels) {
      expect(textOf(channel, 'title')).not.toBe('')
      expect(textOf(channel, 'description')).not.toBe('')
      expect(textOf(channel, 'link')).toMatch(ABSOLUTE)
    }
    expect(channels.map(channel => textOf(channel, 'language'))).toEqual(['en', 'en', 'en', 'ko', 'ko', 'ko'])
  })

  test('links to itself by its absolute address, with its media type', () => {
    expect(channels.flatMap(channel => elementsOf(channel, 'atom:link').map(link => link.attributes))).toEqual(
      feeds.map(({ selfUrl }) => ({ rel: 'self', type: 'application/rss+xml', href: selfUrl })),
    )
  })

  // Some readers take the first link for the feed's own, whatever it is.
  test('links to its other pages and to a hub, after itself', () => {
    const feed = linked(updates([], aSetting('en')))
    const links = elementsOf(channelOf(feed), 'atom:link').map(link => link.attributes)
    expect(links).toEqual([{ rel: 'self', type: 'application/rss+xml', href: feed.selfUrl }, ...feed.links])
  })

  test('names the timeline as its author, without an e-mail address that nobody reads', () => {
    const channel = channelOf(updates([], aSetting('ko')))
    expect(textOf(channel, 'dc:creator')).toBe('연표')
    expect(names(channel)).not.toContain('managingEditor')
  })

  test('is valid without an item', () => {
    const channel = channelOf(updates([], aSetting('en')))
    expect(names(channel)).toEqual([
      'title',
      'link',
      'description',
      'language',
      'lastBuildDate',
      'dc:creator',
      'image',
      'docs',
      'atom:link',
    ])
    expect(textOf(channel, 'lastBuildDate')).toMatch(RFC_822)
  })
})

describe('an item', () => {
  test('has all its elements once and in order, the description before the content', () => {
    expect(items.length).toBeGreaterThan(400)
    for (const item of items)
      expect(names(item).filter(name => name !== 'category')).toEqual([
        'title',
        'link',
        'guid',
        'pubDate',
        'description',
        'content:encoded',
        'atom:updated',
      ])
  })

  test('has a guid that is no address, and that no other item of the feed has', () => {
    for (const channel of channels) {
      const guids = elementsOf(channel, 'guid')
      expect(new Set(guids.map(guid => guid.text)).size).toBe(guids.length)
      for (const guid of guids) expect(guid.attributes).toEqual({ isPermaLink: 'false' })
    }
  })

  test('has dates of RFC 822 with the right day of the week, and of RFC 3339', () => {
    for (const date of [...items, ...channels].flatMap(each => [
      ...textsOf(each, 'pubDate'),
      ...textsOf(each, 'lastBuildDate'),
    ])) {
      expect(date).toMatch(RFC_822)
      expect(new Date(Date.parse(date)).toUTCString()).toBe(date)
    }
    for (const item of items) expect(textOf(item, 'atom:updated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  test('refers to nothing by a relative address, and holds no scripts or styles', () => {
    const allowed = ['p', 'strong', 'dl', 'dt', 'dd', 'ul', 'li', 'a href']
    const inside = (element: Element): Element[] => [element, ...element.children.flatMap(inside)]
    const elements = items.flatMap(item => {
      expect(textOf(item, 'link')).toMatch(ABSOLUTE)
      return parseXml(`<div>${textOf(item, 'content:encoded')}</div>`).children.flatMap(inside)
    })
    const shapes = new Set(elements.map(({ name, attributes }) => [name, ...Object.keys(attributes)].join(' ')))
    expect([...shapes].filter(shape => !allowed.includes(shape))).toEqual([])
    const addresses = elements.flatMap(({ attributes }) => attributes.href ?? [])
    expect(addresses.length).toBeGreaterThan(items.length)
    expect(addresses.filter(address => !ABSOLUTE.test(address))).toEqual([])
  })

  test('has no empty and no repeated category', () => {
    for (const item of items) {
      const categories = textsOf(item, 'category')
      expect(categories).not.toContain('')
      expect(new Set(categories).size).toBe(categories.length)
    }
  })

  test('has a title without markup', () => {
    for (const item of items) expect(textOf(item, 'title')).not.toMatch(/<[^>]+>|&\w+;/)
  })

  // https://validator.w3.org/feed/docs/warning/CharacterData.html
  test('has plain text in its title and HTML in its description, each escaped as readers expect', () => {
    const event = anEvent({ title: { en: 'Q&A <live>' }, summary: { en: 'Is 1 < 2 & 3 > 2?' } })
    const document = rss(updates([event], aSetting('en')))
    expect(document).toContain('<title>Q&#x26;A &#x3C;live&#x3E;</title>')
    const [item] = elementsOf(parseXml(document), 'item')
    expect(textOf(item!, 'title')).toBe('Q&A <live>')
    expect(textOf(item!, 'description')).toBe('Is 1 &#x3C; 2 &#x26; 3 &#x3E; 2?')
  })
})
