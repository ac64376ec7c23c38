/** Occurrences in the store: the same as those computed from all events, at a cost that does not depend on their number. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Occurrence, occurrenceKey } from '../../../lambdas/domain/anniversary.ts'
import { addDays, civilDate, daysFromTo, isLeapYear } from '../../../lambdas/domain/civil-date.ts'
import { type Event, LEAP_DAY_RULES, type LeapDayRule } from '../../../lambdas/domain/event.ts'
import { occurrenceReader } from '../../../lambdas/store/dynamodb/occurrences.ts'
import type { EventReader } from '../../../lambdas/store/event-store.ts'
import { anAuthoredEvent, contentsOf } from '../../support/contents.ts'
import { startTap, type Tap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import fc from '../../support/fast-check.ts'
import { occurrencesOn } from '../../support/occurrences.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { cases, sample } from '../../support/thorough.ts'
import { allPages, portsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

/** Starting Amazon's engine, and the property, take a while there. */
jest.setTimeout(240_000)

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())

type Reader = Pick<EventReader, 'occurrences' | 'countOccurrences'>

/** Reads every day in parts, as if it had very many events. */
const readingInParts = (): Reader => occurrenceReader(store.connection, store.events.counts, { readAtOnce: 0 })

const pagesOf = (reader: Reader, [from, to]: [string, string], leapDay: LeapDayRule, limit: number) =>
  allPages(page => reader.occurrences(from, to, leapDay, page), limit)

/** The days around which everything is known to go wrong: the ends of February and of the year, and a first of a month. */
const day = fc.constantFrom('02-28', '02-29', '03-01', '12-31', '01-01', '07-01', '07-14')
const year = fc.oneof(
  { arbitrary: fc.integer({ min: 1990, max: 2030 }), weight: 4 },
  { arbitrary: fc.constantFrom(1926, 1976, 2001, 2016, 2028), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 2100 }), weight: 1 },
)
const date = fc.tuple(year, day).map(([year, day]) => {
  const real = day === '02-29' && !isLeapYear(year) ? '02-28' : day
  return `${civilDate(year, 1, 1).slice(0, 4)}-${real}`
})
const observance = fc.option(
  year.map(since => ({ since, name: { en: 'The Day' } })),
  { nil: undefined, freq: 4 },
)
const anyEvent = fc.record({
  date: date.chain(date => fc.constantFrom(date, date, date, date.slice(0, 7), date.slice(0, 4), `${date}/9999`)),
  significance: fc.integer({ min: 1, max: 5 }),
  observance,
  name: fc.constantFrom('a', 'b', 'a-b', '1'),
})
const timeline = fc
  .array(anyEvent, { minLength: 20, maxLength: 80, size: 'max' })
  .map(events =>
    events.map(({ name, observance, ...rest }, i) =>
      anAuthoredEvent({ ...rest, ...(observance && { observance }), id: `${name}-${i}` }),
    ),
  )
const question = fc.record({
  first: fc.oneof(
    { arbitrary: fc.constantFrom('2026-07-14', '2026-07-01', '2028-02-27', '2100-02-27', '2027-12-30'), weight: 3 },
    { arbitrary: date, weight: 1 },
  ),
  days: fc.constantFrom(0, 0, 1, 3, 20),
  leapDay: fc.constantFrom(...LEAP_DAY_RULES),
  limit: fc.integer({ min: 1, max: 12 }),
})

const daysOf = (first: string, days: number): [string, string] => [first, addDays(first, days)]
const workedOut = (events: readonly Event[], [from, to]: [string, string], leapDay: LeapDayRule) =>
  daysFromTo(from, to).flatMap(day => occurrencesOn(events, day, leapDay))

describe('the occurrences on the days of any timeline', () => {
  test('are those computed from all its events, in order, on full pages, read at once or in parts', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(timeline, fc.array(question, { minLength: 3, maxLength: 6 }), async (events, questions) => {
        await store.emptyTables()
        await store.load(contentsOf(events))
        expect(await discrepancies(store)).toEqual([])
        for (const { first, days, leapDay, limit } of questions) {
          const range = daysOf(first, days)
          const expected = workedOut(events, range, leapDay)
          found += expected.length
          for (const reader of [store.events, readingInParts()]) {
            const pages = await pagesOf(reader, range, leapDay, limit)
            expect(pages.flat()).toEqual(expected)
            expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)))
          }
        }
      }),
      { numRuns: cases(3, 50) },
    )
    expect(found).toBeGreaterThan(cases(10, 200))
  })

  test('are counted alike, except for observances that begin in a later year', async () => {
    await fc.assert(
      fc.asyncProperty(timeline, fc.array(question, { minLength: 3, maxLength: 6 }), async (events, questions) => {
        await store.emptyTables()
        await store.load(contentsOf(events))
        for (const { first, leapDay } of questions) {
          const begun = events.map(({ observance, ...event }) =>
            observance && observance.since <= Number(first.slice(0, 4)) ? { ...event, observance } : event,
          )
          expect(await store.events.countOccurrences(first, leapDay)).toBe(occurrencesOn(begun, first, leapDay).length)
        }
      }),
      { numRuns: cases(3, 50) },
    )
  })
})

