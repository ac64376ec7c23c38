/** What HTTP promises of every address alike: validators, HEAD, OPTIONS, errors, negotiation, and no 5xx for anything a client may send. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { FILE_PATHS } from '../../lambdas/endpoints/api/list-events-files.ts'
import type { Endpoint } from '../../lambdas/http/endpoint.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { addressOf, READS } from '../support/addresses.ts'
import { anEvent } from '../support/events.ts'
import { type HttpAnswer, headersThatMatter, type RequestOptions } from '../support/http-client.ts'
import { hostTime, moveClock, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { sample, THOROUGH } from '../support/thorough.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** Of the large ones a part, which follows the same rules. */
const PARTS = [
  '/feeds/timeline.rss',
  '/feeds/timeline.atom',
  '/feeds/timeline.json',
  '/feeds/timeline.ics',
  '/feeds/anniversaries.ics',
  '/feeds/updates.rss',
  '/feeds/updates.atom',
  '/feeds/updates.json',
  ...Object.values(FILE_PATHS),
]

jest.setTimeout(60_000)

/** What decides on these rules: on every change, one address stands for all that agree in it. */
const kindOf = ({ path, function: name, cache, dependsOn, representation }: Endpoint): string =>
  JSON.stringify([name, cache, dependsOn, representation, path === '/v1/events/{id}'])

const ALL = READS.map(({ route, address }) => ({
  route,
  target: PARTS.includes(address) ? `${address}?minSignificance=5` : address,
}))
const TARGETS = THOROUGH ? ALL : [...new Map(ALL.map(each => [kindOf(each.route), each])).values()]
const targetsWhere = (holds: (route: Endpoint) => boolean) =>
  TARGETS.filter(({ route }) => holds(route)).map(({ target }) => target)
const PATHS = targetsWhere(() => true)
const CACHED = targetsWhere(({ cache }) => cache !== 'none')
const STORED = targetsWhere(({ dependsOn }) => dependsOn.includes('version'))
const FIXED = targetsWhere(({ dependsOn }) => !dependsOn.includes('version'))

/** An event can be written, too. */
const allowedAt = (target: string): string =>
  target === addressOf('/v1/events/{id}') ? 'GET, HEAD, PUT, DELETE, OPTIONS' : 'GET, HEAD, OPTIONS'

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Content-Language, Allow, Location, Retry-After',
}

async function etagOf(target: string): Promise<string> {
  const { status, headers } = await host.get(target)
  expect([target, status]).toEqual([target, 200])
  return headers.etag!
}

