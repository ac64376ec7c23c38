/** Pages as they are answered: in each language under its own address, kept like everything else, and with errors that people can read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import assets from '../../lambdas/pages/assets.json' with { type: 'json' }
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { addressOf, READS } from '../support/addresses.ts'
import { anEvent } from '../support/events.ts'
import fc from '../support/fast-check.ts'
import { hostileText } from '../support/hostile-text.ts'
import { parseHtml } from '../support/html-tree.ts'
import type { HttpAnswer } from '../support/http-client.ts'
import {
  ANEW,
  DATA_FOLDER,
  moveClock,
  STARTING_MILLISECONDS,
  startTestHost,
  type TestHost,
} from '../support/local-host.ts'
import { cases } from '../support/thorough.ts'
import { type Element, elementsOf, textsOf } from '../support/xml-tree.ts'

/** On the same day as many that a page does not hold them, in a year and with a tag that nothing else has. */
const MANY = 120
const MANY_YEAR = '1950'

/** Every header that an answer may have. */
const KNOWN_HEADERS = `
  access-control-allow-origin access-control-expose-headers x-content-type-options content-security-policy
  content-type content-language cache-control vary etag last-modified link referrer-policy
  content-encoding content-length date connection keep-alive transfer-encoding`
  .trim()
  .split(/\s+/)

let host: TestHost
const folder = mkdtempSync(join(tmpdir(), 'annals-pages-'))
beforeAll(async () => {
  addMany()
  host = await startTestHost({ dataFolder: folder })
  const writer = eventWriter(host.store)
  await writer.put(anEvent({ id: 'going' }), 0, '2026-07-01T00:00:00Z')
  await writer.delete('going', 1, '2026-07-02T00:00:00Z')
  await writer.put(anEvent({ id: 'lasting', date: '2030/..' }), 0, '2026-07-01T00:00:00Z')
  moveClock(600)
}, STARTING_MILLISECONDS)
afterAll(async () => {
  await host.stop()
  rmSync(folder, { recursive: true })
})

/** The data of this repository and so many events more. */
function addMany(): void {
  cpSync(DATA_FOLDER, folder, { recursive: true })
  const settings = join(folder, 'timeline.yaml')
  writeFileSync(
    settings,
    readFileSync(settings, 'utf8').replace('\ntags:\n', '\ntags:\n  many: { en: Many, ko: 많음 }\n'),
  )
  const { createdAt: _, updatedAt: __, revision: ___, ...event } = anEvent({ date: `${MANY_YEAR}-02-03` })
  const events = Array.from({ length: MANY }, (_, index) => ({
    ...event,
    id: `many-${String(index).padStart(3, '0')}`,
    category: 'law',
    tags: ['many'],
    actors: [],
    places: [],
    figures: [],
  }))
  // JSON is YAML.
  writeFileSync(join(folder, `events/${MANY_YEAR}.yaml`), JSON.stringify(events))
  const war = { ...events[0], id: 'war', date: '1951-06-25/1953-07-27' }
  writeFileSync(join(folder, 'events/1951.yaml'), JSON.stringify([war]))
}

const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

async function visit(target: string): Promise<HttpAnswer & { page: Element }> {
  const answer = await host.get(target, { headers: HTML })
  return { ...answer, page: parseHtml(answer.text) }
}

const linksOf = (page: Element, rel: string) =>
  elementsOf(page, 'link').filter(({ attributes }) => attributes.rel === rel)
const hrefsOf = (page: Element, rel: string) => linksOf(page, rel).map(({ attributes }) => attributes.href)
const titlesOf = (page: Element) => textsOf(elementsOf(page, 'ol')[0]!, 'h2')
/** Where the links of the main part lead, in their order. */
const ways = (page: Element) => elementsOf(elementsOf(page, 'main')[0]!, 'a').map(({ attributes }) => attributes.href!)

const pages = READS.filter(({ route }) => route.representation === 'html')
const inDefault = pages.filter(({ route }) => !route.path.startsWith('/{language}')).map(({ address }) => address)

test('every page is there in each language', () => {
  const prefixed = pages.filter(({ route }) => route.path.startsWith('/{language}')).map(({ address }) => address)
  expect(prefixed).toEqual(inDefault.map(address => (address === '/' ? '/ko' : `/ko${address}`)))
  expect(inDefault.length).toBeGreaterThan(8)
})

