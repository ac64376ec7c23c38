/** Anniversaries: which events are marked on a day under each leap-day rule, with which number and in which order. */
import { describe, expect, test } from '@jest/globals'
import {
  compareOccurrences,
  cycleOf,
  milestoneWeight,
  type Occurrence,
  occurrenceKey,
  recurrencesMarkedOn,
  runsIn,
} from '../../../lambdas/domain/anniversary.ts'
import { addDays, civilDate, daysFromTo, isLeapYear, yearOf } from '../../../lambdas/domain/civil-date.ts'
import { LEAP_DAY_RULES, recurrenceKeyOf, startOf } from '../../../lambdas/domain/event.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { occurrenceOn, occurrencesOn } from '../../support/occurrences.ts'
import { cases } from '../../support/thorough.ts'

const daysOfYear = (year: number) => daysFromTo(civilDate(year, 1, 1), civilDate(year, 12, 31))

/** The days of `year` on which an event of `date` is marked. */
const daysMarked = (date: string, year: number, leapDay: (typeof LEAP_DAY_RULES)[number]) =>
  daysOfYear(year).filter(day => occurrenceOn(anEvent({ date }), day, leapDay) !== undefined)

const rule = fc.constantFrom(...LEAP_DAY_RULES)

describe('an event of 29 February', () => {
  test.each([
    ['feb-28', 1900, ['1900-02-28']],
    ['feb-28', 2000, ['2000-02-29']],
    ['feb-28', 2023, ['2023-02-28']],
    ['feb-28', 2024, ['2024-02-29']],
    ['mar-01', 1900, ['1900-03-01']],
    ['mar-01', 2000, ['2000-02-29']],
    ['mar-01', 2023, ['2023-03-01']],
    ['mar-01', 2024, ['2024-02-29']],
    ['skip', 1900, []],
    ['skip', 2000, ['2000-02-29']],
    ['skip', 2023, []],
    ['skip', 2024, ['2024-02-29']],
  ] as const)('under %s is marked in %i on %j', (leapDay, year, days) => {
    expect(daysMarked('1600-02-29', year, leapDay)).toEqual(days)
  })

  test('keeps counting by the calendar year where it is moved', () => {
    const event = anEvent({ date: '2000-02-29' })
    expect(occurrenceOn(event, '2023-02-28', 'feb-28')).toMatchObject({ date: '2023-02-28', years: 23 })
    expect(occurrenceOn(event, '2025-03-01', 'mar-01')).toMatchObject({ date: '2025-03-01', years: 25 })
  })

  test('is marked beside the events of the day to which it is moved', () => {
    expect(recurrencesMarkedOn('2023-02-28', 'feb-28')).toEqual(['02-28', '02-29'])
    expect(recurrencesMarkedOn('2024-02-28', 'feb-28')).toEqual(['02-28'])
    expect(recurrencesMarkedOn('2024-02-29', 'feb-28')).toEqual(['02-29'])
    expect(new Set(recurrencesMarkedOn('2023-03-01', 'mar-01'))).toEqual(new Set(['03-01', '02-29', '03']))
    expect(recurrencesMarkedOn('2024-03-01', 'mar-01')).toEqual(['03-01', '03'])
    expect(recurrencesMarkedOn('2023-02-28', 'skip')).toEqual(['02-28'])
    expect(recurrencesMarkedOn('2023-03-01', 'skip')).toEqual(['03-01', '03'])
  })

  test('is marked on exactly one day of every year, except common years under skip', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), rule, (year, leapDay) => {
        const days = daysOfYear(year).filter(day => recurrencesMarkedOn(day, leapDay).includes('02-29'))
        expect(days).toHaveLength(leapDay === 'skip' && !isLeapYear(year) ? 0 : 1)
      }),
    )
  })
})

test('a day or month of any year except 29 February is marked on exactly one day of every year', () => {
  const recurrence = fc
    .integer({ min: 0, max: 364 })
    .map(days => addDays('2023-01-01', days))
    .chain(day => fc.constantFrom(day.slice(5), day.slice(5, 7)))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), rule, recurrence, (year, leapDay, recurrence) => {
      expect(daysOfYear(year).filter(day => recurrencesMarkedOn(day, leapDay).includes(recurrence))).toHaveLength(1)
    }),
  )
})

