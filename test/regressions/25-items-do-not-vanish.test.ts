/**
 * Complaint: of feeds with the same guids only one has articles, because a reader knows an item by its guid alone.
 * https://github.com/newsboat/newsboat/issues/210 · https://github.com/newsboat/newsboat/issues/898
 * A reader of two narrowed feeds wants the reverse: https://github.com/Ranchero-Software/NetNewsWire/issues/3632
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { FEED_FORMATS, readFeed } from '../support/feed-documents.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { elementsOf, parseXml } from '../support/xml-tree.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** How many articles newsboat keeps of each feed: a later feed with the same guid takes the article over. */
async function kept(format: (typeof FEED_FORMATS)[number], urls: readonly string[]): Promise<number[]> {
  const feedOf = new Map<string, number>()
  for (const [index, url] of urls.entries())
    for (const { identity } of readFeed(format, (await host.get(url)).text).items) feedOf.set(identity, index)
  return urls.map((_, index) => [...feedOf.values()].filter(feed => feed === index).length)
}

const ALL = ['anniversaries', 'updates', 'timeline'].flatMap(name => ['en', 'ko'].map(lang => [name, lang] as const))

test.each(FEED_FORMATS)('a reader of all feeds in both languages keeps every article, as %s', async format => {
  const urls = ALL.map(([name, lang]) => `/feeds/${name}.${format}?lang=${lang}`)
  const sizes = await Promise.all(urls.map(async url => readFeed(format, (await host.get(url)).text).items.length))
  expect(Math.min(...sizes)).toBeGreaterThan(0)
  expect(await kept(format, urls)).toEqual(sizes)
})

test('every feed of the OPML list keeps articles', async () => {
  const outlines = elementsOf(parseXml((await host.get('/feeds.opml')).text), 'outline')
  const urls = outlines.flatMap(({ attributes }) => attributes.xmlUrl?.replace(host.url, '') ?? [])
  expect(urls).toHaveLength(6)
  expect(Math.min(...(await kept('rss', urls)))).toBeGreaterThan(0)
})

test('a reader of two narrowed feeds sees an event of both once', async () => {
  const [law, amendment] = await Promise.all(
    ['category=law', 'tag=amendment'].map(async query =>
      readFeed('rss', (await host.get(`/feeds/timeline.rss?${query}`)).text).items.map(({ identity }) => identity),
    ),
  )
  expect(amendment!.filter(identity => law!.includes(identity)).length).toBeGreaterThan(0)
})
