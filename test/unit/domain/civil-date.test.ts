/** Civil dates: leap years, arithmetic over the whole calendar, and what counts as a day, with Temporal as the oracle. */
import { describe, expect, test } from '@jest/globals'
import { Temporal } from '@js-temporal/polyfill'
import {
  addDays,
  civilDate,
  dayOf,
  daysBetween,
  daysFromTo,
  daysInMonth,
  isCivilDate,
  isLeapYear,
  isMonthDay,
  monthDayOf,
  monthOf,
  yearOf,
} from '../../../lambdas/domain/civil-date.ts'
import fc from '../../support/fast-check.ts'

const FIRST = '0001-01-01'
const LAST = '9999-12-31'
const DAYS_IN_CALENDAR = 3_652_059

const anyDay = fc
  .integer({ min: 0, max: DAYS_IN_CALENDAR - 1 })
  .map(days => Temporal.PlainDate.from(FIRST).add({ days }).toString())

describe('leap years', () => {
  test.each([
    [1900, false],
    [2000, true],
    [2023, false],
    [2024, true],
    [4, true],
    [100, false],
    [400, true],
  ])('%i: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap)
    expect(daysInMonth(year, 2)).toBe(leap ? 29 : 28)
  })

  test('months are as long as Temporal says in every month of the calendar', () => {
    const month = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(month, ([year, month]) => {
        expect(daysInMonth(year, month)).toBe(Temporal.PlainYearMonth.from({ year, month }).daysInMonth)
      }),
    )
  })
})

describe('parts of a date', () => {
  test('a date is written with four, two and two digits, and read back', () => {
    expect(civilDate(33, 4, 3)).toBe('0033-04-03')
    expect([yearOf('0033-04-03'), monthOf('0033-04-03'), dayOf('0033-04-03')]).toEqual([33, 4, 3])
    expect(monthDayOf('0033-04-03')).toBe('04-03')
  })

  test('lexical order is time order', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0)
      }),
    )
  })
})

describe('addDays', () => {
  test.each([
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['1900-02-28', 1, '1900-03-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['0001-01-01', 364, '0001-12-31'],
    ['0099-12-31', 1, '0100-01-01'],
    ['0100-01-01', -1, '0099-12-31'],
    ['9999-12-30', 1, '9999-12-31'],
    [FIRST, DAYS_IN_CALENDAR - 1, LAST],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
  })

  test.each([
    [LAST, 1, LAST],
    [LAST, 366, LAST],
    [FIRST, -1, FIRST],
    [FIRST, -366, FIRST],
    [FIRST, -800_000, FIRST],
  ])('%s and %i days stays within the calendar, at %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
  })

  test('agrees with Temporal from any day to any other', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days
        expect(daysBetween(from, to)).toBe(days)
        expect(addDays(from, days)).toBe(to)
      }),
    )
  })
})

describe('daysBetween', () => {
  test.each([
    ['2025-12-31', '2026-01-01', 1],
    ['2026-01-01', '2025-12-31', -1],
    ['2026-07-14', '2026-07-14', 0],
    ['0099-01-01', '1999-01-01', 693_960],
    [FIRST, LAST, DAYS_IN_CALENDAR - 1],
  ])('from %s to %s: %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days)
  })
})

describe('daysFromTo', () => {
  test('runs over the end of a year, both ends included', () => {
    expect(daysFromTo('2023-12-30', '2024-01-02')).toEqual(['2023-12-30', '2023-12-31', '2024-01-01', '2024-01-02'])
  })

  test('is one day from a day to itself, and none backwards', () => {
    expect(daysFromTo(LAST, LAST)).toEqual([LAST])
    expect(daysFromTo('2026-07-14', '2026-07-13')).toEqual([])
  })

  test('has every day of the years 99 and 100', () => {
    const days = daysFromTo('0099-01-01', '0100-12-31')
    expect(days).toHaveLength(365 + 365)
    expect(days.every(isCivilDate)).toBe(true)
    expect(new Set(days).size).toBe(730)
  })
})

describe('what is a day', () => {
  test.each([FIRST, LAST, '2000-02-29', '2024-02-29', '1997-07-14'])('%s is one', text => {
    expect(isCivilDate(text)).toBe(true)
  })

  test.each([
    '',
    '0000-12-31',
    '10000-01-01',
    '1900-02-29',
    '2023-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-00-01',
    '2023-01-00',
    '2023-1-1',
    '20230101',
    '2023-01-01\n',
    ' 2023-01-01',
    '2023-01-01T00:00:00Z',
    '-2023-01-01',
    '２０２３-01-01',
  ])('%j is none', text => {
    expect(isCivilDate(text)).toBe(false)
  })

  test('agrees with Temporal on any combination of digits', () => {
    const combination = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 }))
      .map(parts => civilDate(...parts))
    const temporalAccepts = (text: string) => {
      try {
        return Temporal.PlainDate.from(text).year >= 1
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(combination, text => {
        expect(isCivilDate(text)).toBe(temporalAccepts(text))
      }),
    )
  })

  test('a day of any year is one that some year has', () => {
    expect(['02-29', '01-01', '12-31'].every(isMonthDay)).toBe(true)
    expect(['02-30', '13-01', '00-01', '1-1', '07-14\n', '2024-02-29', ''].some(isMonthDay)).toBe(false)
  })
})
