/** Historical dates: what of EDTF is read and how, what is refused and why, with npm `edtf` as the oracle. */
import { describe, expect, test } from '@jest/globals'
import edtf, { type ExtDate } from 'edtf'
import { civilDate, daysInMonth } from '../../../lambdas/domain/civil-date.ts'
import {
  ALLOWED_DATES,
  endsOf,
  type HistoricalDate,
  InvalidDate,
  parseHistoricalDate,
} from '../../../lambdas/domain/historical-date.ts'
import fc from '../../support/fast-check.ts'
import { cases } from '../../support/thorough.ts'

const reading = (text: string) => {
  const { edtf, start, end, open, precision, startPrecision, approximate, uncertain } = parseHistoricalDate(text)
  const qualifiers = `${approximate ? 'approximate ' : ''}${uncertain ? 'uncertain' : ''}`.trim()
  return [edtf, start, end, precision, open === undefined ? startPrecision : `open ${open}`, qualifiers]
}

describe('dates that are read', () => {
  test.each([
    ['1997-07-14', '1997-07-14', '1997-07-14', 'day', 'day', ''],
    ['2004-10', '2004-10-01', '2004-10-31', 'month', 'month', ''],
    ['2023-02', '2023-02-01', '2023-02-28', 'month', 'month', ''],
    ['2024-02', '2024-02-01', '2024-02-29', 'month', 'month', ''],
    ['2020', '2020-01-01', '2020-12-31', 'year', 'year', ''],
    ['0476', '0476-01-01', '0476-12-31', 'year', 'year', ''],
    ['0001-01-01', '0001-01-01', '0001-01-01', 'day', 'day', ''],
    ['9999-12-31', '9999-12-31', '9999-12-31', 'day', 'day', ''],
    ['2000-02-29', '2000-02-29', '2000-02-29', 'day', 'day', ''],
    ['2007-06~', '2007-06-01', '2007-06-30', 'month', 'month', 'approximate'],
    ['1997-07-14?', '1997-07-14', '1997-07-14', 'day', 'day', 'uncertain'],
    ['2005%', '2005-01-01', '2005-12-31', 'year', 'year', 'approximate uncertain'],
    ['2005/2007', '2005-01-01', '2007-12-31', 'interval', 'year', ''],
    ['2004-07-27/2004-07-28', '2004-07-27', '2004-07-28', 'interval', 'day', ''],
    ['2004-07-27/2005', '2004-07-27', '2005-12-31', 'interval', 'day', ''],
    ['2004-11/2005-02-03', '2004-11-01', '2005-02-03', 'interval', 'month', ''],
    ['2005/2005-03', '2005-01-01', '2005-03-31', 'interval', 'year', ''],
    ['2013-08-20/2013-08-24~', '2013-08-20', '2013-08-24', 'interval', 'day', 'approximate'],
    ['2005~/2007?', '2005-01-01', '2007-12-31', 'interval', 'year', 'approximate uncertain'],
    ['2005%/2007', '2005-01-01', '2007-12-31', 'interval', 'year', 'approximate uncertain'],
    ['1945-21', '1945-03-01', '1945-05-31', 'season', 'season', ''],
    ['1945-22?', '1945-06-01', '1945-08-31', 'season', 'season', 'uncertain'],
    ['1945-23', '1945-09-01', '1945-11-30', 'season', 'season', ''],
    ['1943-24', '1943-12-01', '1944-02-29', 'season', 'season', ''],
    ['9999-24', '9999-12-01', '9999-12-31', 'season', 'season', ''],
    ['199X', '1990-01-01', '1999-12-31', 'decade', 'decade', ''],
    ['188X~', '1880-01-01', '1889-12-31', 'decade', 'decade', 'approximate'],
    ['000X', '0001-01-01', '0009-12-31', 'decade', 'decade', ''],
    ['19XX', '1900-01-01', '1999-12-31', 'century', 'century', ''],
    ['00XX', '0001-01-01', '0099-12-31', 'century', 'century', ''],
    ['2004-XX', '2004-01-01', '2004-12-31', 'year', 'year', ''],
    ['2004-XX-XX', '2004-01-01', '2004-12-31', 'year', 'year', ''],
    ['2004-02-XX', '2004-02-01', '2004-02-29', 'month', 'month', ''],
    ['1945-21/1946', '1945-03-01', '1946-12-31', 'interval', 'season', ''],
    ['198X/199X', '1980-01-01', '1999-12-31', 'interval', 'decade', ''],
    ['2004/..', '2004-01-01', '9999-12-31', 'interval', 'open end', ''],
    ['2004-07-27~/..', '2004-07-27', '9999-12-31', 'interval', 'open end', 'approximate'],
    ['../1985-04', '1985-04-01', '1985-04-30', 'interval', 'open start', ''],
  ])('%s', (text, ...expected) => {
    expect(reading(text)).toEqual([text, ...expected])
  })
})

