/** Timelines in other languages than the chronology: what pages and feeds say, and at which addresses they are. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { phrasesOf } from '../../lambdas/domain/language.ts'
import { formats } from '../../lambdas/domain/phrases/formats.ts'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { parseHtml } from '../support/html-tree.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { type Element, elementsOf } from '../support/xml-tree.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')

/** Attributes that people read or hear. */
const SPOKEN = ['aria-label', 'placeholder', 'title', 'alt', 'content', 'data-copied', 'data-count']

/** Words of a page in its own language: not of elements in another, nor of scripts. */
function wordsOf({ name, attributes, text, children }: Element, language: string): string {
  if (name === 'script' || name === 'style' || name === 'code') return ''
  if (attributes.lang !== undefined && attributes.lang !== language) return ''
  const said =
    name === 'meta' && !/description|title|site_name/.test(attributes.name ?? attributes.property ?? '') ? [] : SPOKEN
  const own = children.reduce((rest, child) => rest.replace(child.text, ' '), text)
  return [own, ...said.map(each => attributes[each] ?? ''), ...children.map(child => wordsOf(child, language))].join(
    ' ',
  )
}

/** The strings of `value`, but not those for programs. */
const stringsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Object.entries(value ?? {}).flatMap(([key, each]) =>
        ['_annals', 'language'].includes(key) ? [] : stringsOf(each),
      )

/** Words of a feed or calendar, without its elements, properties and addresses. */
function wordsOfFeed(body: string, type: string): string {
  const text = type.includes('json')
    ? stringsOf(JSON.parse(body)).join(' ')
    : type.includes('calendar')
      ? body
          .replace(/\r\n /g, '')
          .replace(/^(?!SUMMARY|DESCRIPTION|CATEGORIES|NAME|X-WR-CAL(NAME|DESC)).*$/gm, '')
          .replace(/^[A-Z-]+[^:\n]*:/gm, ' ')
          .replaceAll('\\n', ' ')
      : body.replace(/<(generator|id|language|pubDate|lastBuildDate)\b[^>]*>[^<]*/g, ' ')
  return text.replace(/<[^>]*>/g, ' ').replace(/\S+:\/\/\S+|urn:\S+/g, ' ')
}

const latinWords = (text: string): string[] =>
  text.match(/\p{Script=Latin}{2,}/gu)?.map(word => word.toLowerCase()) ?? []

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [value(...Array.from({ length: value.length }, () => 2))]
  return Object.values(value as object).flatMap(textsOf)
}

const interfaceWords = (language: string): Set<string> => {
  const formatNames = ['locale', ...Object.keys(formats(language))]
  const phrases = Object.fromEntries(
    Object.entries(phrasesOf(language)).filter(([name]) => !formatNames.includes(name)),
  )
  return new Set(textsOf(phrases).flatMap(latinWords))
}

/** Names, a French word of the data, and places for numbers. */
const NAMES = [
  ...['feedly', 'netnewswire', 'thunderbird', 'google', 'apple', 'outlook'],
  'opening',
  'an',
  'shown',
  'total',
  'museum',
  'rss',
  'atom',
  'opml',
  'csv',
  'html',
  'svg',
  'json',
  'api',
  'annals',
  'openapi',
  'mit',
  'icalendar',
  'feed',
]
const englishOnly = [...interfaceWords('en')].filter(word => !interfaceWords('fr').has(word) && !NAMES.includes(word))

const examples = (values: Record<string, string>): string[] =>
  ENDPOINTS.filter(
    ({ representation, path }) => representation === 'html' && !/^\/(\{language\}|docs|embed)/.test(path),
  ).map(({ path }) =>
    path.replace(/\{(\w+)\}/g, (_, name) => {
      if (values[name] === undefined) throw new Error(`There is no example of {${name}}`)
      return values[name]
    }),
  )

const FEEDS = ENDPOINTS.filter(({ feed }) => feed !== undefined).map(({ path }) => path)

async function documentsOf(host: TestHost, language: string, values: Record<string, string>) {
  const pages = [...examples(values), `/search?q=${encodeURIComponent(values.q!)}`, '/0', '/timeline?from=9999']
  const found = [...pages, ...FEEDS.map(path => `${path}?lang=${language}`)].map(async address => {
    const { text, headers } = await host.get(address)
    const type = headers['content-type'] ?? ''
    const words = type.startsWith('text/html') ? wordsOf(parseHtml(text), language) : wordsOfFeed(text, type)
    return { address, words }
  })
  const documents = await Promise.all(found)
  expect(documents.filter(({ words }) => words.trim() === '')).toEqual([])
  return documents
}

