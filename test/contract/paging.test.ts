/** Lists page by page: a walk yields each thing once, in order, as the data folder has it; and a cursor fits the query it came from alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import { addDays, daysFromTo } from '../../lambdas/domain/civil-date.ts'
import { type Event, endOf, recurrenceKeyOf, startOf, timeKeyOf } from '../../lambdas/domain/event.ts'
import { encodeCursor } from '../../lambdas/store/cursor.ts'
import { highlightWriter } from '../../lambdas/store/dynamodb/highlight-store.ts'
import { ANEW, DATA_FOLDER, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { occurrencesOn } from '../support/occurrences.ts'
import { sample } from '../support/thorough.ts'

const TODAY = '2026-07-14'
const HIGHLIGHTED_SINCE = '2026-05-20'

let host: TestHost
/** In the order of time. */
let events: Event[]
beforeAll(async () => {
  host = await startTestHost({ today: TODAY })
  events = (await readContents(DATA_FOLDER)).events.map(({ event }) => event)
  const highlights = highlightWriter(host.store)
  for (const date of daysFromTo(HIGHLIGHTED_SINCE, addDays(TODAY, -1)))
    await highlights.mark(date, occurrencesOn(events, date, 'feb-28'), `${date}T00:00:00Z`)
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const withParameter = (target: string, name: string, value: string | number): string =>
  `${target}${target.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: `${value}` })}`

interface Step {
  // biome-ignore lint/suspicious/noExplicitAny: lists of all kinds are walked
  data: any[]
  next: string | null
  /** Path and query of the next page. */
  link: string | undefined
}

async function step(target: string): Promise<Step> {
  const answer = await host.get(target)
  if (answer.status !== 200) throw new Error(`${target} answers ${answer.status}: ${answer.text}`)
  const link = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link))?.[1]
  if (link !== undefined) expect(link).toMatch(new RegExp(`^${host.url}/`))
  return { ...answer.json(), link: link?.slice(host.url.length) }
}

/** The data of every page, and how many pages there were. */
async function walk(target: string, nextTarget: (page: Step) => string | undefined) {
  const found: Step['data'] = []
  let pages = 0
  for (let at: string | undefined = target; at !== undefined; pages++) {
    const page = await step(at)
    expect(page.next === null).toBe(page.link === undefined)
    found.push(...page.data)
    at = nextTarget(page)
  }
  return { found, pages }
}

const byCursor = (target: string) =>
  walk(target, ({ next }) => (next === null ? undefined : withParameter(target, 'cursor', next)))
const byLink = (target: string) => walk(target, ({ link }) => link)

const ids = (found: { id: string }[]) => found.map(({ id }) => id)
/** As few pages as can be: none of them empty, unless there is nothing at all. */
const fewestPages = (things: number, limit: number) => Math.max(1, Math.ceil(things / limit))