const FORM = 'is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY, nor a season, decade or century'
const LATE = 'is an interval whose second date does not start after the first'

describe('dates that are refused', () => {
  test.each([
    ['0000', '"0000" is in the year 0000, which is outside 0001–9999'],
    ['0000-01-01', '"0000-01-01" is in the year 0000, which is outside 0001–9999'],
    ['10000', `"10000" ${FORM}`],
    ['-0476', `"-0476" ${FORM}`],
    ['Y12000', `"Y12000" ${FORM}`],
    ['2023-02-29', '"2023-02-29" has the day 29, but 2023-02 has the days 01–28'],
    ['1900-02-29', '"1900-02-29" has the day 29, but 1900-02 has the days 01–28'],
    ['2024-02-30', '"2024-02-30" has the day 30, but 2024-02 has the days 01–29'],
    ['2023-04-31', '"2023-04-31" has the day 31, but 2023-04 has the days 01–30'],
    ['2023-01-00', '"2023-01-00" has the day 00, but 2023-01 has the days 01–31'],
    ['2023-13', '"2023-13" has the month 13, which is outside 01–12 (or 21–24 for a season)'],
    ['2023-00', '"2023-00" has the month 00, which is outside 01–12 (or 21–24 for a season)'],
    ['2001-25', '"2001-25" has the month 25, which is outside 01–12 (or 21–24 for a season)'],
    ['2001-21-03', '"2001-21-03" has a day, but 21 is a season'],
    ['199X-05', '"199X-05" has a month, but its year is not known'],
    ['1XXX', `"1XXX" ${FORM}`],
    ['19X4', `"19X4" ${FORM}`],
    ['2004-XX-05', '"2004-XX-05" has a day, but its month is not known'],
    ['2004-1X', `"2004-1X" ${FORM}`],
    ['..', `".." ${FORM}`],
    ['../..', '"../.." is an interval with two open ends'],
    ['1990/199X', `"1990/199X" ${LATE}`],
    ['1997-7-14', `"1997-7-14" ${FORM}`],
    ['19970714', `"19970714" ${FORM}`],
    ['97', `"97" ${FORM}`],
    ['', `"" ${FORM}`],
    [' ', `" " ${FORM}`],
    [' 1997', `" 1997" ${FORM}`],
    ['1997 ', `"1997 " ${FORM}`],
    ['1997\n', `"1997\n" ${FORM}`],
    ['1997-07-14~\n', `"1997-07-14~\n" ${FORM}`],
    ['１９９７', `"１９９７" ${FORM}`],
    ['1997-07-14T09:00', `"1997-07-14T09:00" ${FORM}`],
    ['1997-07-14T09:00:00Z', `"1997-07-14T09:00:00Z" ${FORM}`],
    ['?2007-06', `"?2007-06" ${FORM}`],
    ['2007-~06', `"2007-~06" ${FORM}`],
    ['2007~-06', `"2007~-06" ${FORM}`],
    ['2007-06?~', `"2007-06?~" ${FORM}`],
    ['2005/', `"" ${FORM}`],
    ['/2005', `"" ${FORM}`],
    ['/', `"" ${FORM}`],
    ['2005 / 2007', `"2005 " ${FORM}`],
    ['2005/2006/2007', '"2005/2006/2007" has more than one /'],
    ['2007/2005', `"2007/2005" ${LATE}`],
    ['2004-07-28/2004-07-27', `"2004-07-28/2004-07-27" ${LATE}`],
    ['2004-07-28/2004', `"2004-07-28/2004" ${LATE}`],
    ['2005-06/2005', `"2005-06/2005" ${LATE}`],
    ['2004-07-28/2004-07-28', `"2004-07-28/2004-07-28" ${LATE}`],
    ['2023-02-01/2023-02-29', '"2023-02-29" has the day 29, but 2023-02 has the days 01–28'],
  ])('%j: %s', (text, message) => {
    const refusal = catchError(() => parseHistoricalDate(text))
    expect(refusal).toBeInstanceOf(InvalidDate)
    expect(refusal).toMatchObject({ message, allowed: ALLOWED_DATES })
  })
})

