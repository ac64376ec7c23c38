/** Listing events: pages in either direction and of any size, their bounds, and what a query that little meets may cost. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import {
  alternatives,
  type Event,
  type FacetFilters,
  recurrenceKeyOf,
  timeKeyOf,
} from '../../../lambdas/domain/event.ts'
import { documentClient } from '../../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../../lambdas/store/dynamodb/event-reader.ts'
import { type EventQuery, type Order, UnknownFacetValue } from '../../../lambdas/store/event-store.ts'
import { mostSignificant } from '../../../lambdas/store/most-significant.ts'
import { anAuthoredEvent, aTerm, contentsOf } from '../../support/contents.ts'
import { startTap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import fc from '../../support/fast-check.ts'
import {
  inOrder,
  limits,
  meant,
  orders,
  pagesOf,
  points,
  randomFacets,
  timelines,
} from '../../support/random-timelines.ts'
import { cases, THOROUGH } from '../../support/thorough.ts'
import { allPages, portsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

/** Amazon's engine takes a while to start, and for each answer. */
jest.setTimeout(120_000)

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())

const ids = (events: readonly { id: string }[]) => events.map(event => event.id)

const event = (id: string, date: string, overrides: Partial<Event> = {}) => anAuthoredEvent({ id, date, ...overrides })

/** The ids on each page. */
const pages = async (query: Partial<EventQuery>, limit: number, order: Order = 'asc') =>
  (await allPages(page => store.events.list({ facets: {}, ...query }, { ...page, order }), limit)).map(ids)

const queries = fc.record({
  from: fc.option(points, { nil: undefined }),
  to: fc.option(points, { nil: undefined }),
  facets: randomFacets,
  significance: fc.subarray([1, 2, 3, 4, 5]).map(alternatives),
  order: orders,
  limit: limits,
})

test('the events of a day or month of the year come by year', async () => {
  await fc.assert(
    fc.asyncProperty(timelines(40), fc.integer({ min: 1, max: 4 }), async (contents, limit) => {
      await store.emptyTables()
      await store.load(contents)
      const events = contents.events.map(dated => dated.event)
      for (const recurrence of ['07-14', '07', '01-01', '12', '02-29']) {
        const expected = meant(events, { facets: {} }).filter(each => recurrenceKeyOf(each) === recurrence)
        for (const order of ['asc', 'desc'] as const) {
          const found = await allPages(page => store.events.recurring(recurrence, { ...page, order }), limit)
          expect(found.map(ids)).toEqual(pagesOf(ids(inOrder(expected, order)), limit))
        }
      }
    }),
    { numRuns: cases(2, 10) },
  )
})

describe('bounds', () => {
  beforeAll(async () => {
    await store.emptyTables()
    await store.load(
      contentsOf([
        event('a', '1996-12-31'),
        event('b', '1997'),
        event('c', '1997-07'),
        event('d', '1997-07-14'),
        event('e', '1997-07-31'),
        event('f', '1997-08-01'),
        event('g', '1997-12-31/1998-02'),
        event('h', '1998-01-01'),
      ]),
    )
  })

  test.each<[string, Partial<EventQuery>, string]>([
    ['from a year', { from: '1997' }, 'bcdefgh'],
    ['from a month', { from: '1997-07' }, 'bcdefgh'],
    ['from a day, which is included', { from: '1997-07-14' }, 'bcdefgh'],
    ['from the day after', { from: '1997-07-15' }, 'bcefgh'],
    ['to a year, all of it', { to: '1997' }, 'abcdefg'],
    ['to a month, all of it', { to: '1997-07' }, 'abcde'],
    ['to a day, which is included', { to: '1997-07-14' }, 'abcd'],
    ['to the day before', { to: '1997-07-13' }, 'abc'],
    ['one year', { from: '1997', to: '1997' }, 'bcdefg'],
    ['one month', { from: '1997-07', to: '1997-07' }, 'bcde'],
    ['one day', { from: '1997-07-14', to: '1997-07-14' }, 'bcd'],
    ['a year in which an interval ends', { from: '1998', to: '1998' }, 'gh'],
    ['the day on which it may end', { from: '1998-02-28' }, 'g'],
    ['the day after', { from: '1998-03-01' }, ''],
    ['the end before the beginning', { from: '1998', to: '1997' }, ''],
    ['before everything', { to: '0001' }, ''],
    ['after everything', { from: '9999' }, ''],
  ])('%s', async (_, query, expected) => {
    for (const limit of [1, 3, 100])
      for (const facets of [{}, { category: ['law'] }] as const) {
        expect((await pages({ ...query, facets }, limit)).flat().join('')).toBe(expected)
        expect((await pages({ ...query, facets }, limit, 'desc')).flat().reverse().join('')).toBe(expected)
      }
  })

  test('an outline has the days of what begins in a time, up to the last entry that it may examine', async () => {
    const reader = eventReader(store.connection, { mostEntries: 3 })
    const outline = (from: string) => reader.outline({ from, facets: { category: ['law'] } })
    expect(await outline('1998')).toEqual({ events: [{ day: '1998-01-01', category: 'law' }], isComplete: true })
    const { events, isComplete } = await outline('1997')
    expect([events.map(({ day }) => day), isComplete]).toEqual([['1997-01-01', '1997-07-01', '1997-07-14'], false])
  })
})

