/** What is written is what feed readers read: every field of every feed of the whole chronology, by parsers that know nothing of Annals. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseFeed } from '@rowanmanning/feed-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import { dateInWords, phrasesOf } from '../../../lambdas/domain/language.ts'
import type { Text } from '../../../lambdas/domain/text.ts'
import { atom } from '../../../lambdas/feeds/atom.ts'
import type { Feed, FeedItem } from '../../../lambdas/feeds/feed.ts'
import { jsonFeed } from '../../../lambdas/feeds/json-feed.ts'
import { rss } from '../../../lambdas/feeds/rss.ts'
import { chronology, chronologyFeeds } from '../../support/syndication.ts'
import { type Element, elementsOf, parseXml, textOf, textsOf } from '../../support/xml-tree.ts'

let feeds: Awaited<ReturnType<typeof chronologyFeeds>>
let events: StoredEvent[]

beforeAll(async () => {
  feeds = await chronologyFeeds()
  events = (await chronology()).events
})

const rfc822 = (instant: string) => new Date(instant).toUTCString()
/** Plain text as a reader that takes it for HTML shows it. */
const shown = (html: string) => parseXml(`<div>${html}</div>`).text
const inLanguage = (text: string | Text, language: string) => (typeof text === 'string' ? text : text[language])
const namesOf = ({ categories }: FeedItem) => categories.map(({ name }) => name)