describe('the events', () => {
  const hasTag = (id: string) => (event: Event) => event.tags.some(tag => tag.id === id)
  const inCategory = (id: string) => (event: Event) => event.category.id === id
  const QUERIES: [string, (event: Event) => boolean][] = [
    ['', () => true],
    ['category=law', inCategory('law')],
    ['category=law&category=policy', event => inCategory('law')(event) || inCategory('policy')(event)],
    ['tag=defectors-day', hasTag('defectors-day')],
    ['tag=amendment&tag=decree', event => hasTag('amendment')(event) || hasTag('decree')(event)],
    ['category=law&tag=amendment', event => inCategory('law')(event) && hasTag('amendment')(event)],
    ['from=2004-07-27', event => endOf(event) >= '2004-07-27'],
    ['to=2004', event => startOf(event) <= '2004-12-31'],
    ['from=2004-07&to=2012', event => endOf(event) >= '2004-07-01' && startOf(event) <= '2012-12-31'],
    ['from=2010&category=politics', event => endOf(event) >= '2010' && inCategory('politics')(event)],
    ['from=2000&to=2000', event => startOf(event) <= '2000-12-31' && endOf(event) >= '2000'],
    ['to=1996', () => false],
    ['from=2026', () => false],
  ]
  /** On every change each query in one order. */
  const WALKS = QUERIES.flatMap(([query, matches], index) => {
    const walks = [
      { query, matches, order: 'asc', limit: 7 },
      { query, matches, order: 'desc', limit: 11 },
    ]
    return sample(2, index % 2 === 0 ? walks : walks.reverse())
  })

  test('have unique positions in time', () => {
    expect(new Set(events.map(timeKeyOf)).size).toBe(events.length)
  })

  test.each(WALKS)('of "$query" come once and $order by $limit', async ({ query, matches, order, limit }) => {
    const expected = events.filter(matches).map(event => event.id)
    if (order === 'desc') expected.reverse()
    const target = `/v1/events?order=${order}&limit=${limit}${query && `&${query}`}`
    const { found, pages } = await byCursor(target)
    expect(ids(found)).toEqual(expected)
    expect(pages).toBe(fewestPages(expected.length, limit))
  })

  test.each([
    ['/v1/events?from=2020', 1],
    ['/v1/events?category=law&order=desc', 1],
    ['/v1/events', 100],
  ])('of %s come the same by %s', async (target, limit) => {
    const { found } = await byCursor(target)
    expect(ids((await byCursor(withParameter(target, 'limit', limit))).found)).toEqual(ids(found))
  })

  test.each([
    '/v1/events',
    '/v1/events?tag=amendment&tag=decree&limit=3&lang=ko',
    '/v1/events?from=2004-07&to=2012&order=desc&limit=11',
  ])('are the same when Link is followed: %s', async target => {
    expect(await byLink(target)).toEqual(await byCursor(target))
  })

  test('end with the page that is full', async () => {
    const { found, pages } = await byCursor('/v1/events?category=law&limit=1')
    const laws = events.filter(inCategory('law')).length
    expect([found.length, pages]).toEqual([laws, laws])
  })
})

describe('on this day', () => {
  test.each(['asc', 'desc'])('events of all years come once, %s', async order => {
    const days = new Set(
      events.flatMap(event => recurrenceKeyOf(event) ?? []).filter(recurrence => recurrence.length === 5),
    )
    expect(days.size).toBeGreaterThan(100)
    for (const day of sample(5, [...days])) {
      const expected = events.filter(event => recurrenceKeyOf(event) === day).map(event => event.id)
      if (order === 'desc') expected.reverse()
      const { found, pages } = await byCursor(`/v1/on-this-day/${day}?limit=2&order=${order}`)
      expect([day, ids(found), pages]).toEqual([day, expected, fewestPages(expected.length, 2)])
    }
  })

  test('today is the day that the host was told', async () => {
    const { found } = await byLink('/v1/on-this-day?limit=1')
    expect(ids(found)).toEqual(ids((await byCursor('/v1/on-this-day/07-14')).found))
    expect(found).toHaveLength(3)
  })
})

describe('anniversaries', () => {
  const RANGES = [
    ['2026-01-01', 366, 100],
    ['2026-01-01', 366, 7],
    ['2028-02-01', 40, 7],
    ['1999-07-01', 40, 7],
    ['2026-07-01', 30, 1],
    ['1997-01-01', 366, 7],
    ['2026-07-14', 1, 1],
    ['2026-03-01', 1, 1],
  ] as const
  test.each(sample(2, RANGES))('from %s, for %s days, come once and in order by %s', async (from, days, limit) => {
    const expected = daysFromTo(from, addDays(from, days - 1)).flatMap(date => occurrencesOn(events, date, 'feb-28'))
    const target = `/v1/anniversaries?from=${from}&days=${days}&limit=${limit}`
    const { found, pages } = await byCursor(target)
    expect(found.map(({ date, event, kind, years, rank }) => ({ date, eventId: event.id, kind, years, rank }))).toEqual(
      expected,
    )
    expect(pages).toBe(fewestPages(expected.length, limit))
  })

  test('are the same when Link is followed', async () => {
    expect(await byLink('/v1/anniversaries?limit=2')).toEqual(await byCursor('/v1/anniversaries?limit=2'))
  })

  test('start today', async () => {
    expect(await byCursor('/v1/anniversaries')).toEqual(await byCursor(`/v1/anniversaries?from=${TODAY}&days=30`))
  })
})

