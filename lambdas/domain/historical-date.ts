/**
 * Parses historical dates of limited precision from EDTF strings. Pure.
 *
 * The supported EDTF subset (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) is level 0 dates and intervals, plus the level 1
 * qualifiers `~` (approximate), `?` (uncertain) and `%` (both) at the end of a date. Years are 0001–9999: there is no ambiguous year zero,
 * and every output format can represent four digits.
 */
import { type CivilDate, civilDate, daysInMonth } from './civil-date.ts'

export type Precision = 'day' | 'month' | 'year' | 'interval'

export interface HistoricalDate {
  /** The parsed string, e.g. `2007-06~`. */
  edtf: string
  /** First possible day. */
  start: CivilDate
  /** Last possible day. */
  end: CivilDate
  precision: Precision
  /** Precision of `start`. Differs from `precision` for intervals only. */
  startPrecision: Exclude<Precision, 'interval'>
  /** Has `~` or `%`. */
  approximate: boolean
  /** Has `?` or `%`: the source may be wrong. */
  uncertain: boolean
}

export const ALLOWED_DATES =
  'an EDTF date in the years 0001–9999: YYYY-MM-DD, YYYY-MM or YYYY, optionally followed by ~ (approximate), ? (uncertain) or % (both); or an interval of two such dates, START/END'

/** The string is not a date in the supported subset. `message` says why; `allowed` describes valid dates. */
export class InvalidDate extends Error {
  readonly allowed = ALLOWED_DATES
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/

interface SingleDate {
  start: CivilDate
  end: CivilDate
  precision: Exclude<Precision, 'interval'>
  qualifier: string | undefined
}

function parseSingleDate(text: string): SingleDate {
  const match = DATE.exec(text)
  if (!match) throw new InvalidDate(`"${text}" is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY`)
  const [, yearText, monthText, dayText, qualifier] = match
  const year = Number(yearText)
  if (year === 0) throw new InvalidDate(`"${text}" is in the year 0000, which is outside 0001–9999`)
  if (monthText === undefined)
    return { start: civilDate(year, 1, 1), end: civilDate(year, 12, 31), precision: 'year', qualifier }

  const month = Number(monthText)
  if (month < 1 || month > 12) throw new InvalidDate(`"${text}" has the month ${monthText}, which is outside 01–12`)
  const last = daysInMonth(year, month)
  if (dayText === undefined)
    return { start: civilDate(year, month, 1), end: civilDate(year, month, last), precision: 'month', qualifier }

  const day = Number(dayText)
  if (day < 1 || day > last)
    throw new InvalidDate(`"${text}" has the day ${dayText}, but ${yearText}-${monthText} has the days 01–${last}`)
  const date = civilDate(year, month, day)
  return { start: date, end: date, precision: 'day', qualifier }
}

/**
 * Parses an EDTF string.
 * @throws {InvalidDate} if the string is outside the subset, names a day that does not exist, or is an interval whose second date
 * does not start after the first
 */
export function parseHistoricalDate(edtf: string): HistoricalDate {
  const parts = edtf.split('/')
  if (parts.length > 2) throw new InvalidDate(`"${edtf}" has more than one /`)
  const first = parseSingleDate(parts[0]!)
  const last = parts[1] === undefined ? first : parseSingleDate(parts[1])
  if (parts.length === 2 && last.start <= first.start)
    throw new InvalidDate(`"${edtf}" is an interval whose second date does not start after the first`)
  const qualifiers = `${first.qualifier ?? ''}${last.qualifier ?? ''}`
  return {
    edtf,
    start: first.start,
    end: last.end,
    precision: parts.length === 2 ? 'interval' : first.precision,
    startPrecision: first.precision,
    approximate: /[~%]/.test(qualifiers),
    uncertain: /[?%]/.test(qualifiers),
  }
}
