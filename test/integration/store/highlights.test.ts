/** What the daily job keeps: the highlights of a day, how far it came, and who may announce. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Occurrence } from '../../../lambdas/domain/anniversary.ts'
import { addDays } from '../../../lambdas/domain/civil-date.ts'
import { withEvents } from '../../../lambdas/store/with-events.ts'
import { anAuthoredEvent, contentsOf } from '../../support/contents.ts'
import { startTap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import fc from '../../support/fast-check.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { allItems, dump } from '../../support/store-dump.ts'
import { cases } from '../../support/thorough.ts'
import { allPages, portsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

/** Starting Amazon's engine, and the property, take a while there. */
jest.setTimeout(120_000)

const AT = '2026-07-14T00:05:00Z'

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())
beforeEach(async () => {
  await store.emptyTables()
  await store.load(contentsOf([]))
})
afterEach(async () => expect(await discrepancies(store)).toEqual([]))

const occurrence = (eventId: string, date: string, overrides: Partial<Occurrence> = {}): Occurrence => ({
  date,
  eventId,
  kind: 'anniversary',
  years: 1,
  rank: 3,
  ...overrides,
})

/** Ids in the order in which they are read, as pages of `limit`. */
const pages = async (from: string, to: string, limit: number) =>
  (await allPages(page => store.highlights.highlights(from, to, page), limit)).map(page =>
    page.map(each => each.eventId),
  )
const version = async () => (await store.events.metadata())?.version

describe('highlights', () => {
  const day = '2026-07-14'

  test('are read as they were marked, and the version changes', async () => {
    const before = await version()
    const marked = [occurrence('b', day, { rank: 12 }), occurrence('a', day)]
    expect(await store.highlights.mark(day, marked, AT)).toBe(true)
    expect(await store.highlights.highlights(day, day, { limit: 2 })).toEqual({ items: marked })
    expect(await version()).not.toBe(before)
    expect(await store.events.metadata()).toMatchObject({ changedAt: AT, updatedAt: '2026-01-01T00:00:00Z' })
  })

  test('marked again, or none at all, write nothing', async () => {
    await store.highlights.mark(day, [occurrence('a', day)], AT)
    const before = await dump(store)
    expect(await store.highlights.mark(day, [occurrence('a', day)], '2026-07-15T00:05:00Z')).toBe(false)
    expect(await store.highlights.mark('2026-07-15', [], '2026-07-15T00:05:00Z')).toBe(false)
    expect(await dump(store)).toEqual(before)
  })

  test.each<[string, Occurrence[]]>([
    ['another weight', [occurrence('a', day, { rank: 4 }), occurrence('b', day)]],
    ['another number of years in the same place', [occurrence('a', day, { years: 2 }), occurrence('b', day)]],
    ['one less', [occurrence('b', day)]],
    ['none', []],
    ['one more', [occurrence('a', day), occurrence('b', day), occurrence('c', day)]],
  ])('with %s replace those of that day alone, and the version changes', async (_, marked) => {
    const neighbours = ['2026-07-13', '2026-07-15']
    for (const each of [day, ...neighbours])
      await store.highlights.mark(each, [occurrence('a', each), occurrence('b', each)], AT)
    const before = await version()
    expect(await store.highlights.mark(day, marked, AT)).toBe(true)
    const found = (await store.highlights.highlights(day, day, { limit: 10 })).items
    expect(new Set(found)).toEqual(new Set(marked))
    expect(found).toHaveLength(marked.length)
    for (const each of neighbours) expect(await pages(each, each, 10)).toEqual([['b', 'a']])
    expect(await version()).not.toBe(before)
  })

  test('show the events as they are now, under new ids, and without deleted ones', async () => {
    const events = ['a', 'b', 'old'].map(id => anAuthoredEvent({ id, date: '1997' }))
    await store.load(contentsOf(events))
    const marked = [occurrence('a', day, { rank: 5 }), occurrence('old', day, { rank: 4 }), occurrence('b', day)]
    await store.highlights.mark(day, marked, AT)
    const renamed = { ...events[2]!, id: 'new', formerly: ['old'] }
    await store.load(contentsOf([...events.slice(0, 2), renamed]), AT)
    await store.writer.put({ ...events[0]!, significance: 1 }, 1, AT)
    await store.writer.delete('b', 1, AT)
    const found = await withEvents(store.events, store.highlights.highlights(day, day, { limit: 5 }))
    expect(found).toEqual({
      items: [
        { occurrence: occurrence('a', day, { rank: 5 }), event: await store.events.event('a') },
        { occurrence: occurrence('new', day, { rank: 4 }), event: await store.events.event('new') },
      ],
    })
  })
})