/** A generator that gives the same numbers each time, below 1: every figure below is the same in every run. */
function* chance(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (state * 48271) % 2147483647
    yield state / 2147483647
  }
}

const COUNT = cases(600, 3000)

describe(`a day of ${COUNT} events`, () => {
  const DAY = '2026-07-14'

  /** Over a hundred years and those to come, few of them significant. */
  const various = (): Event[] => {
    const random = chance()
    const next = () => random.next().value
    return Array.from({ length: COUNT }, (_, i) =>
      anAuthoredEvent({
        id: `event-${String(i).padStart(4, '0')}`,
        date: `${1927 + Math.floor(next() * 101)}-07-14`,
        significance: 1 + Math.floor(5 * next() ** 3),
      }),
    )
  }
  /** What is hardest to find: all of them in the rank that is looked for last. */
  const alike = (): Event[] =>
    Array.from({ length: COUNT }, (_, i) =>
      anAuthoredEvent({ id: `event-${String(i).padStart(4, '0')}`, date: '2025-07-14', significance: 1 }),
    )

  let tap: Tap
  let events: EventReader
  let stop: () => Promise<void>
  beforeAll(async () => {
    tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    events = portsOf(client, store.tables).events
    stop = async () => {
      client.destroy()
      await tap.stop()
    }
  })
  afterAll(() => stop())

  /** Calls and items that a page costs. */
  async function costOf(read: () => Promise<unknown>) {
    tap.reset()
    await read()
    const items = tap.calls.reduce((sum, { answer }) => sum + answer!.body.ScannedCount, 0)
    return { calls: tap.calls.length, items }
  }
  const page = (limit: number, after?: Occurrence) =>
    events.occurrences(DAY, DAY, 'feb-28', { limit, after: after && occurrenceKey(after) })

  describe('of many years', () => {
    let expected: Occurrence[]
    beforeAll(async () => {
      await store.emptyTables()
      const all = various()
      await store.load(contentsOf(all))
      expected = occurrencesOn(all, DAY, 'feb-28')
    })

    test.each([100, 7])('gives every one of them once and in order, by %i', async limit => {
      expect(expected.length).toBeGreaterThan(0.96 * COUNT)
      expect(expected.length).toBeLessThan(COUNT)
      expect((await pagesOf(store.events, [DAY, DAY], 'feb-28', limit)).flat()).toEqual(expected)
      expect(await store.events.countOccurrences(DAY, 'feb-28')).toBe(expected.length)
    })

    // Fewer events are further apart.
    const mostCalls = cases(30, 20)
    test(`gives its first hundred for ${mostCalls} calls and 200 entries at most`, async () => {
      const cost = await costOf(async () => expect((await page(100)).items).toEqual(expected.slice(0, 100)))
      expect(cost.calls).toBeLessThanOrEqual(mostCalls)
      expect(cost.items).toBeLessThanOrEqual(200)
    })

    const COSTS = [
      [1, 20],
      [10, 6],
      [50, 3],
      [90, 3],
    ] as const
    test.each(sample(3, COSTS))(
      'gives the page after the first %i percent of it for %i calls at most',
      async (percent, most) => {
        const start = Math.floor((expected.length * percent) / 100)
        const cost = await costOf(async () =>
          expect((await page(100, expected[start - 1])).items).toEqual(expected.slice(start, start + 100)),
        )
        expect(cost.calls).toBeLessThanOrEqual(most)
        expect(cost.items).toBeLessThanOrEqual(200)
      },
    )
  })

  describe('of one year and no significance', () => {
    let expected: Occurrence[]
    beforeAll(async () => {
      await store.emptyTables()
      const all = alike()
      await store.load(contentsOf(all))
      expected = occurrencesOn(all, DAY, 'feb-28')
    })

    test('gives its first hundred, and those after a third, for 46 calls and 200 entries at most', async () => {
      for (const start of [0, COUNT / 3]) {
        const cost = await costOf(async () =>
          expect((await page(100, expected[start - 1])).items).toEqual(expected.slice(start, start + 100)),
        )
        expect(cost.calls).toBeLessThanOrEqual(46)
        expect(cost.items).toBeLessThanOrEqual(200)
      }
    })

    test('has nothing in its own year, and reads almost nothing to know', async () => {
      const cost = await costOf(async () =>
        expect(await events.occurrences('2025-07-14', '2025-07-14', 'feb-28', { limit: 100 })).toEqual({ items: [] }),
      )
      expect(cost.calls).toBeLessThanOrEqual(46)
      expect(cost.items).toBeLessThanOrEqual(2)
    })
  })
})