function catchError(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

/** What npm `edtf` makes of a text of level 1, in the words of the domain. */
function oracle(text: string): Omit<HistoricalDate, 'edtf'> {
  const read = edtf(text, { level: 1 })
  const ends: ExtDate[] = read.type === 'Interval' ? [read.lower, read.upper] : [read]
  const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)
  const startPrecision = ({ 1: 'year', 2: 'month', 3: 'day' } as const)[ends[0]!.precision]
  return {
    start: day(read.min),
    end: day(read.max),
    precision: read.type === 'Interval' ? 'interval' : startPrecision,
    startPrecision,
    approximate: ends.some(end => end.approximate.value > 0),
    uncertain: ends.some(end => end.uncertain.value > 0),
  }
}

const year = fc.integer({ min: 1, max: 9999 })
const monthOfYear = fc.tuple(year, fc.integer({ min: 1, max: 12 }))
const dayOfYear = monthOfYear
  .chain(([year, month]) =>
    fc.tuple(fc.constant(year), fc.constant(month), fc.integer({ min: 1, max: daysInMonth(year, month) })),
  )
  .map(parts => civilDate(...parts))

const exactDate = fc.oneof(
  year.map(year => civilDate(year, 1, 1).slice(0, 4)),
  monthOfYear.map(([year, month]) => civilDate(year, month, 1).slice(0, 7)),
  dayOfYear,
)
const date = fc.tuple(exactDate, fc.constantFrom('', '~', '?', '%')).map(parts => parts.join(''))
const startsOf = (text: string) => parseHistoricalDate(text).start
const interval = fc
  .tuple(date, date)
  .filter(([a, b]) => startsOf(a) !== startsOf(b))
  .map(pair => pair.sort((a, b) => (startsOf(a) < startsOf(b) ? -1 : 1)).join('/'))
const subset = fc.oneof(date, interval)

const unspecified = monthOfYear
  .map(([year, month]) => civilDate(year, month, 1))
  .chain(day =>
    fc.constantFrom(
      `${day.slice(0, 7)}-XX`,
      `${day.slice(0, 4)}-XX`,
      `${day.slice(0, 4)}-XX-XX`,
      // Years 0000–0009 and 0000–0099 begin at 0001 here, at 0000 there.
      ...(day >= '0100' ? [`${day.slice(0, 3)}X`, `${day.slice(0, 2)}XX`] : []),
    ),
  )
const openInterval = fc.tuple(date, fc.boolean()).map(([date, isOpenEnd]) => (isOpenEnd ? `${date}/..` : `../${date}`))

/** A text of the subset with one or two characters changed, added or taken away. */
const mutated = fc
  .tuple(
    subset,
    fc.array(
      fc.record({
        at: fc.nat(21),
        remove: fc.nat(2),
        insert: fc.oneof(fc.constantFrom(...'0123456789-/~?%.XYTZ \n+'), fc.constant('')),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), text),
  )

describe('beside npm edtf', () => {
  test('every text of the subset is read to the same days, precision and qualifiers', () => {
    fc.assert(
      fc.property(subset, text => {
        const { edtf: given, ...read } = parseHistoricalDate(text)
        expect(given).toBe(text)
        expect(read).toEqual(oracle(text))
      }),
      { numRuns: cases(200, 3_000) },
    )
  })

  test('unspecified digits and open ends are read to the same days', () => {
    fc.assert(
      fc.property(fc.oneof(unspecified, openInterval), text => {
        const { min, max } = edtf(text, { level: 1 })
        const { start, end, open } = parseHistoricalDate(text)
        const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)
        if (open !== 'start') expect(start).toBe(day(min))
        expect(end).toBe(open === 'end' ? '9999-12-31' : day(max))
      }),
      { numRuns: cases(100, 1_000) },
    )
  })

  test('nothing is accepted that it refuses, or read otherwise', () => {
    let accepted = 0
    fc.assert(
      fc.property(mutated, text => {
        if (catchError(() => parseHistoricalDate(text)) !== undefined) return
        // The oracle has quarters in place of seasons, and takes no qualifier after an X.
        if (/X|\.\./.test(text) || endsOf({ edtf: text }).some(end => end?.precision === 'season')) return
        accepted += 1
        expect(parseHistoricalDate(text)).toEqual({ edtf: text, ...oracle(text) })
      }),
      { numRuns: cases(200, 5_000) },
    )
    expect(accepted).toBeGreaterThan(cases(10, 500))
  })

  test('a refusal is always an InvalidDate', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string(), fc.string({ unit: 'binary' })), text => {
        const error = catchError(() => parseHistoricalDate(text))
        expect(error === undefined || error instanceof InvalidDate).toBe(true)
      }),
    )
  })
})