describe('an event is marked', () => {
  test.each([
    ['a day', '1997-07-14', ['2026-07-14'], 'anniversary'],
    ['an interval, counted from its first day', '2004-07-27/2004-07-28', ['2026-07-27'], 'anniversary'],
    ['an interval of a day and a year', '2004-07-27/2006', ['2026-07-27'], 'anniversary'],
    ['an interval that starts in a month', '2004-11/2005-02-03', ['2026-11-01'], 'month'],
    ['a month, on the 1st', '2004-10', ['2026-10-01'], 'month'],
    ['a month that is approximate', '2007-06~', ['2026-06-01'], 'month'],
    ['1 January', '1997-01-01', ['2026-01-01'], 'anniversary'],
    ['31 December', '1997-12-31', ['2026-12-31'], 'anniversary'],
  ])('%s', (_, date, days, kind) => {
    expect(daysMarked(date, 2026, 'feb-28')).toEqual(days)
    expect(occurrenceOn(anEvent({ date }), days[0]!, 'feb-28')).toMatchObject({ kind, date: days[0] })
  })

  test.each([['2005'], ['2005~'], ['2005/2007'], ['2005/2007-03-04']])('never, if only the year is known: %s', date => {
    expect(daysMarked(date, 2026, 'feb-28')).toEqual([])
  })

  test('not in its own year, nor in any before it', () => {
    const event = anEvent({ date: '1997-07-14' })
    const years = [1996, 1997, 1998].map(year => occurrenceOn(event, `${year}-07-14`, 'feb-28')?.years)
    expect(years).toEqual([undefined, undefined, 1])
    expect(daysMarked('2024-02-29', 2023, 'feb-28')).toEqual([])
    expect(daysMarked('2004-10', 2004, 'feb-28')).toEqual([])
  })
})

describe('an observance', () => {
  const event = anEvent({
    date: '1997-07-14',
    significance: 5,
    observance: { since: 2024, name: { en: 'North Korean Defectors’ Day' } },
  })

  test('since 2024 is the third in 2026, and no anniversary as well', () => {
    expect(occurrencesOn([event], '2026-07-14', 'feb-28')).toEqual([
      { date: '2026-07-14', eventId: event.id, kind: 'observance', years: 3, rank: 5 },
    ])
  })

  test('is the first in its first year and nothing before', () => {
    expect(occurrenceOn(event, '2024-07-14', 'feb-28')).toMatchObject({ kind: 'observance', years: 1 })
    expect(occurrenceOn(event, '2023-07-14', 'feb-28')).toBeUndefined()
  })

  test('weighs by its ordinal', () => {
    expect(occurrenceOn(event, '2028-07-14', 'feb-28')).toMatchObject({ years: 5, rank: 10 })
  })

  test('first kept on the event itself is the second a year later', () => {
    const first = anEvent({ date: '2024-07-14', observance: { since: 2024, name: { en: 'The Day' } } })
    expect(occurrenceOn(first, '2024-07-14', 'feb-28')).toBeUndefined()
    expect(occurrenceOn(first, '2025-07-14', 'feb-28')).toMatchObject({ kind: 'observance', years: 2 })
  })
})

describe('rank', () => {
  test.each([
    [1, 1],
    [4, 1],
    [5, 2],
    [10, 3],
    [15, 2],
    [20, 3],
    [25, 4],
    [30, 3],
    [50, 5],
    [75, 4],
    [100, 6],
    [150, 5],
    [200, 6],
    [1000, 6],
  ])('the year %i weighs %i', (years, weight) => {
    expect(milestoneWeight(years)).toBe(weight)
  })

  test('is the significance times the weight, from 1 to 30', () => {
    const rank = (significance: number, day: string) =>
      occurrenceOn(anEvent({ date: '1926-07-14', significance }), day, 'feb-28')?.rank
    expect(rank(1, '1927-07-14')).toBe(1)
    expect(rank(3, '1951-07-14')).toBe(12)
    expect(rank(5, '2026-07-14')).toBe(30)
  })

  test('never leaves 1–30', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 9999 }), (significance, year) => {
        const event = anEvent({ date: '0001-07-14', significance })
        const { rank } = occurrenceOn(event, civilDate(year, 7, 14), 'feb-28')!
        expect(rank).toBeGreaterThanOrEqual(1)
        expect(rank).toBeLessThanOrEqual(30)
      }),
    )
  })
})

describe('the cycles of a hundred years', () => {
  test('lie in at most nine runs in any year, and each year in the run of its weight', () => {
    for (let year = 101; year <= 200; year++) {
      const runs = runsIn(year)
      expect(runs.length).toBeLessThanOrEqual(9)
      expect(runs.reduce((sum, { years }) => sum + years, 0)).toBe(100)
      for (let origin = year - 100; origin < year; origin++) {
        const own = runs.filter(({ first, last }) => first <= cycleOf(origin) && cycleOf(origin) <= last)
        expect([year, origin, own.map(({ weight }) => weight)]).toEqual([
          year,
          origin,
          [milestoneWeight(year - origin)],
        ])
      }
    }
  })

  test('are the same a hundred years later', () => {
    expect(Array.from({ length: 100 }, (_, year) => cycleOf(year + 100))).toEqual(
      Array.from({ length: 100 }, (_, year) => cycleOf(year)),
    )
    expect(runsIn(2026)).toEqual(runsIn(126))
  })
})