/** An error is a problem (RFC 9457) of `status`, for everybody to read and nobody to keep. */
function expectProblem(answer: HttpAnswer, status: number): void {
  expect(answer.headers).toMatchObject({
    ...CORS,
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers).not.toHaveProperty('etag')
  const { type, title, detail, instance, ...rest } = answer.json()
  expect(type).toMatch(/^urn:annals:problem:[a-z-]+$/)
  expect(title).toMatch(/\S/)
  expect(detail).toMatch(/\S/)
  expect(instance).toMatch(/^\/[!-~]*$/)
  expect([answer.status, rest.status]).toEqual([status, status])
}

async function expectProblemFor(status: number, target: string, options?: RequestOptions): Promise<HttpAnswer> {
  const answer = await host.get(target, options)
  expect([target, answer.status]).toEqual([target, status])
  if (options?.method !== 'HEAD') expectProblem(answer, status)
  return answer
}

/** Headers that say something of content, and are not sent without. */
const OF_CONTENT = ['content-type', 'content-language', 'content-security-policy', 'referrer-policy', 'link']

describe.each(sample(3, CACHED))('a conditional GET of %s', target => {
  let fresh: HttpAnswer
  beforeAll(async () => {
    fresh = await host.get(target)
  })
  const conditionally = (field: string) => host.get(target, { headers: { 'if-none-match': field } })

  test('has a strong ETag that stays the same until something changes', async () => {
    expect(fresh.headers.etag).toMatch(/^"(1-)?[\w-]{22}"$/)
    expect(headersThatMatter(await host.get(target))).toEqual(headersThatMatter(fresh))
  })

  test.each([
    ['the validator', (etag: string) => etag],
    ['it as a weak one', (etag: string) => `W/${etag}`],
    ['it in a list', (etag: string) => `"a", W/"b,c" ,${etag}`],
    ['anything', () => '*'],
    ['anything, with space', () => ' * '],
  ])('is answered with 304 for %s', async (_, field) => {
    const answer = await conditionally(field(fresh.headers.etag!))
    const kept = headersThatMatter(fresh)
    for (const name of OF_CONTENT) delete kept[name]
    expect(kept).toMatchObject({ ...CORS, etag: fresh.headers.etag, vary: 'Accept-Encoding' })
    expect(kept['cache-control']).toMatch(/^public, max-age=\d+, (s-maxage=\d+, stale-while-revalidate=\d+|immutable)$/)
    expect([answer.status, answer.text, headersThatMatter(answer)]).toEqual([304, '', kept])
  })

  test.each([
    ['another validator', () => '"something-else"'],
    ['a validator without its quotes', (etag: string) => etag.slice(1, -1)],
    ['a part of it', (etag: string) => `${etag.slice(0, -2)}"`],
    ['its revision alone', () => '"1"'],
    ['a foreign validator with a star in it', () => '"a,*,b"'],
    ['nothing', () => ''],
  ])('is answered in full for %s', async (_, field) => {
    const answer = await conditionally(field(fresh.headers.etag!))
    expect([answer.status, answer.text]).toEqual([200, fresh.text])
  })
})

const DECODE: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: bytes => bytes,
}
const CODINGS = Object.keys(DECODE)

/** Answers shorter than this are sent as they are. */
const LEAST_BYTES = 1024

describe.each(sample(3, CACHED))('the codings of %s', target => {
  const coded = (coding: string, headers: Record<string, string> = {}, method = 'GET') =>
    host.get(target, { method, headers: { 'accept-encoding': coding, ...headers } })

  test.each(CODINGS)('as %s decompress to the plain body', async coding => {
    const plain = await host.get(target)
    const answer = await coded(coding)
    const isPicture = plain.headers['content-type'] === 'image/png'
    const isCoded = coding !== 'identity' && plain.bytes.length >= LEAST_BYTES && !isPicture
    expect(answer.headers['content-encoding']).toBe(isCoded ? coding : undefined)
    expect(answer.headers.vary).toBe('Accept-Encoding')
    expect(DECODE[isCoded ? coding : 'identity']!(answer.bytes).equals(plain.bytes)).toBe(true)
    if (isCoded) expect(answer.bytes.length).toBeLessThan(plain.bytes.length)
    const { 'content-encoding': _coding, etag: _etag, ...others } = headersThatMatter(answer)
    const { etag, ...same } = headersThatMatter(plain)
    expect(etag === answer.headers.etag).toBe(coding === 'identity')
    expect(others).toEqual(same)
  })

  test.each(CODINGS)('as %s have the same headers for HEAD', async coding => {
    const head = await coded(coding, {}, 'HEAD')
    expect([head.status, head.text]).toEqual([200, ''])
    expect(headersThatMatter(head)).toEqual(headersThatMatter(await coded(coding)))
  })

  test('have ETags of their own, each valid for itself only', async () => {
    const etags = await Promise.all(CODINGS.map(async coding => (await coded(coding)).headers.etag!))
    expect(new Set(etags).size).toBe(CODINGS.length)
    for (const coding of CODINGS)
      for (const [index, etag] of etags.entries()) {
        const answer = await coded(coding, { 'if-none-match': etag })
        const isOwn = CODINGS[index] === coding
        expect([coding, etag, answer.status]).toEqual([coding, etag, isOwn ? 304 : 200])
        if (isOwn) expect([answer.headers.etag, answer.text]).toEqual([etag, ''])
        if (isOwn) expect(answer.headers).not.toHaveProperty('content-encoding')
      }
  })
})