describe('pages', () => {
  beforeEach(() => store.emptyTables())

  test.each([
    ['by time', {}],
    ['by facet', { category: ['law'] }],
    ['by facets', { category: ['law'], status: ['confirmed'] }],
  ] as const)('end without a next when the last one is full, %s', async (_, facets) => {
    await store.load(contentsOf(['1997', '1998', '1999', '2000'].map((year, i) => event(`e${i}`, year))))
    const query = { facets }
    const first = await store.events.list(query, { limit: 2, order: 'asc' })
    expect(ids(first.items)).toEqual(['e0', 'e1'])
    const second = await store.events.list(query, { limit: 2, order: 'asc', after: first.next })
    expect(ids(second.items)).toEqual(['e2', 'e3'])
    expect(second).not.toHaveProperty('next')
    expect(await store.events.list(query, { limit: 4, order: 'desc' })).not.toHaveProperty('next')
  })

  test('continue after an event that was deleted or moved since', async () => {
    await store.load(contentsOf(['1997', '1998', '1999'].map((year, i) => event(`e${i}`, year))))
    const first = await store.events.list({ facets: {} }, { limit: 2, order: 'asc' })
    await store.writer.delete('e1', 1, '2026-07-01T00:00:00Z')
    const second = await store.events.list({ facets: {} }, { limit: 2, order: 'asc', after: first.next })
    expect(ids(second.items)).toEqual(['e2'])
  })

  test('hold whole events with their times and revision', async () => {
    await store.load(contentsOf([event('e', '1997-07-14')]))
    const times = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', revision: 1 }
    const expected = [{ ...event('e', '1997-07-14'), ...times }]
    expect((await store.events.list({ facets: {} }, { limit: 1, order: 'asc' })).items).toEqual(expected)
    expect((await store.events.list({ facets: { category: ['law'] } }, { limit: 1, order: 'asc' })).items).toEqual(
      expected,
    )
  })
})