const anyDate = fc.tuple(fc.integer({ min: 1, max: 2030 }), fc.integer({ min: 0, max: 365 })).chain(([year, days]) => {
  const day = civilDate(year, 1, 1).slice(0, 4) + addDays('2024-01-01', days).slice(4)
  const real = day.endsWith('02-29') && !isLeapYear(year) ? civilDate(year, 2, 28) : day
  return fc.constantFrom(real, real.slice(0, 7), real.slice(0, 4), `${real}/9999`, `${real.slice(0, 7)}~/9999`)
})

describe('order', () => {
  test('is by rank, the rounder number first where ranks are equal', () => {
    const ranked = (id: string, significance: number, date: string) => anEvent({ id, significance, date })
    const events = [
      ranked('a', 4, '2016-07-14'),
      ranked('b', 2, '1926-07-14'),
      ranked('c', 3, '2001-07-14'),
      ranked('d', 5, '2021-07-14'),
    ]
    const found = occurrencesOn(events, '2026-07-14', 'feb-28')
    expect(found.map(({ eventId, rank, years }) => [eventId, rank, years])).toEqual([
      ['b', 12, 100],
      ['c', 12, 25],
      ['a', 12, 10],
      ['d', 10, 5],
    ])
  })

  test('of any two occurrences is that of their places, and no two have the same place', () => {
    const anyEvent = fc.record({
      id: fc.constantFrom('a', 'b', 'a-b', 'c'),
      date: fc.integer({ min: 1800, max: 2030 }).map(year => `${year}-07-14`),
      significance: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: each => each.id, minLength: 2 }), events => {
        const found = occurrencesOn(events.map(anEvent), '2026-07-14', 'feb-28')
        const places = found.map(occurrenceKey)
        expect(places).toEqual(places.toSorted())
        expect(new Set(places).size).toBe(places.length)
        expect(found.map(({ rank }) => rank)).toEqual(found.map(({ rank }) => rank).sort((a, b) => b - a))
      }),
    )
  })

  test('is by rank, then by id', () => {
    const events = [
      anEvent({ id: 'b', significance: 2 }),
      anEvent({ id: 'a', significance: 2 }),
      anEvent({ id: 'c', significance: 5 }),
      anEvent({ id: 'd', significance: 1, date: '1926-07-14' }),
    ]
    const ids = occurrencesOn(events, '2026-07-14', 'feb-28').map(({ eventId }) => eventId)
    expect(ids).toEqual(['d', 'c', 'a', 'b'])
  })

  test('puts days before ranks', () => {
    const occurrence = (date: string, rank: number): Occurrence => ({
      date,
      eventId: 'a',
      kind: 'anniversary',
      years: 1,
      rank,
    })
    expect([occurrence('2026-07-15', 30), occurrence('2026-07-14', 1)].sort(compareOccurrences)[0]!.date).toBe(
      '2026-07-14',
    )
  })

  test('does not depend on the order of the events', () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      anEvent({ id: `event-${index}`, significance: (index % 5) + 1, date: civilDate(1900 + (index % 4) * 25, 7, 14) }),
    )
    const expected = occurrencesOn(events, '2026-07-14', 'feb-28')
    expect(expected).toHaveLength(40)
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), shuffled => {
        expect(occurrencesOn(shuffled, '2026-07-14', 'feb-28')).toEqual(expected)
      }),
    )
  })
})

test('an event is marked on a day if and only if its recurrence is that day in a later year', () => {
  const eventAndDay = anyDate.chain(date => {
    const start = startOf(anEvent({ date }))
    const near = fc.tuple(fc.integer({ min: -2, max: 40 }), fc.integer({ min: -2, max: 2 })).map(([years, days]) => {
      const year = Math.max(1, yearOf(start) + years)
      return addDays(
        civilDate(year, Number(start.slice(5, 7)), Math.min(28, Number(start.slice(8)))),
        year > 1 ? days : 2,
      )
    })
    return fc.tuple(fc.constant(date), near)
  })
  let marked = 0
  fc.assert(
    fc.property(eventAndDay, rule, ([date, day], leapDay) => {
      const event = anEvent({ date })
      const recurrence = recurrenceKeyOf(event)
      const expected =
        recurrence !== undefined &&
        recurrencesMarkedOn(day, leapDay).includes(recurrence) &&
        yearOf(day) - yearOf(startOf(event)) >= 1
      marked += expected ? 1 : 0
      expect(occurrencesOn([event], day, leapDay)).toHaveLength(expected ? 1 : 0)
    }),
  )
  expect(marked).toBeGreaterThan(cases(3, 100))
})