describe('Accept-Encoding', () => {
  test.each([
    ['identity;q=0, br', 'br'],
    ['identity;q=0, gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['gzip;q=0.2, br;q=0.1, identity;q=0.9', undefined],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['*;q=0', undefined],
    ['identity;q=0', undefined],
    ['deflate', undefined],
    ['', undefined],
    ['nonsense, ;;q=, brr', undefined],
    ['gzip;q=nonsense', undefined],
  ])('of %s gets %s', async (field, coding) => {
    const plain = await host.get('/v1/timeline')
    const { status, headers, bytes } = await host.get('/v1/timeline', { headers: { 'accept-encoding': field } })
    expect([status, headers['content-encoding']]).toEqual([200, coding])
    expect(DECODE[coding ?? 'identity']!(bytes).equals(plain.bytes)).toBe(true)
  })

  test('does not compress an error', async () => {
    const answer = await host.get('/v1/events?tag=no-such-tag', { headers: { 'accept-encoding': 'br, gzip' } })
    expectProblem(answer, 400)
    expect(answer.headers).not.toHaveProperty('content-encoding')
  })
})

describe.each(sample(3, STORED))('If-Modified-Since, of %s', target => {
  /** `seconds` from when the answer last changed. */
  async function since(seconds: number, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    const modified = Date.parse((await host.get(target)).headers['last-modified']!)
    const field = new Date(modified + seconds * 1000).toUTCString()
    return host.get(target, { headers: { 'if-modified-since': field, ...headers } })
  }

  test('is compared with a Last-Modified that is an HTTP date of the past', async () => {
    const { headers } = await host.get(target)
    expect(new Date(headers['last-modified']!).toUTCString()).toBe(headers['last-modified'])
    expect(Date.parse(headers['last-modified']!)).toBeLessThanOrEqual(Date.parse(hostTime()))
  })

  test.each([
    [0, 304],
    [1, 304],
    [86_400, 304],
    [-1, 200],
    [-86_400, 200],
  ])('%s seconds later is answered with %s', async (seconds, status) => {
    const answer = await since(seconds)
    expect(answer.status).toBe(status)
    const fresh = await host.get(target)
    if (status === 200) expect(answer.text).toBe(fresh.text)
    else
      expect(answer.headers).toMatchObject({
        etag: fresh.headers.etag,
        'last-modified': fresh.headers['last-modified'],
      })
  })

  test('is ignored beside If-None-Match', async () => {
    const { etag } = (await host.get(target)).headers
    expect((await since(0, { 'if-none-match': '"another"' })).status).toBe(200)
    expect((await since(-86_400, { 'if-none-match': etag! })).status).toBe(304)
  })

  test.each(['', 'tomorrow', '9999', '9999-12-31T00:00:00Z', 'Thu, 99 Foo 9999 99:99:99 GMT'])(
    'of "%s" is ignored',
    async field => {
      expect((await host.get(target, { headers: { 'if-modified-since': field } })).status).toBe(200)
    },
  )
})

test.each(FIXED)('%s, which depends on no store, has no Last-Modified', async target => {
  const { status, headers } = await host.get(target, { headers: { 'if-modified-since': new Date().toUTCString() } })
  expect(status).toBe(200)
  expect(headers).not.toHaveProperty('last-modified')
})

describe('the validator', () => {
  // A function keeps the version for the rest of a second, so the tests that follow start in another.
  afterAll(() => moveClock(20))

  test.each([
    ['/v1/events?limit=7&order=desc', '/v1/events?order=desc&limit=7'],
    ['/v1/events', '/v1/events?order=asc&limit=25&lang=en'],
    ['/v1/events?from=2004-07', '/v1/events?from=2004-07-01'],
    ['/v1/events?to=2005', '/v1/events?to=2005-12-31'],
    ['/v1/events?category=law&category=policy', '/v1/events?category=policy&category=law&category=law'],
    ['/v1/on-this-day', '/v1/on-this-day?tz=Asia%2FSeoul&order=asc&limit=25&lang=en'],
    ['/v1/anniversaries', '/v1/anniversaries?from=2026-07-14&days=30&limit=25'],
    ['/v1/highlights', '/v1/highlights?to=2026-07-14'],
    ['/feeds/anniversaries.rss', '/feeds/anniversaries.rss?_=1'],
    ['/subscribe?tag=decree&tag=amendment', '/subscribe?minSignificance=1&tag=amendment&tag=decree'],
  ])('of %s is that of %s', async (one, other) => {
    expect(await etagOf(other)).toBe(await etagOf(one))
    expect((await host.get(other)).text).toBe((await host.get(one)).text)
  })

  test.each([
    ['/v1/events', '/v1/events?lang=ko'],
    ['/v1/events', '/v1/events?limit=24'],
    ['/v1/events', '/v1/events?order=desc'],
    ['/v1/events?category=law', '/v1/events?category=policy'],
    ['/v1/events?from=2004', '/v1/events?to=2004'],
    ['/v1/on-this-day/07-14', '/v1/on-this-day/07-15'],
    ['/feeds/updates.rss', '/feeds/updates.json'],
    ['/feeds/updates.rss', '/feeds/updates.atom'],
    // A feed names the address by which it was requested.
    ['/feeds/updates.rss', '/feeds/updates.rss?lang=en'],
    ['/feeds/updates.rss', '/feeds/updates.rss?minSignificance=2'],
    ['/feeds/timeline.ics', '/feeds/anniversaries.ics'],
    ['/feeds/timeline.ics', '/feeds/timeline.ics?category=law'],
  ])('of %s is not that of %s', async (one, other) => {
    expect(await etagOf(other)).not.toBe(await etagOf(one))
  })

  test.each(sample(3, STORED))(
    'of %s changes with the timeline, and again when the change has settled',
    async target => {
      const before = await etagOf(target)
      await eventWriter(host.store).put(anEvent({ id: `added-${STORED.indexOf(target)}` }), 0, new Date().toISOString())
      moveClock(-60)
      const settling = await etagOf(target)
      const unsettled = (await host.get(target)).headers['last-modified']!
      const tomorrow = new Date(Date.now() + 86_400_000).toUTCString()
      expect((await host.get(target, { headers: { 'if-modified-since': tomorrow } })).status).toBe(200)
      moveClock(10)
      const settled = await etagOf(target)
      expect((await host.get(target, { headers: { 'if-modified-since': unsettled } })).status).toBe(200)
      expect(new Set([before, settling, settled]).size).toBe(3)
      expect((await host.get(target, { headers: { 'if-none-match': before } })).status).toBe(200)
    },
  )

  test('is not sent with a 404, whatever the client accepts', async () => {
    await expectProblemFor(404, '/v1/events/no-such-event', { headers: { 'if-none-match': '*' } })
    await expectProblemFor(400, '/v1/events?limit=0', { headers: { 'if-none-match': '*' } })
  })

  test('is not sent with responses that must not be stored', async () => {
    const answer = await host.get('/health', { headers: { 'if-none-match': '*' } })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({ ...CORS, 'cache-control': 'no-store' })
    expect(answer.headers).not.toHaveProperty('etag')
  })
})

describe('HEAD', () => {
  test.each([
    ...PATHS.map(path => [200, path, {}] as const),
    ...CACHED.map(path => [304, path, { 'if-none-match': '*' }] as const),
    [400, '/v1/events?limit=0', {}],
    [404, '/v1/events/no-such-event', {}],
    [404, '/no-such-path', {}],
    [406, '/v1/events', { accept: 'image/png' }],
    [414, `/v1/events?${'x'.repeat(4096)}`, {}],
  ] as [number, string, Record<string, string>][])('agrees with GET in a %s of %s', async (status, target, headers) => {
    const get = await host.get(target, { headers })
    const head = await host.get(target, { headers, method: 'HEAD' })
    expect([get.status, head.status, head.text]).toEqual([status, status, ''])
    expect(headersThatMatter(head)).toEqual(headersThatMatter(get))
  })
})

describe('OPTIONS', () => {
  test.each(PATHS)('of %s lists the allowed methods, for any origin', async target => {
    const answer = await host.get(target, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(headersThatMatter(answer)).toEqual({
      ...CORS,
      allow: allowedAt(target),
      'access-control-allow-methods': allowedAt(target),
      'access-control-allow-headers': '*, Authorization',
      'access-control-max-age': '7200',
      'cache-control': 'public, max-age=7200',
      'x-content-type-options': 'nosniff',
    })
  })

  test('of nothing is a 404', async () => {
    await expectProblemFor(404, '/v1/no-such-path', { method: 'OPTIONS' })
  })
})

describe('an unknown path', () => {
  test.each([
    '/v1',
    '/v2/timeline',
    '/feeds/timeline.pdf',
    '//v1/timeline',
    '/v1//timeline',
    '/v1/./timeline',
    '/v1/../v1/timeline',
    '/v1/%2e%2e/health',
    '/v1/events/a%2Fb',
    '/v1/timeline%00',
    '/v1/timeline%0A',
    '/v1/timeline%3Flang=ko',
    '/v1/timeline;lang=ko',
    '/v1/timeline%E0%A4%A',
    '/%',
    '/%ED%A0%80',
    '/v1/events/a\\..\\b/c',
    '/__proto__',
    '*',
  ])('is a 404: %s', async target => {
    const answer = await host.get(target, { headers: { accept: 'application/json' } })
    if (target === '*') expect(answer.status).toBe(404)
    else expectProblem(answer, 404)
  })
})

describe('another method', () => {
  test.each(PATHS)('is a 405 at %s that lists the allowed methods', async target => {
    const allowed = allowedAt(target)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'].filter(each => !allowed.includes(each))) {
      const answer = await expectProblemFor(405, target, { method, headers: { accept: 'application/json' } })
      expect(answer.headers.allow).toBe(allowed)
      expect(answer.json()).toMatchObject({ detail: `${method} is not allowed here`, allowed })
    }
  })
})

describe('negotiation', () => {
  test.each([
    ['/v1/events', undefined, 200],
    ['/v1/events', '*/*', 200],
    ['/v1/events', '', 200],
    ['/v1/events', 'application/*', 200],
    ['/v1/events', 'application/json', 200],
    ['/v1/events', 'Application/JSON; charset=utf-8', 200],
    ['/v1/events', 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 200],
    ['/v1/events', 'application/xml', 406],
    ['/v1/events', 'text/*', 406],
    ['/v1/events', 'application/json;q=0', 406],
    ['/v1/events', '*/*;q=0', 406],
    ['/v1/events', 'application/json;q=0, */*', 406],
    ['/v1/events', 'nonsense', 406],
    ['/feeds/updates.rss', 'text/xml', 200],
    ['/feeds/updates.rss', 'application/xml', 200],
    ['/feeds/updates.rss', 'application/rss+xml', 200],
    ['/feeds/updates.rss', 'application/atom+xml', 200],
    ['/feeds/updates.rss', 'image/png', 200],
    ['/feeds/updates.json', 'application/feed+json', 200],
    ['/feeds/updates.json', 'application/json', 200],
    ['/feeds/updates.json', 'text/xml', 200],
    ['/feeds/timeline.atom', 'application/atom+xml', 200],
    ['/feeds/timeline.atom', 'text/xml', 200],
    ['/feeds/timeline.atom', 'application/rss+xml', 200],
    ['/feeds/timeline.ics', 'text/calendar', 200],
    ['/feeds/timeline.ics', 'text/*', 200],
    ['/feeds/timeline.ics', 'text/calendar; component=vevent', 200],
    ['/feeds.opml', 'text/x-opml', 200],
    ['/feeds.opml', 'text/xml', 200],
    ['/feeds.opml', 'application/opml+xml', 200],
    ['/v1/events', 'text/calendar', 406],
  ])('of %s with Accept: %s ends in %s', async (target, accept, status) => {
    const answer = await host.get(target, { headers: { ...(accept !== undefined && { accept }) } })
    expect(answer.status).toBe(status)
    if (status === 406) expectProblem(answer, 406)
  })

  test('lists the available media types', async () => {
    const answer = await host.get('/v1/events', { headers: { accept: 'image/png' } })
    expect(answer.json()).toMatchObject({
      detail: 'Not available as image/png',
      allowed: ['application/json'],
    })
  })
})

describe('an address', () => {
  const ofLength = (length: number) => `/v1/events?${'x'.repeat(length - '/v1/events'.length)}`

  test('of 4,096 characters is read', async () => {
    await expectProblemFor(400, ofLength(4096))
  })

  test('of 4,097 characters is a 414 at any path', async () => {
    await expectProblemFor(414, ofLength(4097))
    await expectProblemFor(414, `/${'x'.repeat(4096)}`, { headers: { accept: 'application/json' } })
  })
})

describe('no request causes a 5xx:', () => {
  const long = 'a'.repeat(3000)
  test.each<[string, string, number]>([
    ['a very long id', `/v1/events/${long}`, 400],
    ['a very long id of a series', `/v1/series/${long}`, 400],
    ['a very long tag', `/v1/events?tag=${long}`, 400],
    ['a very long category', `/v1/events?category=${long}`, 400],
    ['a very long day', `/v1/events?from=${long}`, 400],
    ['a very long cursor', `/v1/events?cursor=${long}`, 400],
    ['a very long zone', `/v1/on-this-day?tz=${long}`, 400],
    ['a very long language', `/v1/timeline?lang=${long}`, 400],
    ['a very long name of a parameter', `/v1/timeline?${long}=1`, 400],
    ['very many parameters', `/v1/events?${'&tag=a'.repeat(600)}&tag=b--`, 400],
    ['more than ten alternatives', `/v1/events?${'abcdefghijk'.replaceAll(/./g, '&tag=$&')}`, 400],
    ['NUL in an id', '/v1/events/a%00b', 400],
    ['NUL in a tag', '/v1/events?tag=a%00', 400],
    ['NUL in a cursor', '/v1/events?cursor=%00', 400],
    ['NUL in a zone', '/v1/on-this-day?tz=Asia/Seoul%00', 400],
    ['a lone surrogate in an id', '/v1/events/%ED%A0%80', 400],
    ['a lone surrogate in a tag', '/v1/events?tag=%ED%A0%80', 400],
    ['a lone surrogate as a parameter', '/v1/events?%ED%A0%80=1', 400],
    ['a line break in an id', '/v1/events/a%0Ab', 400],
    ['bytes that are no text', '/v1/events/%FF%FE', 400],
    ['half an escape', '/v1/events/%E0%A4%A', 400],
    ['half an escape in the query', '/v1/events?tag=%E0%A4%A', 400],
    ['dots as an id', '/v1/events/..', 400],
    ['a key of the store as an id', '/v1/events/EVENT%23first-defectors-day-2024', 400],
    ['__proto__ as an id', '/v1/events/__proto__', 400],
    ['constructor as an id', '/v1/events/constructor', 404],
    ['constructor as a series', '/v1/series/constructor', 404],
    ['__proto__ as a parameter', '/v1/events?__proto__=1', 400],
    ['constructor as a parameter', '/v1/events?constructor=1', 400],
    ['hasOwnProperty as a parameter', '/v1/events?hasOwnProperty=1', 400],
    ['__proto__ as a tag', '/v1/events?tag=__proto__', 400],
    ['constructor as a tag', '/v1/events?tag=constructor', 400],
    ['constructor as a category', '/v1/events?category=constructor', 400],
    ['constructor as a language', '/v1/timeline?lang=constructor', 400],
    ['__proto__ as a language', '/v1/timeline?lang=__proto__', 400],
    ['constructor as a zone', '/v1/on-this-day?tz=constructor', 400],
    ['a huge number', '/v1/events?limit=99999999999999999999999', 400],
    ['a negative number', '/v1/events?limit=-1', 400],
    ['a fraction', '/v1/events?limit=7.0', 400],
    ['an exponent', '/v1/events?limit=1e1', 400],
    ['a hexadecimal number', '/v1/events?limit=0x10', 400],
    ['digits of another script', '/v1/events?limit=%D9%A7', 400],
    ['no number', '/v1/events?limit=', 400],
    ['NaN', '/v1/events?limit=NaN', 400],
    ['a list for a number', '/v1/events?limit=1,2', 400],
    ['a parameter in brackets', '/v1/events?tag[]=law', 400],
    ['a single parameter twice', '/v1/events?limit=5&limit=6', 400],
    ['a language twice', '/v1/timeline?lang=en&lang=ko', 400],
    ['no language', '/v1/timeline?lang=', 400],
    ['a language that is no tag', '/v1/timeline?lang=_', 400],
    ['a range that ends before it starts', '/v1/events?from=2005&to=2004', 400],
    ['a range of days that ends before it starts', '/v1/highlights?from=2026-07-14&to=2026-07-13', 400],
    ['a range of ages', '/v1/highlights?from=0001-01-01&to=9999-12-31', 400],
    ['a range a day too long', '/v1/highlights?from=2025-07-13&to=2026-07-14', 400],
    ['no days', '/v1/anniversaries?days=0', 400],
    ['a day too many', '/v1/anniversaries?days=367', 400],
    ['a month where a day is wanted', '/v1/anniversaries?from=2026-07', 400],
    ['a day that does not exist', '/v1/anniversaries?from=2026-02-29', 400],
    ['the year 0', '/v1/events?from=0000', 400],
    ['an interval', '/v1/events?from=2004/2005', 400],
    ['an approximate day', '/v1/events?from=2004~', 400],
    ['the 30th of February', '/v1/on-this-day/02-30', 400],
    ['a day of the year in words', '/v1/on-this-day/today', 400],
    ['an unknown zone', '/v1/on-this-day?tz=Mars/Olympus', 400],
    ['an impossible offset', '/v1/on-this-day?tz=%2B99:99', 400],
    ['no zone', '/v1/on-this-day?tz=', 400],
    ['an empty cursor', '/v1/events?cursor=', 400],
    ['a cursor of nothing', '/v1/events?cursor=AQ', 400],
    ['a cursor that is no base64', '/v1/events?cursor=%21%21', 400],
    ['a cursor of zeros', `/v1/events?cursor=${'A'.repeat(60)}`, 400],
    ['two cursors', '/v1/events?cursor=AQ&cursor=AQ', 400],
    ['JSON for a cursor', '/v1/events?cursor=%7B%22pk%22%3A%22x%22%7D', 400],
    ['a parameter without a name', '/v1/events?=1', 400],
    ['a parameter of another address', '/v1/timeline?limit=5', 400],
    ['a second question mark', '/v1/events?limit=5?limit=5', 400],
    ['a plus for a space in a name', '/v1/events?li+mit=5', 400],
    ['a significance beyond the scale', '/feeds/timeline.ics?minSignificance=6', 400],
    ['two significances', '/feeds/updates.rss?minSignificance=1&minSignificance=2', 400],
    ['a cursor of nothing for a feed', '/feeds/timeline.rss?cursor=AQ', 400],
    ['a language that the timeline does not have', '/feeds.opml?lang=fr', 400],
  ])('%s', async (_, target, status) => {
    expectProblem(await host.get(target), status)
  })
})