describe('the chronology', () => {
  test('is worth reading back: every feed, both languages, every event', () => {
    expect(feeds.map(({ name, language }) => `${name} ${language}`)).toEqual([
      'anniversaries en',
      'updates en',
      'timeline en',
      'anniversaries ko',
      'updates ko',
      'timeline ko',
    ])
    expect(events.length).toBeGreaterThan(100)
    for (const { name, feed } of feeds)
      if (name === 'anniversaries') expect(feed.items.length).toBeGreaterThan(100)
      else expect(feed.items).toHaveLength(events.length)
  })

  test('is read back from RSS by feedsmith', () => {
    for (const { feed } of feeds) {
      const read = parseRssFeed(rss(feed))
      expect(read).toMatchObject({
        title: feed.title,
        link: feed.homeUrl,
        description: feed.description,
        language: feed.language,
        lastBuildDate: rfc822(feed.updated),
        dc: { creators: [feed.author] },
        atom: { links: [{ rel: 'self', type: 'application/rss+xml', href: feed.selfUrl }] },
      })
      expect(
        read.items?.map(({ content, atom, guid, categories, description, ...item }) => ({
          ...item,
          summary: shown(description!),
          guid,
          categories: categories?.map(category => category.name),
          content: content?.encoded,
          updated: atom?.updated,
        })),
      ).toEqual(
        feed.items.map(item => ({
          title: item.title,
          link: item.url,
          summary: item.summary,
          guid: { value: item.identity, isPermaLink: false },
          pubDate: rfc822(item.published),
          categories: namesOf(item),
          content: item.content.text,
          updated: item.updated,
        })),
      )
    }
  })

  test('is read back from RSS by rss-parser', async () => {
    for (const { feed } of feeds) {
      const read = await new RssParser().parseString(rss(feed))
      expect(read).toMatchObject({
        title: feed.title,
        link: feed.homeUrl,
        description: feed.description,
        language: feed.language,
        feedUrl: feed.selfUrl,
        creator: feed.author,
      })
      expect(
        read.items.map(item => ({
          title: item.title,
          link: item.link,
          guid: item.guid,
          published: item.isoDate,
          categories: item.categories,
          summary: shown(item.content!),
          content: item['content:encoded'],
        })),
      ).toEqual(
        feed.items.map(item => ({
          title: item.title,
          link: item.url,
          guid: item.identity,
          published: new Date(item.published).toISOString(),
          categories: namesOf(item),
          summary: item.summary,
          content: item.content.text,
        })),
      )
    }
  })

  test('is read back from Atom by feedsmith', () => {
    for (const { feed } of feeds)
      expect(parseAtomFeed(atom(feed))).toEqual({
        id: feed.identity,
        title: { value: feed.title },
        subtitle: { value: feed.description },
        updated: feed.updated,
        authors: [{ name: feed.author, uri: feed.homeUrl }],
        icon: feed.icons!.large,
        generator: { text: 'Annals' },
        links: [
          { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl },
          { rel: 'alternate', href: feed.homeUrl },
        ],
        xml: { lang: feed.language },
        entries: feed.items.map(item => ({
          id: item.identity,
          title: { value: item.title },
          links: [{ rel: 'alternate', href: item.url }],
          published: item.published,
          updated: item.updated,
          categories: item.categories.map(({ id, name }) => ({ term: id, label: name })),
          summary: { value: item.summary },
          content: { type: 'html', value: item.content.text },
        })),
      })
  })

  test('is read back from Atom by rss-parser', async () => {
    for (const { feed } of feeds) {
      const { items, ...head } = await new RssParser().parseString(atom(feed))
      expect(head).toEqual({
        title: feed.title,
        link: feed.homeUrl,
        feedUrl: feed.selfUrl,
        lastBuildDate: feed.updated,
      })
      expect(
        items.map(({ title, link, id, isoDate, summary, content }) => [title, link, id, isoDate, summary, content]),
      ).toEqual(
        feed.items.map(({ title, url, identity, published, summary, content }) => [
          title,
          url,
          identity,
          new Date(published).toISOString(),
          summary,
          content.text,
        ]),
      )
    }
  })

  test.each([
    ['Atom', atom],
    ['RSS', rss],
  ])('is read back from %s by feed-parser', (format, serialize) => {
    // It decodes the references of HTML in HTML, too; and RSS has no place for the id of a category.
    const lenient = (html: string) =>
      html
        .replaceAll('&amp;', '&')
        .replace(/&#x([0-9A-F]+);/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    for (const { feed } of feeds) {
      const authors = [{ name: feed.author, email: null, url: format === 'Atom' ? feed.homeUrl : null }]
      expect(parseFeed(serialize(feed)).toJSON()).toMatchObject({
        language: feed.language,
        title: feed.title,
        description: feed.description,
        url: feed.homeUrl,
        self: feed.selfUrl,
        updated: new Date(feed.updated).toISOString(),
        authors,
        items: feed.items.map(item => ({
          id: item.identity,
          title: item.title,
          description: item.summary,
          url: item.url,
          published: new Date(item.published).toISOString(),
          // Of RSS it reads one date for both.
          updated: new Date(format === 'Atom' ? item.updated : item.published).toISOString(),
          content: lenient(item.content.text),
          authors,
          categories: item.categories.map(({ id, name }) => ({ label: name, term: format === 'Atom' ? id : name })),
        })),
      })
    }
  })

  test.each([
    ['Atom', atom],
    ['RSS', rss],
  ])('is read back from %s with an ampersand in the address of the feed and its next page', async (_, serialize) => {
    const selfUrl = 'https://annals.example/feeds/updates?lang=en&category=law'
    const next = `${selfUrl}&cursor=1`
    const { feed } = feeds[0]!
    const text = serialize({ ...feed, selfUrl, links: [{ rel: 'next', href: next }] })
    expect(parseFeed(text).self).toBe(selfUrl)
    expect((await new RssParser().parseString(text)).feedUrl).toBe(selfUrl)
    const links = serialize === rss ? parseRssFeed(text).atom?.links : parseAtomFeed(text).links
    expect(links).toEqual(
      expect.arrayContaining([expect.objectContaining({ rel: 'self', href: selfUrl }), { rel: 'next', href: next }]),
    )
  })

  test('is read back from JSON Feed by feedsmith', () => {
    for (const { feed } of feeds)
      expect(parseJsonFeed(jsonFeed(feed))).toEqual({
        title: feed.title,
        user_comment: feed.help,
        icon: feed.icons!.large,
        favicon: feed.icons!.small,
        home_page_url: feed.homeUrl,
        feed_url: feed.selfUrl,
        description: feed.description,
        authors: [{ name: feed.author, url: feed.homeUrl }],
        language: feed.language,
        items: feed.items.map(item => ({
          id: item.identity,
          url: item.url,
          title: item.title,
          summary: item.summary,
          content_html: item.content.text,
          date_published: item.published,
          date_modified: item.updated,
          tags: namesOf(item),
          language: feed.language,
        })),
      })
  })
})

/** Each item of the feed with its event, by the address of the item. */
const withEvents = (feed: Feed): { item: FeedItem; event: StoredEvent }[] =>
  feed.items.map(item => {
    const id = new URL(item.url).pathname.split('/').at(-1)
    return { item, event: events.find(event => event.id === id)! }
  })

