/** Days in time zones: where one ends and the next begins, with Temporal as the oracle. */
import { describe, expect, test } from '@jest/globals'
import { Temporal } from '@js-temporal/polyfill'
import { addDays, civilDate, daysFromTo } from '../../../lambdas/domain/civil-date.ts'
import { dateIn, instantOf, isTimeZone, startOfDay } from '../../../lambdas/domain/time-zone.ts'
import fc from '../../support/fast-check.ts'

const ZONES = [
  'Asia/Seoul',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Pacific/Apia',
  'America/New_York',
  'America/St_Johns',
  'UTC',
  '+09:00',
  '-03:30',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Africa/Monrovia',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]

const startBy = (temporal: string, timeZone: string) =>
  Temporal.PlainDate.from(temporal).toZonedDateTime(timeZone).toInstant().toString()

const modernDay = fc.integer({ min: 0, max: 24_836 }).map(days => addDays('1970-01-01', days))

/** Every day on which the clocks of a zone change, and the day before and after. */
function daysAroundChanges(timeZone: string): string[] {
  const days: string[] = []
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from('1970-01-01T00:00:00Z').toZonedDateTimeISO(timeZone)
  while (at !== null && at.year < 2038) {
    const day = at.toPlainDate().toString()
    if (at.year >= 1970) days.push(addDays(day, -1), day, addDays(day, 1))
    at = at.getTimeZoneTransition('next')
  }
  return days
}

describe('the day in Seoul', () => {
  test('begins at 15:00 UTC of the day before', () => {
    expect(dateIn('Asia/Seoul', '2026-07-13T15:00:00Z')).toBe('2026-07-14')
    expect(dateIn('UTC', '2026-07-13T15:00:00Z')).toBe('2026-07-13')
    expect(startOfDay('2026-07-14', 'Asia/Seoul')).toBe('2026-07-13T15:00:00Z')
  })

  test('has not begun one second earlier', () => {
    expect(dateIn('Asia/Seoul', '2026-07-13T14:59:59Z')).toBe('2026-07-13')
  })

  test('began an hour earlier in the summer time of 1987 and 1988', () => {
    expect(startOfDay('1987-07-14', 'Asia/Seoul')).toBe('1987-07-13T14:00:00Z')
    expect(startOfDay('1988-10-09', 'Asia/Seoul')).toBe('1988-10-08T14:00:00Z')
    expect(startOfDay('1988-10-10', 'Asia/Seoul')).toBe('1988-10-09T15:00:00Z')
    expect(startOfDay('1989-07-14', 'Asia/Seoul')).toBe('1989-07-13T15:00:00Z')
  })

  test('begins by local mean time, to the second, before there were zones', () => {
    expect(startOfDay('1900-01-01', 'Asia/Seoul')).toBe('1899-12-31T15:32:08Z')
  })
})

describe('startOfDay', () => {
  test('is the end of the gap where clocks skip midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00Z')
    expect(dateIn('America/Sao_Paulo', '2018-11-04T02:59:59Z')).toBe('2018-11-03')
    expect(startOfDay('2023-03-26', 'Asia/Beirut')).toBe('2023-03-25T22:00:00Z')
  })

  test('is the end of a gap that opens before midnight and closes after it', () => {
    expect(startOfDay('1919-03-31', 'America/Toronto')).toBe('1919-03-31T04:30:00Z')
    expect(startBy('1919-03-31', 'America/Toronto')).toBe('1919-03-31T04:30:00Z')
    expect(dateIn('America/Toronto', '1919-03-31T04:29:59Z')).toBe('1919-03-30')
  })

  test('is the first midnight where clocks turned back pass it twice', () => {
    expect(startOfDay('1988-10-30', 'America/St_Johns')).toBe('1988-10-30T01:30:00Z')
    expect(dateIn('America/St_Johns', '1988-10-30T01:31:00Z')).toBe('1988-10-29')
  })

  test('of a day that a zone skipped altogether is that of the next one', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00Z')
    expect(startOfDay('2011-12-31', 'Pacific/Apia')).toBe('2011-12-30T10:00:00Z')
    expect(dateIn('Pacific/Apia', '2011-12-30T09:59:59Z')).toBe('2011-12-29')
    expect(dateIn('Pacific/Apia', '2011-12-30T10:00:00Z')).toBe('2011-12-31')
  })

  test.each(ZONES)('agrees with Temporal on any day from 1970 to 2037 in %s', timeZone => {
    fc.assert(
      fc.property(modernDay, day => {
        expect(startOfDay(day, timeZone)).toBe(startBy(day, timeZone))
      }),
    )
  })

  test.each(ZONES)('agrees with Temporal on the days around every change of the clocks in %s', timeZone => {
    const days = daysAroundChanges(timeZone)
    expect(days.map(day => startOfDay(day, timeZone))).toEqual(days.map(day => startBy(day, timeZone)))
  })

  test('is an instant of that day, one second after the day before, in Seoul in every year', () => {
    const year = fc.integer({ min: 1, max: 9999 })
    fc.assert(
      fc.property(year, year => {
        const day = civilDate(year, 3, 1)
        const start = startOfDay(day, 'Asia/Seoul')
        expect(dateIn('Asia/Seoul', start)).toBe(day)
        expect(dateIn('Asia/Seoul', instantOf(Date.parse(start) - 1000))).toBe(addDays(day, -1))
      }),
    )
  })

  test('holds at both ends of the calendar', () => {
    expect(startOfDay('0001-01-01', 'Etc/GMT+12')).toBe('0001-01-01T12:00:00Z')
    expect(startOfDay('9999-12-31', 'America/New_York')).toBe('9999-12-31T05:00:00Z')
  })
})

describe('zones', () => {
  test.each(['Asia/Seoul', 'UTC', '+09:00', '-03:30', 'asia/seoul'])('%s is known', timeZone => {
    expect(isTimeZone(timeZone)).toBe(true)
  })

  test.each(['', 'Asia/Pyongsong', 'Seoul', '+9', '+25:00', 'Asia/Seoul\n', '../etc/passwd'])(
    '%j is unknown',
    timeZone => {
      expect(isTimeZone(timeZone)).toBe(false)
      expect(() => dateIn(timeZone, '2026-07-13T15:00:00Z')).toThrow(RangeError)
      expect(() => startOfDay('2026-07-14', timeZone)).toThrow(RangeError)
    },
  )

  test('more of them than are kept at a time are all answered for', () => {
    const offsets = daysFromTo('2026-01-01', '2026-05-01').map((_, index) => {
      const hours = String(index % 12).padStart(2, '0')
      return `+${hours}:${String(Math.floor(index / 12)).padStart(2, '0')}`
    })
    expect(new Set(offsets).size).toBeGreaterThan(100)
    for (const offset of [...offsets, ...offsets]) {
      expect(startOfDay('2026-07-14', offset)).toBe(startBy('2026-07-14', offset))
    }
  })
})

describe('instantOf', () => {
  test('writes whole seconds in UTC and drops what is less', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00Z')
    expect(instantOf(1999)).toBe('1970-01-01T00:00:01Z')
    expect(instantOf(Date.parse('2026-07-14T00:05:00.123+09:00'))).toBe('2026-07-13T15:05:00Z')
  })
})
