/** What may be asked of the list of events and around it: filters, fields, formats, counts, neighbours. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { DIMENSIONS } from '../../lambdas/domain/event.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

let host: TestHost
// biome-ignore lint/suspicious/noExplicitAny: views of events
let all: any[]
beforeAll(async () => {
  host = await startTestHost()
  all = []
  let cursor: string | null = ''
  do {
    const { data, next }: { data: object[]; next: string | null } = (
      await host.get(`/v1/events?limit=100${cursor && `&cursor=${cursor}`}`)
    ).json()
    all.push(...data)
    cursor = next
  } while (cursor !== null)
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const ids = (events: { id: string }[]) => events.map(({ id }) => id)

/** What each filter means, of an event as it is shown. */
// biome-ignore lint/suspicious/noExplicitAny: views of events
const MEANINGS: Record<string, (event: any, value: string) => boolean> = {
  category: (event, value) => event.category.id === value,
  tag: (event, value) => event.tags.some(({ id }: { id: string }) => id === value),
  actor: (event, value) => event.actors.some(({ id }: { id: string }) => id === value),
  place: (event, value) => event.places.some(({ id }: { id: string }) => id === value),
  status: (event, value) => event.status === value,
  minSignificance: (event, value) => event.significance >= Number(value),
  from: (event, value) => event.date.end >= value,
  to: (event, value) => event.date.start <= `${value}~`,
}

function plainly(query: string) {
  const asked = Map.groupBy(new URLSearchParams(query), ([name]) => name)
  return all.filter(event =>
    [...asked].every(([name, values]) => values.some(([, value]) => MEANINGS[name]!(event, value))),
  )
}

const QUERIES = [
  'actor=ministry-of-unification',
  'place=seoul',
  'status=claimed',
  'status=claimed&status=disputed',
  'minSignificance=4',
  'minSignificance=5&category=law',
  'category=law&category=policy&status=confirmed&minSignificance=3',
  'from=2004&to=2010&status=claimed',
  'place=seoul&category=society&from=2020',
  'actor=ministry-of-unification&place=seoul',
]

describe.each(QUERIES)('events of %s', query => {
  test('match the filters, and are not empty', async () => {
    const { data } = (await host.get(`/v1/events?limit=100&${query}`)).json()
    expect(ids(data)).toEqual(ids(plainly(query)))
    expect(data.length).toBeGreaterThan(0)
    expect(data.length).toBeLessThan(all.length)
  })

  test.each(DIMENSIONS)('are counted by %s', async dimension => {
    const { data, counted } = (await host.get(`/v1/facets/${dimension}?limit=100&${query}`)).json()
    const tally = new Map<string, number>()
    for (const event of plainly(query)) {
      const values = {
        category: [event.category],
        tag: event.tags,
        actor: event.actors,
        place: event.places,
        status: [],
      }
      for (const { id } of values[dimension]) tally.set(id, (tally.get(id) ?? 0) + 1)
      if (dimension === 'status') tally.set(event.status, (tally.get(event.status) ?? 0) + 1)
    }
    expect(counted).toBe('filtered')
    const counts = data.map(({ value, events }: { value: string; events: number }) => [value, events])
    expect(counts).toEqual([...tally].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, 100))
  })
})

