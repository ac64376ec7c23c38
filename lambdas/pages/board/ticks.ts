/** The time axis of a board. */
import { addDays, type CivilDate, civilDate, dayOf, monthDayOf, monthOf, yearOf } from '../../domain/civil-date.ts'
import { phrasesOf } from '../../domain/language.ts'
import type { Language } from '../../domain/text.ts'
import { daysIn, periodOf, periodsIn, shareOf, type Window, windowOf } from '../../domain/window.ts'

export interface Tick {
  x: number
  label: string
  /** The stretch of time from this tick to the next. */
  window: Window
}

const STEPS = {
  year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  month: [1, 2, 3, 6],
  day: [1, 2, 5, 10],
} as const
const MAX_TICKS = 12

/** A label takes this share of the narrowest picture. */
const ROOM = 0.07

/** A label that begins closer to the end would not fit. */
const LAST = 0.97

/** Years of a long window; months of some years; days of some months. */
export function ticksOf(window: Window, language: Language): Tick[] {
  const days = daysIn(window)
  const unit = days > 3 * 366 ? 'year' : days > 92 ? 'month' : 'day'
  const periods = periodsIn(unit, window)
  const step = STEPS[unit].find(each => periods.length / each <= MAX_TICKS) ?? STEPS[unit].at(-1)!
  const number = (period: string) =>
    unit === 'year' ? yearOf(period) : unit === 'month' ? monthOf(period) - 1 : dayOf(period) - 1
  const starts = periods.filter((period, index) => {
    if (number(period) % step === 0) return true
    // The first period is named too, if the next label leaves room.
    const next = periods.slice(index).findIndex(each => number(each) % step === 0)
    return index === 0 && (next === -1 || shareOf(window, windowOf(periods[next]!).from) > ROOM)
  })
  return starts.flatMap((period, index) => {
    const from = windowOf(period).from
    const next = starts[index + 1]
    const to = next === undefined ? endOf(unit, period, step, window) : addDays(windowOf(next).from, -1)
    const x = Math.max(0, shareOf(window, from))
    return x > LAST ? [] : [{ x, label: labelOf(unit, from, language), window: { from, to } }]
  })
}

function endOf(unit: 'year' | 'month' | 'day', period: string, step: number, window: Window): CivilDate {
  if (unit === 'year') return `${String(Math.min(9999, yearOf(period) + step - 1)).padStart(4, '0')}-12-31`
  return unit === 'month' ? windowOf(periodOf('month', window.to)).to : window.to
}

function labelOf(unit: 'year' | 'month' | 'day', day: CivilDate, language: Language): string {
  const { monthOfYear, month } = phrasesOf(language)
  if (unit === 'year') return `${yearOf(day)}`
  if (unit === 'month') return monthOf(day) === 1 ? `${yearOf(day)}` : monthOfYear(monthDayOf(day))
  return dayOf(day) === 1 ? month(civilDate(yearOf(day), monthOf(day), 1)) : `${dayOf(day)}`
}

/** The beginnings of the years of a window, for faint lines; none in a window of many. */
export const yearLines = (window: Window): number[] =>
  yearOf(window.to) - yearOf(window.from) > 60
    ? []
    : periodsIn('year', window)
        .map(year => shareOf(window, windowOf(year).from))
        .filter(x => x >= 0)