describe('highlights', () => {
  test.each([
    ['/v1/highlights', HIGHLIGHTED_SINCE, TODAY],
    ['/v1/highlights?from=2026-05-31&to=2026-07-01', '2026-05-31', '2026-07-01'],
    ['/v1/highlights?from=2026-06-25&to=2026-06-25', '2026-06-25', '2026-06-25'],
    ['/v1/highlights?to=2026-05-19', '2026-05-19', '2026-05-18'],
  ])('of %s come once, the latest and highest-ranked first', async (target, from, to) => {
    const expected = daysFromTo(from, to).flatMap(date => occurrencesOn(events, date, 'feb-28'))
    for (const limit of sample(3, [7, 1, 100])) {
      const limited = withParameter(target, 'limit', limit)
      const { found, pages } = await byCursor(limited)
      const marks = found.map(({ date, event, kind, years, rank }) => ({ date, eventId: event.id, kind, years, rank }))
      expect(new Set(marks.map(canonicalJson))).toEqual(new Set(expected.map(canonicalJson)))
      expect(marks).toHaveLength(expected.length)
      const weights = marks.map(({ date, rank }) => `${date} ${String(rank).padStart(2, '0')}`)
      expect(weights).toEqual(weights.toSorted().reverse())
      expect(pages).toBe(fewestPages(expected.length, limit))
      expect(await byLink(limited)).toEqual({ found, pages })
    }
  })
})

describe('a cursor', () => {
  const LISTS = [
    '/v1/events?limit=7',
    '/v1/on-this-day?limit=1',
    '/v1/on-this-day/07-14?limit=1',
    '/v1/anniversaries?limit=1',
    '/v1/highlights?limit=1',
  ]
  const cursorOf = async (target: string) => (await step(target)).next!
  const statusWith = async (target: string, cursor: string) =>
    (await host.get(withParameter(target, 'cursor', cursor))).status

  test.each(LISTS)('of %s is refused if any of its characters is changed', async target => {
    const cursor = await cursorOf(target)
    expect(await statusWith(target, cursor)).toBe(200)
    // From the end, because its last character has bits that decoders ignore.
    for (const [position, character] of sample(7, [...[...cursor].entries()].reverse())) {
      // The next of the alphabet: in the last character of base64, that can be a bit that decoders ignore.
      const other = character === 'Z' ? 'A' : character === 'z' ? 'a' : character === '9' ? '0' : character
      const bent = other === character ? String.fromCharCode(character.charCodeAt(0) + 1) : other
      const answer = await host.get(
        withParameter(target, 'cursor', cursor.slice(0, position) + bent + cursor.slice(position + 1)),
      )
      expect([position, answer.status]).toEqual([position, 400])
      expect(answer.json()).toMatchObject({ type: 'urn:annals:problem:invalid-cursor', parameter: 'cursor' })
    }
  })

  test.each(LISTS)('of %s is refused if something is missing or added', async target => {
    const cursor = await cursorOf(target)
    for (const bent of [cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, `A${cursor}`, `${cursor}=`, ` ${cursor}`])
      expect(await statusWith(target, bent)).toBe(400)
  })

  test.each([
    ['/v1/events', '/v1/events?order=desc'],
    ['/v1/events', '/v1/events?category=law'],
    ['/v1/events', '/v1/events?tag=amendment'],
    ['/v1/events', '/v1/events?from=1997'],
    ['/v1/events', '/v1/events?to=2030'],
    ['/v1/events?category=law', '/v1/events?category=policy'],
    ['/v1/events?category=law', '/v1/events?category=law&category=policy'],
    ['/v1/events', '/v1/on-this-day?limit=1'],
    ['/v1/on-this-day?limit=1', '/v1/on-this-day/07-14?limit=1'],
    ['/v1/on-this-day/07-14?limit=1', '/v1/on-this-day/07-15'],
    ['/v1/on-this-day/07-14?limit=1', '/v1/on-this-day/07-14?order=desc'],
    ['/v1/anniversaries', '/v1/anniversaries?from=2026-07-15'],
    ['/v1/anniversaries', '/v1/anniversaries?days=31'],
    ['/v1/anniversaries', '/v1/highlights'],
    ['/v1/highlights', '/v1/highlights?to=2026-07-13'],
  ])('of %s is refused for %s', async (own, foreign) => {
    expect(await statusWith(foreign, await cursorOf(own))).toBe(400)
  })

  test.each([
    ['/v1/events?limit=20&from=2020', '/v1/events?from=2020-01-01&limit=13&lang=ko'],
    ['/v1/events?category=law&category=policy&limit=7', '/v1/events?category=policy&category=law'],
    ['/v1/events?limit=50', '/v1/events?order=asc'],
    ['/v1/anniversaries?limit=3', '/v1/anniversaries?from=2026-07-14&days=30&lang=ko'],
    ['/v1/highlights?limit=3', '/v1/highlights?to=2026-07-14&limit=100'],
    ['/v1/on-this-day?limit=1', '/v1/on-this-day?tz=Asia/Seoul'],
  ])('of %s goes on for %s', async (own, other) => {
    const first = await step(own)
    const rest = await byLink(withParameter(other, 'cursor', first.next!))
    const whole = await byCursor(own)
    const identify = ({ id, date, event }: Step['data'][number]) => id ?? `${date} ${event.id}`
    expect([...first.data, ...rest.found].map(identify)).toEqual(whole.found.map(identify))
  })
})