describe('facets', () => {
  beforeEach(() => store.emptyTables())

  const tagged = (id: string, date: string, ...tags: string[]) => event(id, date, { tags: tags.map(aTerm) })

  test('a filter with few matches ends pages early; together they are complete', async () => {
    const reader = eventReader(store.connection, { mostEntries: 8 })
    await fc.assert(
      fc.asyncProperty(
        timelines(40),
        fc.array(queries, { minLength: 1, maxLength: 20, size: 'max' }),
        async (contents, asked) => {
          await store.emptyTables()
          await store.load(contents)
          for (const query of asked) {
            const read = await allPages(page => reader.list(query, { ...page, order: query.order }), query.limit)
            const events = contents.events.map(dated => dated.event)
            const expected = ids(inOrder(meant(events, query), query.order))
            expect({ query, found: ids(read.flat()) }).toEqual({ query, found: expected })
            expect(read.every(page => page.length <= query.limit)).toBe(true)
          }
        },
      ),
      { numRuns: cases(3, 30) },
    )
  })

  test('a page examines a bounded number of entries, and continues even if it found nothing', async () => {
    const numbered = (prefix: string, overrides: Partial<Event>) =>
      Array.from({ length: 130 }, (_, i) => event(`${prefix}${String(i).padStart(3, '0')}`, '1997', overrides))
    const common = [aTerm('common')]
    await store.load(
      contentsOf([
        ...numbered('a', { category: aTerm('policy'), tags: common }),
        ...numbered('b', { category: aTerm('law'), tags: [] }),
        event('z', '1998', { category: aTerm('law'), tags: common }),
      ]),
    )
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const reader = eventReader({ ...store.connection, client: documentClient(client) }, { mostEntries: 50 })
    const query: EventQuery = { facets: { tag: ['common'], category: ['law'] } }
    const found: string[][] = []
    let after: string | undefined
    do {
      tap.reset()
      const page = await reader.list(query, { limit: 5, order: 'asc', after })
      const examined = tap.calls.reduce((sum, { answer }) => sum + (answer!.body.ScannedCount ?? 0), 0)
      expect(examined).toBeLessThanOrEqual(50)
      found.push(ids(page.items))
      after = page.next
    } while (after !== undefined)
    expect(found).toEqual([[], [], ['z']])
    client.destroy()
    await tap.stop()
  })

  test('a page examines as many entries as the first of them suggest, and all that it may if they misled', async () => {
    const NUMBER = 460
    const load = (isMet: (index: number) => boolean) =>
      store.load(
        contentsOf(
          Array.from({ length: NUMBER }, (_, i) =>
            event(`e${String(i).padStart(3, '0')}`, '1997', { tags: [aTerm('t')], significance: isMet(i) ? 5 : 1 }),
          ),
        ),
      )
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const reader = eventReader({ ...store.connection, client: documentClient(client) })
    const read = async (limit: number) => {
      tap.reset()
      const page = await reader.list({ facets: { tag: ['t'] }, significance: [5] }, { limit, order: 'asc' })
      const scanned = tap.calls.flatMap(({ answer }) => answer!.body.ScannedCount ?? [])
      return { found: page.items.length, scanned, more: page.next !== undefined }
    }

    await load(i => i % 4 === 0)
    expect(await read(10)).toEqual({ found: 10, scanned: [150], more: true })
    expect(await read(50)).toEqual({ found: 50, scanned: [150, 150], more: true })
    expect(await read(75)).toEqual({ found: 75, scanned: [150, 225], more: true })

    await store.emptyTables()
    await load(i => (i < 150 ? i % 4 === 0 : i >= NUMBER - 20))
    expect(await read(50)).toEqual({ found: 50, scanned: [150, 150, 160], more: true })
    expect(await read(60)).toEqual({ found: 58, scanned: [150, 150, 160], more: false })

    if (THOROUGH) {
      await store.emptyTables()
      await load(i => i >= NUMBER - 20)
      expect(await read(50)).toEqual({ found: 20, scanned: [150, 310], more: false })
    }
    client.destroy()
    await tap.stop()
  })

  test('a timeline of very many years reads as many of them as a page has events', async () => {
    const sparse = Array.from({ length: 40 }, (_, i) => event(`y${i}`, String(1000 + i * 7)))
    await store.load(contentsOf(sparse))
    // Years that have no events any more are skipped, not taken for the end.
    for (const { id } of sparse.slice(5, 15)) await store.writer.delete(id, 1, '2026-07-01T00:00:00Z')
    const left = ids([...sparse.slice(0, 5), ...sparse.slice(15)])
    for (const limit of [1, 3, 4, 7, 100]) {
      expect(await pages({}, limit)).toEqual(pagesOf(left, limit))
      expect(await pages({}, limit, 'desc')).toEqual(pagesOf([...left].reverse(), limit))
    }
  })

  test('a rare value among many common ones is found anywhere', async () => {
    const common = Array.from({ length: 230 }, (_, i) =>
      tagged(`e${String(i).padStart(3, '0')}`, '1997-07-14', 'common'),
    )
    const both = ['e005', 'e117', 'e229']
    await store.load(
      contentsOf(common.map(each => (both.includes(each.id) ? { ...each, places: [aTerm('seoul')] } : each))),
    )
    const facets: FacetFilters = { tag: ['common'], place: ['seoul'] }
    expect(await pages({ facets }, 2)).toEqual([['e005', 'e117'], ['e229']])
    // No filter leads by being rarer here: the filter passes over more than one page of entries.
    expect(await pages({ facets: { category: ['law'], tag: ['common'] } }, 100)).toEqual(pagesOf(ids(common), 100))
  })

  test('an event with several of the values comes once', async () => {
    await store.load(contentsOf([tagged('both', '1997', 'x', 'y'), tagged('x', '1998', 'x'), tagged('y', '1996', 'y')]))
    for (const limit of [1, 2, 3, 4])
      expect(await pages({ facets: { tag: ['x', 'y'] } }, limit)).toEqual(pagesOf(['y', 'both', 'x'], limit))
  })

  test('a declared value without events gives an empty page', async () => {
    await store.load(contentsOf([event('e', '1997')], { tags: [aTerm('unused')] }))
    for (const facets of [{ tag: ['unused'] }, { status: ['disputed'] }] as const)
      expect(await store.events.list({ facets }, { limit: 2, order: 'asc' })).toEqual({ items: [], total: 0 })
  })

  test('an unknown value is an error that lists the known ones', async () => {
    await store.load(contentsOf([tagged('e', '1997', 'y', 'x')]))
    const asked = store.events.list({ facets: { category: ['law'], tag: ['x', 'z'] } }, { limit: 2, order: 'asc' })
    await expect(asked).rejects.toThrow(UnknownFacetValue)
    await expect(asked).rejects.toMatchObject({
      message: 'There is no tag "z"',
      dimension: 'tag',
      allowed: ['x', 'y'],
    })
  })
})

