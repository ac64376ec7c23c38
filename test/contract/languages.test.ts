/** Timelines in other languages than the chronology: what pages and feeds say, and at which addresses they are. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseHtml } from '../support/html-tree.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { englishWords, latinWordsInKorean } from '../support/page-words.ts'
import { elementsOf } from '../support/xml-tree.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')

describe('a timeline in French and English', () => {
  let host: TestHost
  beforeAll(async () => {
    host = await startTestHost({ today: '2026-05-03', dataFolder: join(FIXTURES, 'french-and-english') })
  }, STARTING_MILLISECONDS)
  afterAll(() => host.stop())

  test('has no English word on a French page or in a French feed, but names', async () => {
    const english = await englishWords(host.get, {
      year: '1931',
      monthDay: '05-03',
      id: 'ouverture',
      tag: 'incendie',
      actor: 'lefort',
      place: 'valmont',
      category: 'moulin',
      q: 'moulin',
    })
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
    const latin = await latinWordsInKorean(host.get, {
      year: '1931',
      monthDay: '05-03',
      id: 'opening',
      tag: 'fire',
      actor: '0',
      place: '0',
      category: 'mill',
      q: '방앗간',
    })
    expect(latin).toEqual([])
  })
})
