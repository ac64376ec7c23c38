/** What requests ask of the tables: no more than their endpoint declares, all that it declares, and no more calls than the answer is worth. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { highlightWriter } from '../../lambdas/store/dynamodb/highlight-store.ts'
import { METADATA_KEY } from '../../lambdas/store/tables.ts'
import { addressOf } from '../support/addresses.ts'
import { accessUsed } from '../support/dynamodb-tap.ts'
import { anEvent } from '../support/events.ts'
import { ANEW, collectErrors, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { sample, THOROUGH } from '../support/thorough.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost({ headers: ANEW })
  await correct()
  // One of an event that is gone, so that a former id is looked for.
  const gone = { date: '2026-05-20', eventId: 'no-such-event', kind: 'anniversary', years: 1, rank: 3 } as const
  await highlightWriter(host.store).mark(gone.date, [gone], instantOf(Date.UTC(2027, 0, 1)))
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())
beforeEach(() => host.tap.reset())

let revision = 0
/** After it, a search reads what has changed. */
async function correct(): Promise<void> {
  const title = { en: `Related, version ${revision}` }
  const related = anEvent({ id: 'related', date: '1997-07-14/1999-03', related: ['first-defectors-day-2024'], title })
  const at = instantOf(Date.UTC(2027, 0, 1) + revision * 1000)
  await eventWriter(host.store).put(related, revision++, at)
}

/** A feed or calendar: the whole of it, a part of it, and of a value that does not exist. */
const filtered = ENDPOINTS.filter(route => route.feed !== undefined).map(({ path }) => [
  path,
  [path, `${path}?category=law&tag=amendment&minSignificance=2`, `${path}?tag=no-such-tag`],
])

/** Requests that between them go every way that the endpoint has. */
const REQUESTS: Record<string, string[]> = {
  ...Object.fromEntries(filtered),
  ...Object.fromEntries(
    ['csv', 'ndjson', 'timelinejs.json', 'geojson'].map(extension => {
      const path = `/v1/events.${extension}`
      return [path, [path, `${path}?category=law`, `${path}?q=law`]]
    }),
  ),
  '/v1/events': [
    '/v1/events',
    '/v1/events?category=law&tag=amendment',
    '/v1/events?tag=no-such-tag',
    '/v1/events?q=law',
    '/v1/events?limit=0',
  ],
  '/v1/events/{id}': ['/v1/events/related', '/v1/events/no-such-event'],
  ...Object.fromEntries(
    ['bib', 'ris', 'csl.json'].map(extension => [
      `/v1/events/{id}.${extension}`,
      ['related', 'no-such-event'].map(id => `/v1/events/${id}.${extension}`),
    ]),
  ),
  '/v1/events/{id}/revisions': ['/v1/events/first-defectors-day-2024/revisions', '/v1/events/no-such-event/revisions'],
  '/embed/events/{id}': ['/embed/events/related', '/embed/events/no-such-event'],
  '/oembed': ['/oembed?url={host}%2Fevents%2Frelated', '/oembed?url={host}%2Fevents%2Fno-such-event'],
  '/v1/places.geojson': ['/v1/places.geojson?category=law'],
  '/places': ['/places?category=law'],
  '/v1/facets/{dimension}': ['/v1/facets/tag', '/v1/facets/tag?category=law'],
  '/v1/series/{id}.csv': ['/v1/series/arrivals.csv', '/v1/series/no-such-series.csv'],
  '/v1/series/{id}': ['/v1/series/arrivals', '/v1/series/no-such-series'],
  '/v1/on-this-day/{monthDay}': ['/v1/on-this-day/07-14', '/v1/on-this-day/02-29'],
  '/v1/anniversaries': ['/v1/anniversaries', '/v1/anniversaries?from=2027-02-28&days=2'],
  '/years/{year}': ['/years/1999', '/years/1996'],
  '/sitemaps/{year}.xml': ['/sitemaps/1999.xml'],
  '/embed/timeline': ['/embed/timeline', '/embed/timeline?tag=amendment', '/embed/timeline?q=law'],
  '/timeline': ['/timeline', '/timeline?tag=amendment', '/timeline?q=law'],
  ...Object.fromEntries(
    ['svg', 'png'].flatMap(format => [
      [
        `/timeline.${format}`,
        [`/timeline.${format}`, `/timeline.${format}?tag=amendment`, `/timeline.${format}?q=law`],
      ],
      [`/cards/{id}.${format}`, [`/cards/related.${format}`, `/cards/no-such-event.${format}`]],
    ]),
  ),
  '/events/{id}': ['/events/related', '/events/no-such-event'],
  '/events/{id}/history': ['/events/related/history', '/events/no-such-event/history'],
  '/tags/{tag}': ['/tags/amendment', '/tags/no-such-tag'],
  '/places/{place}': ['/places/seoul', '/places/no-such-place'],
  '/actors/{actor}': ['/actors/ministry-of-unification', '/actors/no-such-actor'],
  '/categories/{category}': ['/categories/law', '/categories/no-such-category'],
  '/search': ['/search?q=law', '/search'],
  '/subscribe': ['/subscribe?category=law&tag=amendment', '/subscribe?tag=no-such-tag'],
}