describe('reading', () => {
  test('gives the latest day first and the highest rank of a day first, over months and years', async () => {
    const marked: [string, number, string][] = [
      ['2025-12-31', 3, 'e'],
      ['2026-01-01', 30, 'd'],
      ['2026-01-01', 9, 'c'],
      ['2026-01-01', 10, 'cc'],
      ['2026-03-31', 1, 'b'],
      ['2026-04-01', 2, 'a'],
    ]
    for (const [date] of marked) {
      const ofDay = marked.filter(each => each[0] === date)
      await store.highlights.mark(
        date,
        ofDay.map(([, rank, id]) => occurrence(id, date, { rank })),
        AT,
      )
    }
    expect(await pages('2025-12-01', '2026-04-30', 4)).toEqual([
      ['a', 'b', 'd', 'cc'],
      ['c', 'e'],
    ])
    expect(await pages('2025-12-31', '2026-04-01', 6)).toEqual([['a', 'b', 'd', 'cc', 'c', 'e']])
    expect(await pages('2026-01-01', '2026-03-31', 1)).toEqual([['b'], ['d'], ['cc'], ['c']])
    expect(await pages('2026-02-01', '2026-02-28', 1)).toEqual([[]])
    expect(await pages('2026-04-01', '2026-01-01', 1)).toEqual([[]])
  })

  test('costs no more for a range of a year than the page needs, however much was marked', async () => {
    const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}-15`)
    for (const date of months)
      await store.highlights.mark(
        date,
        Array.from({ length: 40 }, (_, i) => occurrence(`e${i}`, date)),
        AT,
      )
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const { highlights } = portsOf(client, store.tables)
    const page = await highlights.highlights('2025-01-01', '2025-12-31', { limit: 25 })
    client.destroy()
    await tap.stop()
    expect(page.items.map(({ date }) => date)).toEqual(Array(25).fill('2025-12-15'))
    expect(tap.calls.length).toBeLessThanOrEqual(3)
    const read = tap.calls.reduce((sum, { answer }) => sum + answer!.body.ScannedCount, 0)
    expect(read).toBeLessThanOrEqual(60)
  })

  test('any range of days gives each highlight once, on full pages, in order', async () => {
    const first = '2026-01-20'
    const marks = fc.uniqueArray(fc.record({ day: fc.nat(60), rank: fc.integer({ min: 1, max: 30 }), id: fc.nat(9) }), {
      selector: ({ day, id }) => `${day} ${id}`,
      maxLength: 30,
    })
    const ranges = fc.array(fc.record({ from: fc.nat(60), to: fc.nat(60), limit: fc.integer({ min: 1, max: 7 }) }), {
      maxLength: 10,
    })
    await fc.assert(
      fc.asyncProperty(marks, ranges, async (marked, asked) => {
        await store.emptyTables()
        await store.load(contentsOf([]))
        const all = marked.map(({ day, rank, id }) => occurrence(`e${id}`, addDays(first, day), { rank }))
        for (const date of new Set(all.map(each => each.date)))
          await store.highlights.mark(
            date,
            all.filter(each => each.date === date),
            AT,
          )
        const keyOf = ({ date, rank, eventId }: Occurrence) => `${date}#${String(rank).padStart(2, '0')}#${eventId}`
        for (const { from, to, limit } of asked) {
          const [start, end] = [addDays(first, from), addDays(first, to)]
          const expected = all
            .filter(each => each.date >= start && each.date <= end)
            .sort((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1))
          const found = await allPages(page => store.highlights.highlights(start, end, page), limit)
          expect(found.flat()).toEqual(expected)
          expect(found.map(page => page.length)).toEqual([
            ...Array(Math.max(1, Math.ceil(expected.length / limit)) - 1).fill(limit),
            expected.length === 0 ? 0 : ((expected.length - 1) % limit) + 1,
          ])
        }
      }),
      { numRuns: cases(2, 12) },
    )
  })
})

test('the watermark is absent at first, moves forward, and never back', async () => {
  expect(await store.highlights.watermark()).toBeUndefined()
  const seen: (string | undefined)[] = []
  for (const date of ['2026-07-14', '2026-07-10', '2026-07-14', '2026-07-15']) {
    await store.highlights.advance(date)
    seen.push(await store.highlights.watermark())
  }
  expect(seen).toEqual(['2026-07-14', '2026-07-14', '2026-07-14', '2026-07-15'])
})

describe('a claim to announce a day', () => {
  const day = '2026-07-14'
  const time = (seconds: number) => `2026-07-14T00:00:${String(seconds).padStart(2, '0')}Z`

  test('is held by one run until it expires', async () => {
    expect(await store.highlights.claim(day, time(0), time(5))).toBe('granted')
    expect(await store.highlights.claim(day, time(0), time(5))).toBe('held')
    expect(await store.highlights.claim(day, time(4), time(9))).toBe('held')
    expect(await store.highlights.claim(day, time(5), time(10))).toBe('granted')
    expect(await store.highlights.claim(day, time(9), time(14))).toBe('held')
  })

  test('is refused to everybody after the announcement', async () => {
    await store.highlights.claim(day, time(0), time(5))
    await store.highlights.announced(day, time(1))
    expect(await store.highlights.claim(day, time(1), time(6))).toBe('announced')
    expect(await store.highlights.claim(day, '2027-01-01T00:00:00Z', '2027-01-01T00:00:05Z')).toBe('announced')
    const ledger = (await allItems(store.client, store.tables.highlights)).filter(item => item.sk === day)
    expect(ledger).toEqual([{ pk: 'LEDGER', sk: day, announcedAt: time(1) }])
  })

  test('of one day does not block another', async () => {
    await store.highlights.claim(day, time(0), time(5))
    expect(await store.highlights.claim('2026-07-15', time(0), time(5))).toBe('granted')
  })

  test('is granted to exactly one of many concurrent requests', async () => {
    const claims = await Promise.all(Array.from({ length: 10 }, () => store.highlights.claim(day, time(0), time(5))))
    expect(claims.filter(claim => claim === 'granted')).toHaveLength(1)
    expect(claims.filter(claim => claim === 'held')).toHaveLength(9)
  })
})
