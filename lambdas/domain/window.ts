/** Windows of time and the calendar units that divide them. Pure. */
import { addDays, type CivilDate, civilDate, daysBetween, daysInMonth, later, monthOf, yearOf } from './civil-date.ts'

/** First and last day, both inclusive. */
export interface Window {
  from: CivilDate
  to: CivilDate
}

/** Calendar units, coarsest first. */
export const UNITS = ['century', 'decade', 'year', 'month', 'day'] as const
export type Unit = (typeof UNITS)[number]

/** The period of a unit that contains a day is named by the beginning of its date: `19`, `199`, `1997`, `1997-07`, `1997-07-14`. */
const KEY_LENGTH: Record<Unit, number> = { century: 2, decade: 3, year: 4, month: 7, day: 10 }

export const periodOf = (unit: Unit, day: CivilDate): string => day.slice(0, KEY_LENGTH[unit])

/** The days of a period. Years are 0001–9999, so the first decade and century begin in 0001. */
export function windowOf(period: string): Window {
  const [first, last] = [period.padEnd(4, '0'), period.slice(0, 4).padEnd(4, '9')]
  const from = `${first === '0000' ? '0001' : first}${period.slice(4)}`
  if (period.length === 10) return { from: period, to: period }
  if (period.length === 7)
    return {
      from: `${period}-01`,
      to: civilDate(yearOf(period), monthOf(period), daysInMonth(yearOf(period), monthOf(period))),
    }
  return { from: `${from}-01-01`, to: `${last}-12-31` }
}

/** The periods of a unit that a window touches, in order. */
export function periodsIn(unit: Unit, { from, to }: Window): string[] {
  const periods: string[] = []
  for (let day = from; day <= to; ) {
    const period = periodOf(unit, day)
    periods.push(period)
    const next = addDays(windowOf(period).to, 1)
    if (next <= day) break
    day = next
  }
  return periods
}

export const daysIn = ({ from, to }: Window): number => daysBetween(from, to) + 1

/** The finest unit of which a window touches at most `most` periods. */
export function finestUnit(window: Window, most: number): Unit {
  const years = yearOf(window.to) - yearOf(window.from) + 1
  const periods: Record<Unit, number> = {
    century: years / 100,
    decade: years / 10,
    year: years,
    month: (years - 1) * 12 + monthOf(window.to) - monthOf(window.from) + 1,
    day: daysIn(window),
  }
  return UNITS.findLast(unit => periods[unit] <= most) ?? 'century'
}

/** A window with the shortest dates that mean the same: `2004`, `2004-07` or `2004-07-14` at both ends. */
export function boundsOf({ from, to }: Window): { from: string; to: string } {
  const unit = (['year', 'month'] as const).find(
    each => windowOf(periodOf(each, from)).from === from && windowOf(periodOf(each, to)).to === to,
  )
  return unit ? { from: periodOf(unit, from), to: periodOf(unit, to) } : { from, to }
}

/** The window of the same length before (-1) or after (1) this one: whole years stay whole years, and months months. */
export function shifted(window: Window, direction: -1 | 1): Window | undefined {
  const bounds = boundsOf(window)
  if (bounds.from.length === 10) {
    const days = daysIn(window) * direction
    const moved = { from: addDays(window.from, days), to: addDays(window.to, days) }
    return daysIn(moved) === daysIn(window) ? moved : undefined
  }
  const perYear = bounds.from.length === 4 ? 1 : 12
  const at = (day: CivilDate) => yearOf(day) * perYear + (perYear === 1 ? 0 : monthOf(day) - 1)
  const length = at(window.to) - at(window.from) + 1
  const period = (number: number) => {
    const year = String(Math.floor(number / perYear)).padStart(4, '0')
    return perYear === 1 ? year : `${year}-${String((number % 12) + 1).padStart(2, '0')}`
  }
  const [from, to] = [at(window.from) + direction * length, at(window.to) + direction * length]
  if (from < perYear || to >= 10_000 * perYear) return undefined
  return { from: windowOf(period(from)).from, to: windowOf(period(to)).to }
}

/** The next longer window around this one: of a day its month, of months their years, of years their decade or century. */
export function widened(window: Window): Window | undefined {
  for (const unit of [...UNITS].reverse()) {
    const wider = { from: windowOf(periodOf(unit, window.from)).from, to: windowOf(periodOf(unit, window.to)).to }
    if (daysIn(wider) > daysIn(window)) return wider
  }
  return undefined
}

/** Where a day begins within a window, from 0 to 1. */
export const shareOf = (window: Window, day: CivilDate): number => daysBetween(window.from, day) / daysIn(window)

/** The days of a window in which an event may lie. An open start counts as the known end. @param lastDay how far an open end reaches */
export function within(
  window: Window,
  { start, end }: { start: CivilDate | null; end: CivilDate | null },
  lastDay: CivilDate = window.to,
): Window {
  const from = later(start ?? end ?? window.from, window.from)
  return { from, to: [later(end ?? lastDay, from), window.to].sort()[0]! }
}

/** The middle day of two. */
export const middle = (from: CivilDate, to: CivilDate): CivilDate =>
  addDays(from, Math.floor(daysBetween(from, to) / 2))
