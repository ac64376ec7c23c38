/** Civil dates: `YYYY-MM-DD` in the proleptic Gregorian calendar, years 0001–9999. Pure. */

/** A day, e.g. `1997-07-14`. Sorts chronologically as text. */
export type CivilDate = string

/** A day without a year, e.g. `07-14`. */
export type MonthDay = string

/** An RFC 3339 timestamp in UTC with whole seconds, e.g. `2026-07-13T15:00:00Z`. */
export type Instant = string

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

const MILLISECONDS_A_DAY = 86_400_000

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** @param month 1–12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export const civilDate = (year: number, month: number, day: number): CivilDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

export const startOfDecade = (date: CivilDate): CivilDate => `${date.slice(0, 3)}0-01-01`

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4))
export const monthOf = (date: CivilDate): number => Number(date.slice(5, 7))
export const dayOf = (date: CivilDate): number => Number(date.slice(8, 10))
export const monthDayOf = (date: CivilDate): MonthDay => date.slice(5)

/** Whether `text` is an existing day in the form `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const month = monthOf(text)
  return (
    yearOf(text) >= 1 &&
    month >= 1 &&
    month <= 12 &&
    dayOf(text) >= 1 &&
    dayOf(text) <= daysInMonth(yearOf(text), month)
  )
}

/** Whether `text` is a day that exists in some year, in the form `MM-DD`; `02-29` counts. */
export const isMonthDay = (text: string): boolean => /^\d\d-\d\d$/.test(text) && isCivilDate(`2000-${text}`)

/** Days since 1970-01-01; negative before. Uses `setUTCFullYear` because `Date.UTC` maps the years 0–99 to 1900–1999. */
const dayNumber = (date: CivilDate): number =>
  new Date(0).setUTCFullYear(yearOf(date), monthOf(date) - 1, dayOf(date)) / MILLISECONDS_A_DAY

const FIRST_DAY = dayNumber('0001-01-01')
const LAST_DAY = dayNumber('9999-12-31')

/** Adds `days`, which may be negative. Clamps to the years 0001–9999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const number = Math.min(Math.max(dayNumber(date) + days, FIRST_DAY), LAST_DAY)
  const moved = new Date(number * MILLISECONDS_A_DAY)
  return civilDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** Every day from `from` to `to`, inclusive. Empty if `to` is earlier. */
export function daysFromTo(from: CivilDate, to: CivilDate): CivilDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))
}
