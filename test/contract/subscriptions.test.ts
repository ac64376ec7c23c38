/** What there is to subscribe to: the OPML list, the list in /v1/timeline and its Link headers; and everything that they name answers. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { FEED_ADDRESSES } from '../../lambdas/endpoints/feeds/addresses.ts'
import { REPRESENTATIONS } from '../../lambdas/http/representations.ts'
import { readFeed } from '../support/feed-documents.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { type Element, elementsOf, parseXml, textsOf } from '../support/xml-tree.ts'

jest.setTimeout(120_000)

const LANGUAGES = ['en', 'ko']

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const answerAt = (url: string) => {
  expect(url.startsWith(`${host.url}/feeds/`)).toBe(true)
  return host.get(url.slice(host.url.length))
}

describe('the OPML list', () => {
  let root: Element
  let groups: Element[]
  beforeAll(async () => {
    root = parseXml((await host.get('/feeds.opml')).text)
    groups = root.children.find(({ name }) => name === 'body')!.children
  })

  test('is OPML 2.0 with a title and the time of the last change', async () => {
    expect([root.name, root.attributes.version]).toEqual(['opml', '2.0'])
    const { updatedAt } = (await host.get('/v1/timeline')).json()
    expect(textsOf(root, 'dateModified')).toEqual([new Date(updatedAt).toUTCString()])
    expect(textsOf(root, 'title')).toEqual([(await host.get('/v1/timeline')).json().title])
  })

  test('names every outline, and states the language and address of each feed', () => {
    for (const { attributes } of elementsOf(root, 'outline')) {
      expect(attributes.text).toMatch(/\S/)
      expect(attributes.title).toBe(attributes.text)
    }
    for (const { attributes } of groups.flatMap(group => group.children)) {
      const { searchParams } = new URL(attributes.xmlUrl!)
      expect(attributes).toMatchObject({ type: 'rss', language: searchParams.get('lang') })
    }
  })

  test('has every feed in each language, or in the requested one', async () => {
    const inLanguage = (lang: string) =>
      ['anniversaries', 'updates', 'timeline'].map(name => `${host.url}/feeds/${name}.rss?lang=${lang}`)
    const found = groups.map(group => group.children.map(({ attributes }) => attributes.xmlUrl!))
    expect(found).toEqual(LANGUAGES.map(inLanguage))
    const korean = elementsOf(parseXml((await host.get('/feeds.opml?lang=ko')).text), 'outline')
    expect(korean.flatMap(({ attributes }) => attributes.xmlUrl ?? [])).toEqual(inLanguage('ko'))
  })

  test('leads to RSS, each under its listed title', async () => {
    for (const { attributes } of groups.flatMap(group => group.children)) {
      const { status, headers, text } = await answerAt(attributes.xmlUrl!)
      expect([attributes.xmlUrl, status]).toEqual([attributes.xmlUrl, 200])
      expect(headers).toMatchObject({
        'content-type': REPRESENTATIONS.rss.contentType,
        'content-language': attributes.language,
      })
      const { title, items } = readFeed('rss', text)
      expect(title).toBe(attributes.title)
      expect(items.length).toBeGreaterThan(0)
    }
  })
})

describe('/v1/timeline', () => {
  interface Alternate {
    url: string
    type: string
    language: string
  }

  /** Links of the form that RFC 8288 §3 gives them, with quoted values. */
  function linksOf(field: string): Alternate[] {
    const link = /<([^<>]*)>((?:\s*;\s*[\w-]+\s*=\s*"(?:[^"\\]|\\.)*")*)\s*(?:,|$)\s*/gy
    const links: Alternate[] = []
    let end = 0
    for (let found = link.exec(field); found; found = link.exec(field)) {
      end = link.lastIndex
      const values = Object.fromEntries([...found[2]!.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map(([, k, v]) => [k, v]))
      expect(Object.keys(values)).toEqual(['rel', 'type', 'hreflang'])
      expect(values.rel).toBe('alternate')
      links.push({ url: found[1]!, type: values.type!, language: values.hreflang! })
    }
    expect(end).toBe(field.length)
    return links
  }

  test.each(LANGUAGES)('lists every feed and calendar in each language, requested in %s', async lang => {
    const { feeds } = (await host.get(`/v1/timeline?lang=${lang}`)).json()
    const expected = LANGUAGES.flatMap(language =>
      FEED_ADDRESSES.map(({ path }) => [`${host.url}${path}?lang=${language}`, language]),
    )
    expect(feeds.map(({ url, language }: Alternate) => [url, language])).toEqual(expected)
    expect(feeds).toHaveLength(22)
  })

  test('links to the same feeds as alternates, and each exists', async () => {
    const { headers, json } = await host.get('/v1/timeline')
    const links = linksOf(String(headers.link))
    expect(links).toEqual(json().feeds.map(({ url, type, language }: Alternate) => ({ url, type, language })))
    for (const { url, type, language } of links) {
      const answer = await answerAt(url)
      expect([url, answer.status]).toEqual([url, 200])
      expect(answer.headers).toMatchObject({
        'content-type': `${type}; charset=utf-8`,
        'content-language': language,
      })
    }
  })

  test('gives each feed its own title', async () => {
    const { feeds } = (await host.get('/v1/timeline')).json()
    for (const { url, title } of feeds.filter(({ url }: Alternate) => url.includes('.rss')))
      expect(readFeed('rss', (await answerAt(url)).text).title).toBe(title)
  })
})