describe('the most significant', () => {
  const TOTAL = 330
  /** Every significance and tag in turn, over a few years. */
  const events = Array.from({ length: TOTAL }, (_, i) =>
    event(`e${String(i).padStart(3, '0')}`, String(1990 + (i % 7)), {
      significance: 1 + (i % 5),
      tags: i % 3 === 0 ? [aTerm('third')] : [],
      category: aTerm(i % 2 === 0 ? 'law' : 'policy'),
    }),
  )
  beforeAll(async () => {
    await store.emptyTables()
    await store.load(contentsOf(events))
  })

  const expected = (matches: (each: Event) => boolean, limit: number) =>
    ids(
      events
        .filter(matches)
        .sort((a, b) => b.significance - a.significance || (timeKeyOf(a) > timeKeyOf(b) ? -1 : 1))
        .slice(0, limit),
    )

  test('come by significance, then the latest first, up to exactly the limit', async () => {
    for (const limit of [1, 66, 67, 99, 100, 101, 250, TOTAL, 1000])
      expect(ids(await mostSignificant(store.events, {}, 1, limit))).toEqual(expected(() => true, limit))
  })

  test('are those of at least a significance, and of facets', async () => {
    const third = (each: Event) => each.tags.length > 0
    const law = (each: Event) => each.category.id === 'law'
    for (const least of [1, 3, 5])
      for (const limit of [1, 20, 200]) {
        const enough = (each: Event) => each.significance >= least
        expect(ids(await mostSignificant(store.events, {}, least, limit))).toEqual(expected(enough, limit))
        expect(ids(await mostSignificant(store.events, { tag: ['third'] }, least, limit))).toEqual(
          expected(each => enough(each) && third(each), limit),
        )
        expect(
          ids(await mostSignificant(store.events, { tag: ['third'], category: ['law', 'policy'] }, least, limit)),
        ).toEqual(expected(each => enough(each) && third(each), limit))
        expect(ids(await mostSignificant(store.events, { category: ['law'] }, least, limit))).toEqual(
          expected(each => enough(each) && law(each), limit),
        )
      }
  })

  test('cost what they are, not what the timeline has', async () => {
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const { events: reader } = portsOf(client, store.tables)
    const read = async (limit: number) => {
      tap.reset()
      await mostSignificant(reader, {}, 1, limit)
      return tap.calls.map(({ action, answer }) => [action, answer!.body.Items?.length ?? 'keys'])
    }
    // An entry more than wanted tells whether more follow; then the events themselves.
    expect(await read(10)).toEqual([
      ['Query', 11],
      ['BatchGetItem', 'keys'],
    ])
    expect(await read(70)).toEqual([
      ['Query', 66],
      ['BatchGetItem', 'keys'],
      ['Query', 5],
      ['BatchGetItem', 'keys'],
    ])
    client.destroy()
    await tap.stop()
  })

  test('of one significance fill several pages', async () => {
    const many = Array.from({ length: 230 }, (_, i) => event(`m${String(i).padStart(3, '0')}`, '1997'))
    await store.emptyTables()
    await store.load(contentsOf(many))
    expect(ids(await mostSignificant(store.events, {}, 1, 1000))).toEqual(ids(many).reverse())
    expect(ids(await mostSignificant(store.events, {}, 1, 201))).toEqual(ids(many).reverse().slice(0, 201))
  })
})
