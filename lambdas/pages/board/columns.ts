/** Counts of events by calendar period and category, and their paths in a picture. */
import type { CivilDate } from '../../domain/civil-date.ts'
import { finestUnit, periodOf, periodsIn, type Unit, type Window } from '../../domain/window.ts'

/** Numbers of events by period, and in each by category. Periods without events may be absent. */
export interface Columns {
  unit: Unit
  periods: ReadonlyMap<string, Readonly<Record<string, number>>>
}

export const total = (categories: Readonly<Record<string, number>> = {}): number =>
  Object.values(categories).reduce((sum, events) => sum + events, 0)

/** Adds up events by period. */
export function columnsOf(events: readonly { day: CivilDate; category: string }[], unit: Unit): Columns {
  const periods = new Map<string, Record<string, number>>()
  for (const { day, category } of events) {
    const period = periodOf(unit, day)
    const categories = periods.get(period) ?? {}
    categories[category] = (categories[category] ?? 0) + 1
    periods.set(period, categories)
  }
  return { unit, periods }
}

/** The same counts in a coarser unit. */
export function coarser({ periods }: Columns, unit: Unit): Columns {
  const merged = new Map<string, Record<string, number>>()
  for (const [period, categories] of periods) {
    const key = periodOf(unit, period)
    const sum = merged.get(key) ?? {}
    for (const [category, events] of Object.entries(categories)) sum[category] = (sum[category] ?? 0) + events
    merged.set(key, sum)
  }
  return { unit, periods: merged }
}

/** Limits of columns: more in a lane would be narrower than two pixels on a tablet, and more in all lanes would make the page too large. */
const MAX_COLUMNS = { below: 400, lanes: 260 }

/** The unit in which a window is counted: below the marks, or in place of them. */
export const columnUnit = (window: Window, where: keyof typeof MAX_COLUMNS): Unit =>
  finestUnit(window, MAX_COLUMNS[where])

/**
 * Bars as one path, one unit wide each, for a view box that is stretched to the width of the picture.
 * @param heights of consecutive columns; 0 draws nothing
 */
export function barsPath(heights: readonly number[], base: number): string {
  let path = ''
  for (let start = 0; start < heights.length; ) {
    const height = heights[start]!
    let end = start + 1
    while (heights[end] === height) end++
    if (height > 0) path += `M${start} ${base}v-${height}h${end - start}v${height}z`
    start = end
  }
  return path
}

/** Heights in pixels of the counts in each period of a window. */
export function heightsOf(
  { unit, periods }: Columns,
  window: Window,
  count: (categories: Readonly<Record<string, number>> | undefined) => number,
  { most, height, scale = share => share }: { most: number; height: number; scale?: (share: number) => number },
): number[] {
  return periodsIn(unit, window).map(period => {
    const events = count(periods.get(period))
    return events === 0 ? 0 : Math.max(1, Math.round(scale(events / most) * height))
  })
}