describe.each(inDefault)('%s', address => {
  const korean = address === '/' ? '/ko' : `/ko${address}`

  test.each([
    ['en', address],
    ['ko', korean],
  ])('is a document in %s at %s, and says where it is in the other', async (language, target) => {
    const { status, headers, page } = await visit(target)
    expect([status, headers['content-type'], headers['content-language']]).toEqual([
      200,
      'text/html; charset=utf-8',
      language,
    ])
    expect(page.attributes.lang).toBe(language)
    expect(textsOf(page, 'h1')).toHaveLength(1)
    expect(textsOf(page, 'title')[0]).toMatch(
      language === 'ko' ? /북한이탈주민과 한국/ : /North Korean defectors and South Korea/,
    )
    // Home and search are neither in the menu nor in the footer.
    const around = ['header', 'footer'].flatMap(part => elementsOf(page, part))
    const current = around.flatMap(part => elementsOf(part, 'a')).filter(each => 'aria-current' in each.attributes)
    expect(current.length > 0).toBe(address !== '/' && address !== '/search')
    if (address === '/search' || address.endsWith('/history')) return
    expect(hrefsOf(page, 'canonical')).toEqual([`${host.url}${target}`])
    const alternates = linksOf(page, 'alternate').flatMap(({ attributes }) =>
      attributes.hreflang ? [[attributes.hreflang, attributes.href]] : [],
    )
    expect(alternates).toEqual([
      ['en', `${host.url}${address}`],
      ['ko', `${host.url}${korean}`],
      ['x-default', `${host.url}${address}`],
    ])
  })

  test('loads scripts and styles of this host only, and has none inline', async () => {
    const { headers, text } = await visit(address)
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(text).not.toMatch(/<style|<script>| style="| on\w+="/)
  })

  test('has the caching headers of all other responses', async () => {
    const { headers } = await visit(korean)
    expect(headers['cache-control']).toMatch(/^public, max-age=60, s-maxage=(60|300), /)
    const again = await host.get(korean, { headers: { ...HTML, 'if-none-match': headers.etag! } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('ignores parameters that other sites add to links, and shows none of them', async () => {
    const { status, text } = await visit(`${address}?utm_source=elsewhere&fbclid=x`)
    expect(status).toBe(200)
    expect(text).not.toMatch(/elsewhere|fbclid/)
  })

  test('stays in its language', async () => {
    const { page } = await visit(korean)
    const within = elementsOf(page, 'a').filter(({ attributes }) => attributes.hreflang === undefined)
    const others = within.map(({ attributes }) => attributes.href!).filter(href => href.startsWith('/'))
    const elsewhere = others.filter(
      href => !/^\/ko(\/|$)|^\/(v1|feeds)\/|^\/(feeds\.opml|openapi\.json|health)/.test(href),
    )
    expect(elsewhere).toEqual([])
  })
})

describe('an error for people', () => {
  test.each([
    ['/no-such-page', 'en'],
    ['/ko/no-such-page', 'ko'],
    ['/fr', 'en'],
    ['/fr/years/2004', 'en'],
    ['/years/0000', 'en'],
    ['/on/02-30', 'en'],
    ['/events/no-such-event', 'en'],
    ['/events/Not-An-Id', 'en'],
    ['/ko/events/no-such-event', 'ko'],
    ['/tags/no-such-tag', 'en'],
    ['/ko/categories/no-such-category', 'ko'],
    ['/wp-login.php', 'en'],
    ['/%3Cscript%3Ealert(1)%3C%2Fscript%3E', 'en'],
  ])('%s is a page in %s that says that nothing is there', async (target, language) => {
    const { status, headers, page } = await visit(target)
    expect([status, headers['content-type'], headers['cache-control'], headers['content-language']]).toEqual([
      404,
      'text/html; charset=utf-8',
      'no-store',
      language,
    ])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(textsOf(page, 'h1')).toEqual([language === 'ko' ? '찾을 수 없습니다' : 'Not found'])
    expect(elementsOf(page, 'meta').map(({ attributes }) => attributes.content)).toContain('noindex')
    expect(hrefsOf(page, 'canonical')).toEqual([])
    expect(ways(page)).toContain(language === 'ko' ? '/ko' : '/')
  })

  test.each([
    ['/events/first-defectors-day', '/events/first-defectors-day-2024'],
    ['/ko/events/first-defectors-day', '/ko/events/first-defectors-day-2024'],
    ['/tags/amendmnt', '/tags/amendment'],
    ['/ko/categories/laws', '/ko/categories/law'],
    ['/no-such-page', '/search?q=no%20such%20page'],
  ])('%s leads to %s', async (target, suggestion) => {
    const { page } = await visit(target)
    expect(ways(page)).toContain(suggestion)
  })

  test('says that an event was deleted', async () => {
    const { status, page } = await visit('/events/going')
    expect([status, textsOf(page, 'h1')]).toEqual([410, ['No longer here']])
  })

  test('is in the language of the frame', async () => {
    const { page } = await visit('/embed/events/no-such-event?lang=ko')
    expect(textsOf(page, 'h1')).toEqual(['찾을 수 없습니다'])
  })

  test('names the parameter in words of its own', async () => {
    const { status, page } = await visit('/ko/tags/amendment?cursor=%3Cb%3E')
    expect([status, textsOf(page, 'h1')]).toEqual([400, ['처리할 수 없습니다']])
    expect(elementsOf(page, 'b')).toEqual([])
  })

  test('lists the methods', async () => {
    const answer = await host.get('/about', { method: 'POST', headers: HTML })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  })

  test.each([
    ['/v1/no-such-path', HTML],
    ['/v1', HTML],
    ['/feeds/timeline.pdf', HTML],
    ['/v1/events/no-such-event', HTML],
    ['/no-such-page', { accept: 'application/json' }],
    ['/no-such-page', { accept: 'application/problem+json, text/html;q=0.5' }],
  ])('does not appear at %s for %p', async (target, headers) => {
    const answer = await host.get(target, { headers })
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
    expect(answer.json()).toMatchObject({ type: 'urn:annals:problem:not-found', status: 404 })
  })
})

describe('an event', () => {
  test('is at the address that the API and the feeds give it', async () => {
    const { url } = (await host.get('/v1/events/first-defectors-day-2024?lang=ko')).json()
    expect(url).toBe(`${host.url}/ko/events/first-defectors-day-2024`)
    expect((await visit(url.slice(host.url.length))).status).toBe(200)
  })
})

describe('a list of more than one page', () => {
  const steps = (page: Element) =>
    elementsOf(page, 'nav')
      .filter(({ attributes }) => attributes.class === 'pager')
      .flatMap(nav => elementsOf(nav, 'a').map(({ text, attributes }) => ({ text, href: attributes.href! })))
  const laterOf = (page: Element) => steps(page).find(({ text }) => text.includes('→'))?.href
  const earlierOf = (page: Element) => steps(page).find(({ text }) => text.includes('←'))?.href
  const eventsOn = (page: Element) => ways(page).filter(href => href.includes('/events/many-'))

  test('a year without events says so, and leads to the years around it', async () => {
    const { status, page } = await visit('/years/1996')
    expect(status).toBe(200)
    expect(textsOf(page, 'p')).toContain('Nothing on record: 1996.')
    const steps = elementsOf(page, 'a').filter(({ attributes }) => attributes.rel)
    expect(steps.map(({ attributes }) => attributes.rel)).toEqual(['prev', 'next'])
    expect(steps[1]!.attributes.href).toBe('/years/1997')
  })

  test.each(['1951', '1952', '1953'])('/years/%s has the interval that touches it', async year => {
    const { status, page } = await visit(`/years/${year}`)
    expect(status).toBe(200)
    expect(ways(page)).toContain('/events/war')
    expect(elementsOf(page, 'p').find(({ attributes }) => attributes.class === 'meta')?.text).toBe('1 event')
  })

  test('an interval without a known end is on no page after the last year on record', async () => {
    const hasLasting = async (target: string) => ways((await visit(target)).page).includes('/events/lasting')
    expect([await hasLasting('/years/2030'), await hasLasting('/timeline?from=2029&to=2031')]).toEqual([true, true])
    expect([await hasLasting('/years/2031'), await hasLasting('/timeline?from=2031&to=2040')]).toEqual([false, false])
  })

  test.each([`/years/${MANY_YEAR}`, '/ko/on/02-03', '/tags/many'])(
    '%s can be read to its end and back',
    async target => {
      const seen: { target: string; events: string[] }[] = []
      let next: string | undefined = target
      while (next !== undefined) {
        const { status, page } = await visit(next)
        expect([next, status]).toEqual([next, 200])
        seen.push({ target: next, events: eventsOn(page) })
        if (seen.length === 1) expect(earlierOf(page)).toBeUndefined()
        next = laterOf(page)
      }
      expect(seen.map(({ events }) => events.length)).toEqual([50, 50, 20])
      expect(new Set(seen.flatMap(({ events }) => events)).size).toBe(MANY)

      let { page } = await visit(seen.at(-1)!.target)
      for (const expected of [seen[1]!, seen[0]!]) {
        page = (await visit(earlierOf(page)!)).page
        expect(eventsOn(page)).toEqual(expected.events)
      }
      expect(earlierOf(page)).toBeUndefined()
    },
  )

  test('has the same pages in another language', async () => {
    const second = laterOf((await visit('/tags/many')).page)!
    const { page } = await visit(second)
    const switches = elementsOf(page, 'a').filter(({ attributes }) => attributes.hreflang === 'ko')
    const other = await visit(switches[0]!.attributes.href!)
    expect(other.status).toBe(200)
    expect(eventsOn(other.page)).toEqual(eventsOn(page).map(href => `/ko${href}`))
  })
})

describe('the search page', () => {
  test('finds events in any language, the best first, and says how many', async () => {
    const { page } = await visit('/search?q=%ED%95%98%EB%82%98%EC%9B%90')
    expect(titlesOf(page).length).toBeGreaterThan(1)
    expect(textsOf(page, 'p').find(text => text.includes('하나원'))).toMatch(/^\d+ events for “하나원”$/)
    const field = elementsOf(page, 'input').find(({ attributes }) => attributes.name === 'q')
    expect(field!.attributes.value).toBe('하나원')
  })

  test('marks the found words, and leads to a year that they name', async () => {
    const { page } = await visit('/search?q=hanawon%201999')
    expect(textsOf(page, 'mark').length).toBeGreaterThan(0)
    const chips = elementsOf(page, 'a').map(({ attributes, text }) => [text, attributes.href])
    expect(chips).toContainEqual(['Go to 1999', '/timeline?from=1999&to=1999'])
    expect(chips).toContainEqual(['Timeline', '/timeline?q=hanawon+1999'])
  })

  test('offers links where nothing is found', async () => {
    const { page } = await visit('/search?q=zzamendmnt')
    const links = elementsOf(elementsOf(page, 'main')[0]!, 'a').map(({ attributes }) => attributes.href)
    expect(links).toEqual(expect.arrayContaining(['/tags/amendment', '/timeline', '/categories', '/places']))
  })

  test('leads to the next and the previous page of results', async () => {
    const { page } = await visit('/search?q=korea')
    const first = titlesOf(page)
    const later = ways(page).find(href => href.includes('cursor='))!
    const second = (await visit(later)).page
    expect(first).toHaveLength(20)
    expect(titlesOf(second)).not.toEqual(first)
    const back = ways(second).find(href => href.startsWith('/search?q=korea'))!
    expect(titlesOf((await visit(back)).page)).toEqual(first)
  })

  test.each([
    ['/search', /^Write a name/],
    ['/search?q=', /^Write a name/],
    ['/search?q=qzxwv', /^Nothing found for “qzxwv”/],
  ])('%s says what to do', async (target, said) => {
    const { status, page } = await visit(target)
    expect(status).toBe(200)
    expect(textsOf(elementsOf(page, 'main')[0]!, 'p')[0]).toMatch(said)
  })
})

describe('assets of pages', () => {
  test.each(Object.keys(assets))(
    '%s may be cached for ever, at an address that changes with its content',
    async name => {
      const { page } = await visit('/')
      const addresses = elementsOf(page, name.endsWith('.css') ? 'link' : 'script').map(
        ({ attributes }) => attributes.href ?? attributes.src,
      )
      const address = addressOf(`/assets/{digest}/${name}`)
      expect(addresses).toContain(address)
      const { status, headers, text } = await host.get(address)
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(text).toBe(assets[name as keyof typeof assets].text)
    },
  )

  test('from before a deployment are served, but must not be cached', async () => {
    const { status, headers, text } = await host.get('/assets/0123456789ab/style.css')
    expect([status, headers['cache-control'], text]).toEqual([200, 'no-store', assets['style.css'].text])
  })

  test('take, with the home page, at most 120 kB before compression', async () => {
    const sizes = await Promise.all(
      ['/', ...Object.keys(assets).map(name => addressOf(`/assets/{digest}/${name}`))].map(
        async target => (await host.get(target, { headers: ANEW })).bytes.length,
      ),
    )
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(120_000)
  })
})

test.each(['/timeline', '/ko/timeline'])('%s with 200 events takes 100 kB, and 20 kB as brotli', async path => {
  const { bytes } = await host.get(path)
  expect(bytes.length).toBeLessThanOrEqual(100_000)
  expect(brotliCompressSync(bytes).length).toBeLessThanOrEqual(20_000)
})

test.each(['/search', '/ko/search', '/v1/events'])('search words at %s never get into headers', async path => {
  const query = fc.tuple(hostileText, fc.constantFrom('q', 'lang', 'cursor', 'utm_source'))
  await fc.assert(
    fc.asyncProperty(query, async ([text, name]) => {
      const plain = name === 'q' ? '' : 'q=law&'
      const target = `${path}?${plain}${name}=${encodeURIComponent(text.toWellFormed())}`
      const { status, headers } = await host.get(target, { headers: HTML })
      expect([200, 400, 404, 406]).toContain(status)
      for (const value of Object.values(headers)) expect(value).toMatch(/^[ -~]*$/)
      expect(Object.keys(headers).filter(each => !KNOWN_HEADERS.includes(each))).toEqual([])
    }),
    { numRuns: cases(20, 200) },
  )
})