describe('a timeline in French and English', () => {
  let host: TestHost
  beforeAll(async () => {
    host = await startTestHost({ today: '2026-05-03', dataFolder: join(FIXTURES, 'french-and-english') })
  }, STARTING_MILLISECONDS)
  afterAll(() => host.stop())

  test('has no English word on a French page or in a French feed, but names', async () => {
    expect(englishOnly.length).toBeGreaterThan(200)
    const documents = await documentsOf(host, 'fr', {
      year: '1931',
      monthDay: '05-03',
      id: 'ouverture',
      tag: 'incendie',
      actor: 'lefort',
      place: 'valmont',
      category: 'moulin',
      q: 'moulin',
    })
    const english = documents.flatMap(({ address, words }) =>
      latinWords(words)
        .filter(word => englishOnly.includes(word))
        .map(word => `${address}: ${word}`),
    )
    expect(english).toEqual([])
  })

  test('says in English that a text is French, on the page, as data and for machines', async () => {
    const page = parseHtml((await host.get('/en/events/incendie-du-moulin')).text)
    const heading = elementsOf(page, 'h1')[0]!
    expect([heading.text, heading.children[0]!.attributes.lang]).toEqual(['Incendie du moulin', 'fr'])
    expect((await host.get('/v1/events/incendie-du-moulin?lang=en')).json()).toMatchObject({
      languages: { title: 'fr', summary: 'fr', attribution: 'fr', note: 'fr', 'sources.0.supports': 'fr' },
    })
    const [node] = JSON.parse(elementsOf(page, 'script').at(-1)!.text)['@graph']
    expect(node.name).toEqual({ '@value': expect.stringContaining('Incendie du moulin'), '@language': 'fr' })
  })

  test.each([
    ['/?lang=en', '/en'],
    ['/events/ouverture?lang=en-GB', '/en/events/ouverture'],
    ['/EN/about', '/en/about'],
    ['/en-US/search?q=mill', '/en/search?q=mill'],
    ['/fr/years/1931', '/years/1931'],
    ['/en?lang=fr', '/'],
  ])('%s leads to %s', async (target, location) => {
    const answer = await host.get(target)
    expect([answer.status, answer.headers.location]).toEqual([308, location])
    expect((await host.get(location)).status).toBe(200)
  })

  test('states its publisher on pages, in feeds, as data and in the API description', async () => {
    const page = parseHtml((await host.get('/about')).text)
    const links = elementsOf(page, 'a').map(({ attributes, text }) => [attributes.href, text])
    expect(links).toEqual(
      expect.arrayContaining([
        ['https://moulin.example/', 'Amis du moulin'],
        ['mailto:corrections@moulin.example', 'corrections@moulin.example'],
        ['https://opendatacommons.org/licenses/odbl/1-0/', 'ODbL 1.0'],
      ]),
    )
    const theme = elementsOf(page, 'link').find(({ attributes }) => attributes.href?.endsWith('/accent.css'))!
    expect((await host.get(theme.attributes.href!)).text).toContain(':root{--accent:#0b6e4f}')
    const home = parseHtml((await host.get('/')).text)
    expect(JSON.parse(elementsOf(home, 'script').at(-1)!.text)['@graph'][0]).toMatchObject({
      publisher: { name: 'Amis du moulin', url: 'https://moulin.example/' },
      license: 'https://opendatacommons.org/licenses/odbl/1-0/',
    })
    const { text: atom } = await host.get('/feeds/timeline.atom?lang=fr')
    expect(atom).toContain('<author><name>Amis du moulin</name><uri>https://moulin.example/</uri></author>')
    expect(atom).toContain('<link rel="license" href="https://opendatacommons.org/licenses/odbl/1-0/"/>')
    expect((await host.get('/v1/timeline?lang=en')).json()).toMatchObject({
      publisher: { name: 'Friends of the mill', url: 'https://moulin.example/' },
      contact: 'corrections@moulin.example',
      licence: { name: 'ODbL 1.0' },
    })
    expect((await host.get('/openapi.json')).json().info).toMatchObject({
      contact: { name: 'Amis du moulin', email: 'corrections@moulin.example' },
      license: { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
    })
  })

  test('ignores a language that the timeline does not have', async () => {
    expect((await host.get('/about?lang=xx')).status).toBe(200)
  })
})

describe('a timeline in Korean alone', () => {
  let host: TestHost
  beforeAll(async () => {
    host = await startTestHost({ today: '2026-05-03', dataFolder: join(FIXTURES, 'korean') })
  }, STARTING_MILLISECONDS)
  afterAll(() => host.stop())

  test('has no word in Latin letters but names', async () => {
    const documents = await documentsOf(host, 'ko', {
      year: '1931',
      monthDay: '05-03',
      id: 'opening',
      tag: 'fire',
      actor: '0',
      place: '0',
      category: 'mill',
      q: '방앗간',
    })
    const latin = documents.flatMap(({ address, words }) =>
      latinWords(words)
        .filter(word => !NAMES.includes(word))
        .map(word => `${address}: ${word}`),
    )
    expect(latin).toEqual([])
  })
})
