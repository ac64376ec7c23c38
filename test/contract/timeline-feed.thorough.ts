/** The timeline's feed over its pages (RFC 5005 §3): a mirror that follows them has every event once, and each relation leads where it says. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import { eventIdentity, type Scope } from '../../lambdas/feeds/identity.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { FEED_FORMATS, type FeedFormat, type ReadFeed, readFeed } from '../support/feed-documents.ts'
import { TRIED_FILTERS } from '../support/filters.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { sample } from '../support/thorough.ts'
import { allPages } from '../support/timeline-store.ts'

const PAGE = 100

/** A mirror of everything takes many pages. */
jest.setTimeout(60_000)

let host: TestHost
/** The latest first. */
let events: StoredEvent[]
let scope: Scope
beforeAll(async () => {
  host = await startTestHost()
  const reader = eventReader(host.store)
  const pages = await allPages(page => reader.list({ facets: {} }, { ...page, order: 'desc' }), 100)
  events = pages.flat()
  scope = { language: 'en', timeline: (await reader.metadata())!.timeline }
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const addressOf = (format: FeedFormat, query = '') => `/feeds/timeline.${format}${query && `?${query}`}`

async function read(format: FeedFormat, target: string): Promise<ReadFeed> {
  const { status, text } = await host.get(target.replace(host.url, ''))
  expect([target, status]).toEqual([target, 200])
  return readFeed(format, text)
}

/** The pages that `next` leads to, from the first on. */
async function follow(format: FeedFormat, target: string): Promise<ReadFeed[]> {
  const pages: ReadFeed[] = []
  for (let at: string | undefined = target; at !== undefined; at = pages.at(-1)!.links.next)
    pages.push(await read(format, at))
  return pages
}

const identities = (...pages: ReadFeed[]) => pages.flatMap(({ items }) => items.map(({ identity }) => identity))
const expected = (matches: (event: StoredEvent) => boolean = () => true) =>
  events.filter(matches).map(({ id }) => eventIdentity(scope, id))

/** On the page to subscribe to: what was added last, and of the same time the latest in history. */
const expectedLately = (matches: (event: StoredEvent) => boolean = () => true) =>
  events
    .filter(matches)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0))
    .map(({ id }) => eventIdentity(scope, id))
    .slice(0, PAGE)

describe.each(FEED_FORMATS)('as %s', format => {
  test('has the events added last, and then all events once, the latest first, over pages of a hundred', async () => {
    const [first, ...archive] = await follow(format, addressOf(format))
    expect(archive.map(({ items }) => items.length)).toEqual([PAGE, events.length - PAGE])
    expect(identities(...archive)).toEqual(expected())
    expect(identities(first!)).toEqual(expectedLately())
  })

  test.each(TRIED_FILTERS)('has exactly the events of ?%s', async (query, matches) => {
    const [first, ...archive] = await follow(format, addressOf(format, query))
    expect(identities(first!)).toEqual(expectedLately(matches))
    expect(identities(...archive)).toEqual(expected(matches).length > PAGE ? expected(matches) : [])
  })

  test('has no event of an unknown value', async () => {
    const { status, json } = await host.get(addressOf(format, 'category=law&tag=no-such-tag'))
    const allowed = expect.stringMatching(/^one of \d+; the closest are /)
    expect([status, json()]).toMatchObject([404, { parameter: 'tag', allowed }])
  })

  test('states the address of each page, with its language', async () => {
    for (const { links } of await follow(format, addressOf(format, 'lang=ko&category=law&category=policy'))) {
      expect(links.self).toMatch(`${host.url}/feeds/timeline.${format}?lang=ko&category=law&category=policy`)
      expect((await read(format, links.self!)).links.self).toBe(links.self)
    }
  })
})