describe('the values of a dimension', () => {
  test('come with their names in the requested language, with and without filters', async () => {
    for (const query of ['', '&minSignificance=5']) {
      const { data } = (await host.get(`/v1/facets/category?lang=ko${query}`)).json()
      const law = data.find(({ value }: { value: string }) => value === 'law')
      const { category } = (await host.get('/v1/events?category=law&limit=1&lang=ko')).json().data[0]
      expect(law.name).toBe(category.name)
    }
  })

  test('are complete without filters, including unused ones, page by page', async () => {
    const pages: string[][] = []
    let cursor: string | null = ''
    do {
      const { data, next, counted } = (
        await host.get(`/v1/facets/status?limit=3${cursor && `&cursor=${cursor}`}`)
      ).json()
      expect(counted).toBe('all')
      pages.push(data.map(({ value }: { value: string }) => value))
      cursor = next
    } while (cursor !== null)
    expect(pages).toEqual([['claimed', 'confirmed', 'disputed'], ['reported']])
  })

  test('of places are points on a map as well, most events first', async () => {
    const { features, counted } = (await host.get('/v1/places.geojson?from=2004&to=2010&lang=ko')).json()
    const { data } = (await host.get('/v1/facets/place?from=2004&to=2010&lang=ko&limit=100')).json()
    expect(counted).toBe('filtered')
    const numbers = features.map((each: { id: string; properties: { name: string; events: number } }) => [
      each.id,
      each.properties.name,
      each.properties.events,
    ])
    const counts: [string, string, number][] = data.map((each: { value: string; name: string; events: number }) => [
      each.value,
      each.name,
      each.events,
    ])
    expect(numbers).toEqual(counts.sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1)))
    expect(features[0]).toMatchObject({
      id: 'seoul',
      geometry: { type: 'Point', coordinates: [126.98, 37.57] },
      properties: { country: 'KR', url: expect.stringMatching(/\/ko\/places\/seoul$/) },
    })
  })

  test('are paged with filters too', async () => {
    const whole = (await host.get('/v1/facets/tag?category=law&limit=100')).json().data
    const first = (await host.get('/v1/facets/tag?category=law&limit=10')).json()
    const second = (await host.get(`/v1/facets/tag?category=law&limit=90&cursor=${first.next}`)).json()
    expect([...first.data, ...second.data]).toEqual(whole)
  })
})

describe('fields', () => {
  test('are those requested, and those without which a claim could read as a fact', async () => {
    const { data } = (await host.get('/v1/events?fields=title,date&limit=100')).json()
    expect(data).toEqual(
      all.slice(0, 100).map(({ id, date, title, status, attribution }) => ({ id, date, title, status, attribution })),
    )
    expect(Object.keys(data[0])).toEqual(['id', 'date', 'title', 'status', 'attribution'])
  })

  test('can be paged with the same cursor as whole events', async () => {
    const { next } = (await host.get('/v1/events?limit=5')).json()
    const { data } = (await host.get(`/v1/events?limit=5&fields=id&cursor=${next}`)).json()
    expect(ids(data)).toEqual(ids(all.slice(5, 10)))
  })
})

describe('a file of events', () => {
  const lines = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line))

  test('as NDJSON has all of them, one per line', async () => {
    const { text, headers } = await host.get('/v1/events.ndjson')
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    expect(headers).not.toHaveProperty('link')
    expect(lines(text)).toEqual(all)
  })

  test('as CSV has all of them, one per row, with the requested fields', async () => {
    const { text, headers } = await host.get('/v1/events.csv?fields=title')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
    expect(rows.map(({ id, status }) => [id, status])).toEqual(all.map(({ id, status }) => [id, status]))
    expect(Object.keys(rows[0]!)).toEqual(['id', 'title', 'status', 'attribution'])
  })

  test('for TimelineJS has one slide per event', async () => {
    const { events, title } = (await host.get('/v1/events.timelinejs.json?lang=ko')).json()
    expect(events.map((slide: { unique_id: string }) => slide.unique_id)).toEqual(ids(all))
    expect(title.text.text).not.toContain('<a')
  })

  test('as GeoJSON has each event at its places', async () => {
    const { headers, json } = await host.get('/v1/events.geojson')
    expect(headers['content-type']).toBe('application/geo+json; charset=utf-8')
    const { type, features, next } = json()
    expect([type, next]).toEqual(['FeatureCollection', null])
    expect(features.map(({ properties }: { properties: object }) => properties)).toEqual(all)
    for (const { id, geometry, properties } of features) {
      expect(id).toBe(properties.id)
      const known = properties.places.filter(({ latitude }: { latitude: number | null }) => latitude !== null)
      const points = geometry === null ? [] : geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates
      expect(points).toEqual(
        known.map(({ longitude, latitude }: { longitude: number; latitude: number }) => [longitude, latitude]),
      )
    }
  })

  test.each(['', 'order=desc', 'q=Hanawon', 'category=law&from=2004'])(
    'has the events of the list of ?%s',
    async query => {
      const list = (await host.get(`/v1/events?limit=100&${query}`)).json()
      expect(lines((await host.get(`/v1/events.ndjson?limit=100&${query}`)).text).slice(0, 100)).toEqual(list.data)
    },
  )

  test('says that there are more, and where they are', async () => {
    const next = /^<(.+)>; rel="next"$/.exec((await host.get('/v1/events.ndjson?limit=7')).headers.link as string)![1]!
    const rest = lines((await host.get('/v1/events.ndjson?limit=7')).text)
    expect(rest).toEqual([...all.slice(0, 7), { next }])
    expect(lines((await host.get(next.replace(host.url, ''))).text)[0]).toEqual(all[7])
    const rows: string[][] = parse((await host.get('/v1/events.csv?limit=7')).text, { bom: true })
    expect(rows).toHaveLength(9)
    expect(rows.at(-1)![0]).toMatch(/^More events: http.*\/v1\/events\.csv\?limit=7&cursor=/)
    const { title, events } = (await host.get('/v1/events.timelinejs.json?limit=7')).json()
    expect(events).toHaveLength(7)
    expect(title.text.text).toMatch(/<a href="http.*\/v1\/events\.timelinejs\.json\?limit=7&amp;cursor=/)
    expect((await host.get('/v1/events.geojson?limit=7')).json().next).toMatch(/events\.geojson\?limit=7&cursor=/)
  })

  test('is at the address to which the parameter `format` redirects', async () => {
    const { status, headers } = await host.get('/v1/events?format=csv&lang=ko&tag=amendment')
    expect([status, headers.location]).toEqual([301, '/v1/events.csv?lang=ko&tag=amendment'])
  })
})