/** In another language a page is asked for in the same ways. */
function requestsFor(path: string): string[] {
  const prefix = '/{language}'
  if (!path.startsWith(prefix)) return REQUESTS[path] ?? [addressOf(path)]
  return requestsFor(path.slice(prefix.length) || '/').map(target => (target === '/' ? '/ko' : `/ko${target}`))
}

const reads = ENDPOINTS.filter(({ method }) => method === 'GET')

/** The same endpoint answers in every language, so on every change one language stands for all. */
const inOneLanguage = THOROUGH ? reads : reads.filter(({ path }) => !path.startsWith('/{language}'))

test.each(sample(2, inOneLanguage))(
  '$path uses its declared table access, and nothing else',
  async ({ path, access }) => {
    await correct()
    host.tap.reset()
    for (const target of requestsFor(path)) await host.get(target)
    expect(accessUsed(host.tap.calls)).toEqual([...access].sort())
  },
)

describe('the cost of', () => {
  const calls = () => host.tap.calls.flatMap(call => call.access)

  const cached = reads.filter(({ dependsOn }) => dependsOn.length > 0)
  test.each(sample(3, cached))('a 304 of $path is one GetItem', async ({ path }) => {
    const target = requestsFor(path)[0]!
    const { etag } = (await host.get(target)).headers
    host.tap.reset()
    expect((await host.get(target, { headers: { 'if-none-match': etag! } })).status).toBe(304)
    expect(calls()).toEqual(['events:GetItem'])
    expect(host.tap.calls[0]!.request.Key).toEqual({ pk: { S: METADATA_KEY.pk }, sk: { S: METADATA_KEY.sk } })
  })

  test.each(['/robots.txt', '/health'])('%s is nothing', async target => {
    expect((await host.get(target)).status).toBe(200)
    expect(calls()).toEqual([])
  })

  test('a 400, 406, 414 or 404 of no path is a GetItem at most', async () => {
    for (const target of ['/v1/events?limit=0', '/no-such-path', `/v1/events?${'x'.repeat(4096)}`]) {
      host.tap.reset()
      await host.get(target, { headers: { accept: 'application/json' } })
      expect(calls().filter(access => access !== 'events:GetItem')).toEqual([])
      expect(calls().length).toBeLessThanOrEqual(1)
    }
  })

  test.each([
    ['/v1/events?limit=1', 1],
    ['/v1/events?limit=7', 1],
    ['/v1/events?limit=10', 3],
    ['/v1/events?limit=7&order=desc', 1],
    ['/v1/events?limit=100&to=1999', 3],
    ['/v1/events?limit=100&to=1996', 0],
  ])('%s is the metadata, the counts and %s years', async (target, years) => {
    expect((await host.get(target)).status).toBe(200)
    expect(calls()).toEqual(['events:GetItem', 'events:Query', ...Array(years).fill('events/byTime:Query')])
  })

  test.each([
    ['/v1/events?limit=100&from=1997&to=1997', 0, 1],
    ['/v1/events?limit=100&from=1999&to=1999', 1, 1],
  ])(
    '%s is the metadata, four blocks of years, the events that began earlier, the counts and the years',
    async (target, earlier, years) => {
      expect((await host.get(target)).status).toBe(200)
      expect(calls()).toEqual([
        'events:GetItem',
        ...Array(5).fill('events:Query'),
        ...Array(years).fill('events/byTime:Query'),
        ...Array(earlier).fill('events:BatchGetItem'),
      ])
    },
  )

  test('a filtered page is the metadata, the counts, the entries and the events on it', async () => {
    expect((await host.get('/v1/events?category=law&limit=7')).status).toBe(200)
    expect(calls()).toEqual(['events:GetItem', 'events:BatchGetItem', 'events:Query', 'events:BatchGetItem'])
    const keys = host.tap.calls.at(-1)!.request.RequestItems['annals-events'].Keys
    expect(keys).toHaveLength(7)
  })

  test('the first page of the timeline feed is the metadata, the counts and years of two archive pages, and the latest changes', async () => {
    expect((await host.get('/feeds/timeline.rss')).status).toBe(200)
    const used = calls()
    const years = used.filter(access => access === 'events/byTime:Query')
    // Whether an archive page follows, and where the last one begins: each asks the counts first, and then the years that it needs.
    const others = used.filter(access => access !== 'events/byTime:Query')
    expect(others.toSorted()).toEqual([
      ...['events/byChange:Query', 'events/byChange:Query', 'events/byChange:Query'],
      ...['events:GetItem', 'events:Query', 'events:Query'],
    ])
    expect(years.length).toBeLessThanOrEqual(2 * 29)
  })

  test('any request before the timeline is loaded is one GetItem', async () => {
    const { client, tables } = host.store
    const { errors, release } = collectErrors()
    await client.send(new DeleteCommand({ TableName: tables.events, Key: METADATA_KEY }))
    for (const { path } of cached) {
      host.tap.reset()
      expect((await host.get(requestsFor(path)[0]!)).status).toBe(503)
      expect(calls()).toEqual(['events:GetItem'])
    }
    expect(errors).toHaveLength(cached.length)
    release()
  })
})
