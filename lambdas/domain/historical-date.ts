/**
 * Parses historical dates of limited precision from EDTF strings. Pure.
 *
 * The supported EDTF subset (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) is levels 0 and 1 without times, negative years and
 * unknown ends: dates, seasons, unspecified digits (`199X`, `19XX`, `2004-XX`), intervals, open intervals, and the qualifiers `~`
 * (approximate), `?` (uncertain) and `%` (both) at the end of a date. Years are 0001–9999: there is no ambiguous year zero, and every output
 * format can represent four digits.
 */
import { addDays, type CivilDate, civilDate, daysInMonth } from './civil-date.ts'

export const PRECISIONS = ['day', 'month', 'season', 'year', 'decade', 'century', 'interval'] as const
export type Precision = (typeof PRECISIONS)[number]
export type SinglePrecision = Exclude<Precision, 'interval'>

export interface HistoricalDate {
  /** The parsed string, e.g. `2007-06~`. */
  edtf: string
  /** First possible day. If the start is open, the first possible day of the second date: the event is placed where it is known to end. */
  start: CivilDate
  /** Last possible day. If the end is open, 9999-12-31. */
  end: CivilDate
  open?: 'start' | 'end'
  precision: Precision
  /** Precision of `start`, unless it is open. Differs from `precision` for intervals only. */
  startPrecision?: SinglePrecision
  /** Has `~` or `%`. */
  approximate: boolean
  /** Has `?` or `%`: the source may be wrong. */
  uncertain: boolean
}

export const ALLOWED_DATES =
  'an EDTF date in the years 0001–9999: YYYY-MM-DD, YYYY-MM, YYYY, YYYY-21 to YYYY-24 (spring to winter), YYYX (a decade) or YYXX (a century), with XX for an unknown month or day, optionally followed by ~ (approximate), ? (uncertain) or % (both); or an interval of two such dates, START/END, START/.. or ../END'

/** The form of a date. Whether the day exists is checked afterwards. */
const FORM = String.raw`(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?[~?%]?`
export const EDTF_PATTERN = `^(${FORM}|${FORM}/(${FORM}|\\.\\.)|\\.\\./${FORM})$`

/** The string is not a date in the supported subset. `message` says why; `allowed` describes valid dates. */
export class InvalidDate extends Error {
  readonly allowed = ALLOWED_DATES
}

/** The open end of an interval. */
const OPEN = '..'

const LAST_DAY = civilDate(9999, 12, 31)

/** Months in which the seasons 21–24 begin. EDTF leaves them open; these are the meteorological ones of the northern half of the world. */
const SEASON_STARTS: Record<string, number> = { '21': 3, '22': 6, '23': 9, '24': 12 }

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%])?$/

interface SingleDate {
  start: CivilDate
  end: CivilDate
  precision: SinglePrecision
  qualifier: string | undefined
}

function parseSingleDate(text: string): SingleDate {
  const match = DATE.exec(text)
  if (!match)
    throw new InvalidDate(
      `"${text}" is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY, nor a season, decade or century`,
    )
  const [, year, month, day, qualifier] = match
  return { ...spanOf(text, year!, month, day), qualifier }
}

function spanOf(
  text: string,
  yearText: string,
  monthText: string | undefined,
  dayText: string | undefined,
): Omit<SingleDate, 'qualifier'> {
  const years = (first: number, last: number, precision: SinglePrecision) => ({
    start: civilDate(Math.max(first, 1), 1, 1),
    end: civilDate(last, 12, 31),
    precision,
  })
  if (yearText.endsWith('X')) {
    if (monthText !== undefined) throw new InvalidDate(`"${text}" has a month, but its year is not known`)
    const [first, last] = ['0', '9'].map(digit => Number(yearText.replaceAll('X', digit)))
    return years(first!, last!, yearText.endsWith('XX') ? 'century' : 'decade')
  }
  const year = Number(yearText)
  if (year === 0) throw new InvalidDate(`"${text}" is in the year 0000, which is outside 0001–9999`)
  if (monthText === 'XX' && dayText !== undefined && dayText !== 'XX')
    throw new InvalidDate(`"${text}" has a day, but its month is not known`)
  if (monthText === undefined || monthText === 'XX') return years(year, year, 'year')

  const season = SEASON_STARTS[monthText]
  if (season !== undefined) {
    if (dayText !== undefined) throw new InvalidDate(`"${text}" has a day, but ${monthText} is a season`)
    const start = civilDate(year, season, 1)
    const next = season + 3 > 12 ? civilDate(year + 1, season - 9, 1) : civilDate(year, season + 3, 1)
    return { start, end: year === 9999 && season === 12 ? LAST_DAY : addDays(next, -1), precision: 'season' }
  }
  const month = Number(monthText)
  if (month < 1 || month > 12)
    throw new InvalidDate(`"${text}" has the month ${monthText}, which is outside 01–12 (or 21–24 for a season)`)
  const last = daysInMonth(year, month)
  if (dayText === undefined || dayText === 'XX')
    return { start: civilDate(year, month, 1), end: civilDate(year, month, last), precision: 'month' }

  const day = Number(dayText)
  if (day < 1 || day > last)
    throw new InvalidDate(`"${text}" has the day ${dayText}, but ${yearText}-${monthText} has the days 01–${last}`)
  const date = civilDate(year, month, day)
  return { start: date, end: date, precision: 'day' }
}

/**
 * Parses an EDTF string.
 * @throws {InvalidDate} for a string outside the subset, a day that does not exist, or an interval that does not end after it starts
 */
export function parseHistoricalDate(edtf: string): HistoricalDate {
  const parts = edtf.split('/')
  if (parts.length > 2) throw new InvalidDate(`"${edtf}" has more than one /`)
  if (parts.length === 2 && parts.every(part => part === OPEN))
    throw new InvalidDate(`"${edtf}" is an interval with two open ends`)
  const [from, to] = parts.map(part => (part === OPEN && parts.length === 2 ? undefined : parseSingleDate(part)))
  const first = (from ?? to)!
  const last = parts.length === 2 ? to : first
  if (from && to && to.start <= from.start)
    throw new InvalidDate(`"${edtf}" is an interval whose second date does not start after the first`)
  const qualifiers = `${from?.qualifier ?? ''}${to?.qualifier ?? ''}`
  return {
    edtf,
    start: first.start,
    end: last?.end ?? LAST_DAY,
    ...(parts.length === 2 && !(from && to) && { open: from ? 'end' : 'start' }),
    precision: parts.length === 2 ? 'interval' : first.precision,
    ...(from && { startPrecision: from.precision }),
    approximate: /[~%]/.test(qualifiers),
    uncertain: /[?%]/.test(qualifiers),
  }
}

/** The two dates of an interval; `null` for an open end. A single date is both. */
export function endsOf({ edtf }: Pick<HistoricalDate, 'edtf'>): [HistoricalDate | null, HistoricalDate | null] {
  const [from, to = from] = edtf.split('/').map(part => (part === OPEN ? null : parseHistoricalDate(part)))
  return [from!, to!]
}