describe('a single event', () => {
  const reference = ({ id, url, date }: { id: string; url: string; date: object }) => ({ id, url, date })

  test('links to the previous, the next and its related events', async () => {
    for (const [index, event] of all.entries()) {
      if (index % 20 !== 0 && index !== all.length - 1) continue
      const { links, ...view } = (await host.get(`/v1/events/${event.id}`)).json()
      expect(view).toEqual(event)
      const [before, after] = [all[index - 1], all[index + 1]]
      expect(links.previous).toEqual(before ? expect.objectContaining(reference(before)) : null)
      expect(links.next).toEqual(after ? expect.objectContaining(reference(after)) : null)
      expect(ids(links.related)).toEqual(event.related)
    }
  })

  test('has its related events in its order, without deleted ones', async () => {
    const writer = eventWriter(host.store)
    const at = '2026-07-01T00:00:00Z'
    const [first, second] = [all[40].id, all[7].id]
    await writer.put(anAuthoredEvent({ id: 'gone', date: '1990' }), 0, at)
    await writer.put(anAuthoredEvent({ id: 'relating', date: '1990', related: [first, 'gone', second] }), 0, at)
    await writer.delete('gone', 1, at)
    const { links, related } = (await host.get('/v1/events/relating')).json()
    expect(related).toEqual([first, 'gone', second])
    expect(ids(links.related)).toEqual([first, second])
    await writer.delete('relating', 1, at)
  })

  test('marks a related claim as a claim', async () => {
    const index = all.findIndex(({ status }) => status === 'claimed')
    const { links } = (await host.get(`/v1/events/${all[index - 1].id}`)).json()
    expect(links.next.title).toBe(`[Claimed] ${all[index].title}`)
  })
})

describe('an unknown value', () => {
  test('is refused with the closest ones if there are many', async () => {
    const answer = await host.get('/v1/events?tag=settlement-akt')
    expect(answer.json()).toMatchObject({
      parameter: 'tag',
      allowed: expect.stringMatching(/^one of \d+; the closest are settlement-act, /),
    })
  })

  test('is refused with all of them if there are few', async () => {
    const { allowed } = (await host.get('/v1/events?category=lawn')).json()
    expect(allowed).toContain('law')
    expect(Array.isArray(allowed)).toBe(true)
  })
})