describe.each(sample(2, ['rss', 'atom'] as const))('the relations as %s', format => {
  const LISTS = [
    'minSignificance=3',
    '',
    'category=law&category=policy&category=institution&category=arrival&category=diplomacy',
  ]
  test.each(sample(3, LISTS))('lead through all pages of ?%s', async query => {
    const pages = await follow(format, addressOf(format, query))
    const first = pages[0]!
    for (const [index, page] of pages.entries()) {
      const { self, first: start, current, previous, next, last } = page.links
      expect([start, current]).toEqual([first.links.self, first.links.self])
      expect(identities(await read(format, self!))).toEqual(identities(page))
      expect(next).toBe(pages[index + 1]?.links.self)
      expect(previous === undefined).toBe(index === 0)
      // The pages are aligned, for they were turned from the first on.
      if (previous !== undefined) expect(await read(format, previous)).toEqual(pages[index - 1])
      const end = await read(format, last!)
      expect(identities(end).at(-1)).toBe(identities(...pages).at(-1))
      expect(end.links).not.toHaveProperty('next')
    }
  })

  test('lead from the last page back to the first, without a gap', async () => {
    const all = expected()
    const { links } = await read(format, addressOf(format))
    const end = await read(format, links.last!)
    expect(identities(end)).toEqual(all.slice(-PAGE))
    const before = await read(format, end.links.previous!)
    expect(before.links.self).toBe(links.next)
    expect(before.links.previous).toBe(links.self)
    expect(new Set([...identities(before), ...identities(end)])).toEqual(new Set(all))
  })

  test('of a single page lead to itself', async () => {
    const { links } = await read(format, addressOf(format, 'minSignificance=5'))
    const { self, first, current, last, ...others } = links
    expect([first, current, last]).toEqual([self, self, self])
    expect(Object.keys(others).filter(rel => rel !== 'alternate')).toEqual([])
  })
})

describe('a cursor', () => {
  const cursorOf = async (target: string) =>
    new URL((await read('rss', target)).links.next!).searchParams.get('cursor')!
  const answerTo = (target: string, cursor: string) =>
    host.get(`${target}${target.includes('?') ? '&' : '?'}cursor=${cursor}`)

  test.each([
    '/feeds/timeline.rss?category=law',
    '/feeds/timeline.rss?minSignificance=2',
    '/feeds/timeline.rss?tag=amendment',
    '/feeds/timeline.atom',
    '/feeds/timeline.json',
    '/v1/events?order=desc',
  ])('of the whole feed is refused for %s', async foreign => {
    const { status, json } = await answerTo(foreign, await cursorOf('/feeds/timeline.rss'))
    expect([status, json()]).toMatchObject([400, { type: 'urn:annals:problem:invalid-cursor', parameter: 'cursor' }])
  })

  test('that was changed is refused', async () => {
    const cursor = await cursorOf('/feeds/timeline.rss')
    expect((await answerTo('/feeds/timeline.rss', cursor)).status).toBe(200)
    const other = (character: string) => (character === 'A' ? 'B' : 'A')
    for (const [position, character] of sample(7, [...[...cursor].entries()])) {
      const bent = cursor.slice(0, position) + other(character) + cursor.slice(position + 1)
      expect([position, (await answerTo('/feeds/timeline.rss', bent)).status]).toEqual([position, 400])
    }
  })

  test('continues in another language', async () => {
    const page = await answerTo('/feeds/timeline.rss?lang=ko', await cursorOf('/feeds/timeline.rss'))
    const korean = events.map(({ id }) => eventIdentity({ ...scope, language: 'ko' }, id))
    expect(identities(readFeed('rss', page.text))).toEqual(korean.slice(0, PAGE))
  })
})

describe('the identity', () => {
  const feedIdentity = async (name: string, query: string) => {
    const { identity } = await read('atom', `/feeds/${name}.atom?${query}`)
    expect(identity).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    return identity
  }

  test('of a feed differs by feed, language and filter', async () => {
    const names = ['anniversaries', 'updates', 'timeline']
    const queries = [
      '',
      'category=law',
      'category=policy',
      'category=law&category=policy',
      'tag=amendment',
      'minSignificance=3',
    ]
    const addresses = names.flatMap(name =>
      ['en', 'ko'].flatMap(lang => sample(2, queries).map(query => [name, `lang=${lang}&${query}`] as const)),
    )
    const found = await Promise.all(addresses.map(([name, query]) => feedIdentity(name, query)))
    expect(new Set(found).size).toBe(addresses.length)
  })

  test.each([
    ['', 'lang=en'],
    ['', 'minSignificance=1'],
    ['category=law&category=policy', 'category=policy&category=law&category=law'],
    ['category=law&tag=amendment&minSignificance=2', 'minSignificance=2&tag=amendment&category=law&lang=en'],
  ])('of a feed is the same for "%s" and "%s"', async (one, other) => {
    expect(await feedIdentity('timeline', one)).toBe(await feedIdentity('timeline', other))
  })

  test('of a feed is the same on every page', async () => {
    const [first, second] = await follow('atom', addressOf('atom', 'minSignificance=2'))
    expect(second?.identity).toBe(first?.identity)
  })

  test.each(FEED_FORMATS)('of an item is the same under every filter, as %s', async format => {
    const own = new Set(expected())
    for (const query of ['category=human-rights&minSignificance=4', 'tag=amendment']) {
      const found = identities(await read(format, addressOf(format, query)))
      expect(found.length).toBeGreaterThan(0)
      expect(found.filter(identity => !own.has(identity))).toEqual([])
    }
  })
})