/** The items as readers of each format see them. */
function seen(feed: Feed): { title: string; summary: string; content: Element }[][] {
  const inRss = elementsOf(parseXml(rss(feed)), 'item').map(item => ({
    title: textOf(item, 'title'),
    summary: shown(textOf(item, 'description')),
    content: parseXml(`<div>${textOf(item, 'content:encoded')}</div>`),
  }))
  const inAtom = elementsOf(parseXml(atom(feed)), 'entry').map(entry => ({
    title: textOf(entry, 'title'),
    summary: textOf(entry, 'summary'),
    content: parseXml(`<div>${textOf(entry, 'content')}</div>`),
  }))
  const inJson = (JSON.parse(jsonFeed(feed)).items as Record<string, string>[]).map(item => ({
    title: item.title!,
    summary: item.summary!,
    content: parseXml(`<div>${item.content_html}</div>`),
  }))
  return [inRss, inAtom, inJson]
}

describe('every event of the chronology', () => {
  let shown: Map<(typeof feeds)[number]['feed'], ReturnType<typeof seen>>
  beforeAll(() => {
    shown = new Map(feeds.map(({ feed }) => [feed, seen(feed)]))
  })

  test('shows its sources as links, its date in words and its figures, in every format', () => {
    for (const { feed, language } of feeds)
      for (const items of shown.get(feed)!)
        for (const [index, { event }] of withEvents(feed).entries()) {
          const { content } = items[index]!
          const links = elementsOf(content, 'a').map(link => ({ url: link.attributes.href, title: link.text }))
          expect(links).toEqual(event.sources.map(({ url, title }) => ({ url, title: inLanguage(title, language) })))
          const values = textsOf(content, 'dd')
          expect(values).toContain(dateInWords(parseHistoricalDate(event.date), language))
          for (const { value, unit } of event.figures)
            expect(values).toContainEqual(
              expect.stringMatching(`${value.toLocaleString(language)} ?${unit.name[language]}`),
            )
          expect(content.text).toContain(event.summary![language])
          if (event.note) expect(values).toContain(event.note[language])
        }
  })

  test('shows its status and who says so unless it is confirmed, in title, summary and content of every format', () => {
    const unconfirmed = events.filter(event => event.status !== 'confirmed')
    expect(unconfirmed.length).toBeGreaterThan(10)
    for (const { name, feed, language } of feeds) {
      const found = withEvents(feed)
      if (name === 'updates')
        expect(found.filter(({ event }) => event.status !== 'confirmed')).toHaveLength(unconfirmed.length)
      for (const items of shown.get(feed)!)
        for (const [index, { event }] of found.entries()) {
          const { title, summary, content } = items[index]!
          const status = phrasesOf(language).status[event.status]
          if (event.status === 'confirmed') {
            expect(title).not.toMatch(/\[/)
            expect(summary).toBe(event.summary![language])
          } else {
            expect(title).toContain(`[${status}] ${event.title[language]}`)
            expect(summary.startsWith(`${status}. `)).toBe(true)
            expect(summary).toContain(event.attribution![language])
            const [statement] = textsOf(content, 'strong')
            expect(statement).toContain(status)
            expect(statement).toContain(event.attribution![language])
            expect(content.text.indexOf(statement!)).toBeLessThan(content.text.indexOf(event.summary![language]!))
          }
        }
    }
  })

  test('says in JSON Feed, for programs, how far it is established, by whom and by which sources', () => {
    for (const { feed, language } of feeds) {
      const items = JSON.parse(jsonFeed(feed)).items as { _annals: unknown }[]
      expect(items.map(item => item._annals)).toEqual(
        withEvents(feed).map(({ event }) => ({
          status: event.status,
          attribution: event.attribution?.[language] ?? null,
          categories: [event.category, ...event.tags].map(({ id, name }) => ({ id, name: name[language] })),
          sources: event.sources.map(({ title, language: own, published, supports, ...source }) => ({
            ...source,
            reference: null,
            title: inLanguage(title, language),
            language: own ?? null,
            published: published ?? null,
            supports: inLanguage(supports!, language),
          })),
          untranslated: [],
        })),
      )
    }
  })
})
