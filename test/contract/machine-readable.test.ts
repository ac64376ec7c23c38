/** What pages are to machines: valid HTML, data about events, sitemaps of everything, pictures for previews, addresses that answer. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { HtmlValidate } from 'html-validate'
import { readFeed } from '../support/feed-documents.ts'
import { parseHtml } from '../support/html-tree.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { DISPUTED_EVENT, PAGE_ADDRESSES } from '../support/page-addresses.ts'
import { sample, THOROUGH } from '../support/thorough.ts'
import { elementsOf, parseXml, textsOf } from '../support/xml-tree.ts'

jest.setTimeout(120_000)

const LANGUAGES = ['en', 'ko']

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const get = (address: string) => host.get(address, { headers: { accept: '*/*' } })
const pageAt = async (address: string) =>
  parseHtml((await host.get(address, { headers: { accept: 'text/html' } })).text)

/** Path and query of an address of this host. */
function targetOf(url: string): string {
  expect(url.startsWith(host.url)).toBe(true)
  return url.slice(host.url.length) || '/'
}

describe('HTML', () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // ARIA 1.2 allows a name on a list; the rule only advises against it.
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
      // Advice for search engines; a title is as long as its event needs.
      'long-title': 'off',
      // Boxes of one name are how a form gives several values.
      'form-dup-name': ['error', { shared: ['checkbox', 'radio', 'button', 'reset', 'submit'] }],
    },
  })

  // On every change in the language in which the browser does not look at the page.
  const validated = PAGE_ADDRESSES.filter((_, index) => THOROUGH || index % 4 === 1 || index % 4 === 2)
  test.each(validated)('is valid at %s', async address => {
    const { text } = await host.get(address, { headers: { accept: 'text/html' } })
    const { results } = await validator.validateString(text)
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`)),
    ).toEqual([])
  })
})

describe('JSON-LD', () => {
  const graphAt = async (address: string) => {
    const blocks = elementsOf(await pageAt(address), 'script').filter(
      ({ attributes }) => attributes.type === 'application/ld+json',
    )
    expect(blocks).toHaveLength(1)
    return JSON.parse(blocks[0]!.text)
  }

  test.each(LANGUAGES)('of an event has what schema.org asks for, and states the attribution: %s', async language => {
    const event = (await host.get(`/v1/events/${DISPUTED_EVENT}?lang=${language}`)).json()
    const address = `${language === 'ko' ? '/ko' : ''}/events/${DISPUTED_EVENT}`
    const { '@context': context, '@graph': nodes } = await graphAt(address)
    expect(context).toBe('https://schema.org')
    expect(nodes.map((node: { '@type': string }) => node['@type'])).toEqual(['Event', 'BreadcrumbList'])
    const [node] = nodes
    expect(node).toMatchObject({ startDate: event.date.start, inLanguage: language })
    expect(node.name).toMatch(/^\[.+\] /)
    expect(node.description).toContain(event.attribution)
    expect(node.subjectOf).toMatchObject({ url: `${host.url}${address}`, creditText: event.attribution })
    expect(node.subjectOf.citation.map(({ url }: { url: string }) => url)).toEqual(
      event.sources.map(({ url }: { url: string }) => url),
    )
  })

  test('of the statistics is a dataset with its own address', async () => {
    const { '@graph': nodes } = await graphAt('/statistics/arrivals')
    const [dataset] = nodes
    expect(dataset).toMatchObject({ '@type': 'Dataset', temporalCoverage: '1997/2025' })
    const answer = await get(targetOf(dataset.distribution.contentUrl))
    expect(answer.headers['content-type']).toContain(dataset.distribution.encodingFormat)
  })
})

test('llms.txt lists what programs can use, at addresses that answer', async () => {
  const { headers, text } = await get('/llms.txt')
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  const linked = [...text.matchAll(/\]\((.+)\)/g)].map(([, url]) => targetOf(url!))
  expect(linked).toEqual(['/mcp', '/openapi.json', '/feeds.opml', '/', '/about'])
  for (const target of linked)
    expect([target, (await get(target)).status]).toEqual([target, target === '/mcp' ? 405 : 200])
})

describe('sitemaps', () => {
  let listed: string[]
  beforeAll(async () => {
    const robots = await get('/robots.txt')
    expect(robots.headers['content-type']).toBe('text/plain; charset=utf-8')
    const sitemap = /^Sitemap: (.+)$/m.exec(robots.text)![1]!
    const index = parseXml((await get(targetOf(sitemap))).text)
    listed = []
    for (const url of textsOf(index, 'loc')) {
      const answer = await get(targetOf(url))
      expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8')
      listed.push(...textsOf(parseXml(answer.text), 'loc').map(targetOf))
    }
  })

  /** What lists of the API have of what is looked at here. */
  interface Row {
    id: string
    date: { precision: string; start: string }
    value: string
    events: number
  }

  test('list every event, year, category, tag and day with events, in each language', async () => {
    const all = async (target: string) => {
      const found: Row[] = []
      for (let next: string | null = target; next !== null; ) {
        const page: { data: Row[]; next: string | null } = (await host.get(next)).json()
        found.push(...page.data)
        next = page.next && `${target}&cursor=${page.next}`
      }
      return found
    }
    const events = await all('/v1/events?limit=100')
    const { years } = (await host.get('/v1/timeline')).json()
    const values = async (dimension: string) =>
      (await all(`/v1/facets/${dimension}?limit=100`)).filter(({ events }) => events > 0).map(({ value }) => value)
    const days = events.flatMap(({ date }) => (date.precision === 'day' ? `/on/${date.start.slice(5)}` : []))
    const expected = [
      ...['/', '/statistics', '/subscribe', '/about', '/docs'],
      ...events.map(({ id }) => `/events/${id}`),
      ...years.map(({ year }: { year: string }) => `/years/${year}`),
      ...(await values('category')).map(value => `/categories/${value}`),
      ...(await values('tag')).map(value => `/tags/${value}`),
      ...days,
    ].flatMap(path => [path, `/ko${path === '/' ? '' : path}`])
    expect(listed).toEqual(expect.arrayContaining(expected))
    expect(new Set(listed).size).toBe(listed.length)
  })

  test('list only existing pages', async () => {
    // Of each kind the first, in each language.
    const kinds = Map.groupBy(listed, address => address.replace(/[^/]+$/, ''))
    for (const [address] of kinds.values()) expect([address, (await get(address!)).status]).toEqual([address, 200])
    expect(kinds.size).toBeGreaterThan(8)
  })

  test('do not exist for a year without events', async () => {
    expect((await get('/sitemaps/1850.xml')).status).toBe(404)
  })
})

describe('pictures', () => {
  const previewOf = (page: ReturnType<typeof parseHtml>) =>
    Object.fromEntries(
      elementsOf(page, 'meta').flatMap(({ attributes: { property, content } }) =>
        property?.startsWith('og:image') ? [[property, content!]] : [],
      ),
    )
  /** Width and height, from the first chunk: https://www.w3.org/TR/png-3/#11IHDR */
  const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]
  const LASTING = 'public, max-age=31536000, immutable'

  test.each([
    ['/', '/timeline.png'],
    ['/timeline?tag=hanawon', '/timeline.png?tag=hanawon'],
    [`/ko/events/${DISPUTED_EVENT}`, `/ko/cards/${DISPUTED_EVENT}.png`],
    ['/on/07-14', '/timeline.png'],
    ['/years/2004', '/timeline.png'],
    ['/statistics', '/timeline.png'],
    ['/ko/statistics/arrivals', '/ko/charts/arrivals.png'],
    ['/places/seoul', '/timeline.png'],
  ])('%s is previewed by %s, which caches keep for good', async (address, expected) => {
    const preview = previewOf(await pageAt(address))
    expect(preview).toMatchObject({
      'og:image:type': 'image/png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': expect.stringMatching(/\S/),
    })
    const target = targetOf(preview['og:image']!)
    expect(target.replace(/[?&]v=[^&]+$/, '')).toBe(expected)
    const { status, headers, bytes } = await get(target)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/png', LASTING])
    expect(sizeOf(bytes)).toEqual([1200, 630])
  })

  test.each(['', '/ko'])('of an event are linked from its page as PNG and SVG: %s', async prefix => {
    const page = await pageAt(`${prefix}/events/${DISPUTED_EVENT}`)
    const linkOf = (type: string) => elementsOf(page, 'a').find(({ attributes }) => attributes.type === type)!
    expect(linkOf('image/png').attributes.href).toBe(targetOf(previewOf(page)['og:image']!))
    const { href } = linkOf('image/svg+xml').attributes
    const { status, headers, text } = await get(href!)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-language': prefix === '' ? 'en' : 'ko',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': LASTING,
    })
    expect(parseXml(text).name).toBe('svg')
    const again = await host.get(href!, { headers: { 'if-none-match': headers.etag! } })
    expect([again.status, again.headers['cache-control']]).toEqual([304, LASTING])
  })

  test('of another version lead to the current one, which nobody may keep', async () => {
    const { status, headers } = await get('/timeline.svg?category=law&v=0-old')
    expect([status, headers['cache-control']]).toEqual([307, 'no-store'])
    const current = await get(headers.location!)
    expect([current.status, current.headers['cache-control']]).toEqual([200, LASTING])
    expect((await get('/timeline.svg?category=law')).headers['cache-control']).not.toMatch(/immutable/)
  })

  test('of views are well-formed, load nothing, and lead back to the pages', async () => {
    for (const address of ['/timeline.svg', '/ko/charts/arrivals.svg']) {
      const picture = parseXml((await get(address)).text)
      expect(picture.attributes).toMatchObject({ width: '1200', height: '630' })
      const links = elementsOf(picture, 'a').map(({ attributes }) => attributes.href!)
      expect(links.length).toBeGreaterThan(20)
      expect(links.filter(href => !href.startsWith(`${host.url}/`))).toEqual([])
      expect(elementsOf(picture, 'image')).toEqual([])
    }
  })

  test('do not exist for unknown events and series', async () => {
    for (const address of ['/cards/no-such-event.svg', '/cards/no-such-event.png', '/charts/no-such-series.png'])
      expect((await get(address)).status).toBe(404)
  })

  test('the favicon is one', async () => {
    const { headers, text } = await get('/favicon.svg')
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8')
    expect(parseXml(text).name).toBe('svg')
  })
})

test.each([
  ['/favicon.ico', 'image/vnd.microsoft.icon', 22, 32],
  ['/apple-touch-icon.png', 'image/png', 0, 180],
])('%s is a picture', async (address, type, start, width) => {
  const { headers, bytes } = await get(address)
  expect(headers['content-type']).toBe(type)
  const png = Buffer.from(bytes).subarray(start)
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', width, width])
})

test.each(['', '/ko'])('browsers find the search from %s/about', async prefix => {
  const [link] = elementsOf(await pageAt(`${prefix}/about`), 'link').filter(
    ({ attributes }) => attributes.rel === 'search',
  )
  const { headers, text } = await get(link!.attributes.href!)
  expect(headers['content-type']).toBe(`${link!.attributes.type}; charset=utf-8`)
  const description = parseXml(text)
  expect([...textsOf(description, 'ShortName')[0]!].length).toBeLessThanOrEqual(16)
  const template = elementsOf(description, 'Url')[0]!.attributes.template!
  const { status } = await get(targetOf(template.replace('{searchTerms}', 'hanawon')))
  expect([status, new URL(template).pathname]).toEqual([200, `${prefix}/search`])
})

test('a feed that is opened in a browser begins with what it is and where to subscribe', async () => {
  for (const format of ['rss', 'atom'])
    expect((await get(`/feeds/updates.${format}?lang=ko`)).text).toMatch(
      new RegExp(`^<\\?xml [^>]*>\\s*<!-- 이 문서는 피드입니다.* ${host.url}/ko/subscribe -->`),
    )
})

describe('addresses on pages', () => {
  test.each(LANGUAGES)('for subscriptions answer with their media type and the chosen filter: %s', async language => {
    const page = await pageAt(`${language === 'ko' ? '/ko' : ''}/subscribe?category=law&minSignificance=4`)
    const links = elementsOf(elementsOf(page, 'main')[0]!, 'a')
      .filter(({ attributes }) => attributes.type !== undefined)
      .map(({ attributes, text }) => ({ text, type: attributes.type!, url: attributes.href! }))
    expect(links.map(({ text }) => text)).toEqual([
      ...['iCalendar', 'RSS', 'Atom', 'JSON Feed'],
      ...['RSS', 'Atom', 'JSON Feed'],
      ...['iCalendar', 'RSS', 'Atom', 'JSON Feed'],
      'OPML',
    ])
    for (const { type, url, text } of links) {
      const answer = await get(targetOf(url))
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toContain(type)
      if (text === 'OPML') continue
      expect(answer.headers['content-language']).toBe(language)
      expect(new URL(url).search).toBe(`?lang=${language}&category=law&minSignificance=4`)
      if (text === 'RSS') expect(readFeed('rss', answer.text).title).toMatch(/^\S+ – /)
    }
  })

  test('an unknown tag is refused as in feeds', async () => {
    expect((await get('/subscribe?tag=no-such-tag')).status).toBe(400)
  })

  test('in the reference are examples that answer', async () => {
    const examples = elementsOf(await pageAt('/docs'), 'a').filter(({ text }) => text.startsWith(host.url))
    expect(examples.length).toBeGreaterThan(15)
    for (const { attributes } of sample(3, examples)) {
      const { status } = await get(attributes.href!)
      expect([attributes.href, status]).toEqual([attributes.href, 200])
    }
  })
})