describe('a forged cursor', () => {
  const FACETS = { category: [], tag: [], actor: [], place: [], status: [] }
  const LIST = { ...FACETS, minSignificance: 1, sort: 'relevance', order: 'asc' }
  const QUERIES = {
    '/v1/events': LIST,
    '/v1/events?from=2004&to=2005': { ...LIST, from: '2004-01-01', to: '2005-12-31' },
    '/v1/events?category=law': { ...LIST, category: ['law'] },
    '/v1/events?order=desc': { ...LIST, order: 'desc' },
    '/v1/events?q=law': { ...LIST, q: 'law' },
    '/v1/on-this-day': { tz: 'Asia/Seoul', order: 'asc' },
    '/v1/anniversaries': { startDay: TODAY, days: 30 },
    '/v1/highlights?from=2026-05-20': { fromDay: HIGHLIGHTED_SINCE, toDay: TODAY },
  }
  const madeUp = (target: string, position: string) => {
    const path = target.split('?')[0]!
    const today = path === '/v1/events' ? null : TODAY
    return encodeCursor(position, canonicalJson({ path, parameters: QUERIES[target as keyof typeof QUERIES], today }))
  }
  /** For the metadata, for the counts, and for each of the 28 years that have events, or of the 30 days asked for. */
  const MOST_CALLS = 2 + 30
  const identified = (found: Step['data']) => new Set(found.map(({ id, date, event }) => id ?? `${date} ${event.id}`))

  test('is made as the service makes them', async () => {
    const { data, next } = await step('/v1/events?limit=1')
    expect(madeUp('/v1/events', `${data[0].date.start}#${data[0].id}`)).toBe(next)
  })

  test.each(Object.keys(QUERIES))('reads nothing that %s would not read, at no higher cost', async target => {
    const allowed = identified((await byCursor(withParameter(target, 'limit', 100))).found)
    const positions = [
      '',
      ' ',
      '~',
      '0000',
      '0001-01-01#a',
      '2005-01-01#a',
      '9999-12-31#zzz',
      'CURRENT',
      '\u0000',
      '힣',
      '😀',
    ]
    for (const position of sample(3, positions)) {
      host.tap.reset()
      const cursor = madeUp(target, position)
      const page = withParameter(withParameter(target, 'limit', 100), 'cursor', cursor)
      const answer = await host.get(page, { headers: ANEW })
      // A list takes anything for a place in its order; a position of a search names its version.
      expect([position, answer.status]).toEqual([position, target.includes('q=') ? 400 : 200])
      for (const each of identified(answer.json().data ?? [])) expect(allowed).toContain(each)
      expect(host.tap.calls.length).toBeLessThanOrEqual(MOST_CALLS)
    }
  })
})
