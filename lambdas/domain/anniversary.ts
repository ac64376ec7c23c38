/** Finds the events that recur on a day and ranks them. Pure. */
import { type CivilDate, dayOf, isLeapYear, monthDayOf, yearOf } from './civil-date.ts'
import { type Event, type LeapDayRule, recurrenceKeyOf, type StoredEvent, startOf } from './event.ts'

/**
 * - `anniversary`: n years after the day the event started
 * - `month`: the day of the event is unknown, so it is marked on the 1st: "this month, n years ago"
 * - `observance`: a day kept every year, for the n-th time
 */
export type OccurrenceKind = 'anniversary' | 'month' | 'observance'

/** A recurrence of an event on one day. */
export interface Occurrence {
  /** The marked day, in the timeline's time zone. */
  date: CivilDate
  eventId: string
  kind: OccurrenceKind
  /** Years since the event started, ≥ 1. For an observance, the ordinal: 3 for the third. */
  years: number
  /** Significance × milestone weight, 1–30. */
  rank: number
}

export interface Recurring {
  occurrence: Occurrence
  event: StoredEvent
}

/** Rounder numbers weigh more. The first entry whose `years` divides the number applies. `runsIn` needs every entry to divide 100. */
const MILESTONES = [
  { years: 100, weight: 6 },
  { years: 50, weight: 5 },
  { years: 25, weight: 4 },
  { years: 10, weight: 3 },
  { years: 5, weight: 2 },
  { years: 1, weight: 1 },
] as const

/** Weight of the n-th year, 1–6. */
export const milestoneWeight = (years: number): number => MILESTONES.find(each => years % each.years === 0)?.weight ?? 1

/**
 * The recurrence keys (`MM-DD`, and `MM` on the 1st) marked on `date`. In a common year, the leap-day rule adds `02-29` to a day or to
 * none.
 */
export function recurrencesMarkedOn(date: CivilDate, leapDay: LeapDayRule): string[] {
  const own = monthDayOf(date)
  const marked = [own]
  const standsForLeapDay = { 'feb-28': '02-28', 'mar-01': '03-01', skip: undefined }[leapDay]
  if (own === standsForLeapDay && !isLeapYear(yearOf(date))) marked.push('02-29')
  if (dayOf(date) === 1) marked.push(own.slice(0, 2))
  return marked
}

/** How an event recurs, independent of the day. */
export interface Recurrence {
  eventId: string
  kind: OccurrenceKind
  significance: number
  /** The year from which years are counted. For an observance, the year before its first. */
  origin: number
  /** The first year in which the event recurs. */
  first: number
}

/** Returns `undefined` if only the year of the event is known. An event with an observance recurs as the observance only. */
export function recurrenceOf(event: Event): Recurrence | undefined {
  const recurrence = recurrenceKeyOf(event)
  if (recurrence === undefined) return undefined
  const { id, significance, observance } = event
  const year = yearOf(startOf(event))
  const common = { eventId: id, significance }
  return observance
    ? { ...common, kind: 'observance', origin: observance.since - 1, first: Math.max(observance.since, year + 1) }
    : { ...common, kind: recurrence.length === 2 ? 'month' : 'anniversary', origin: year, first: year + 1 }
}

/** The occurrence on a day that matches the recurrence key. `undefined` before the first recurrence. */
export function occurrenceIn(recurrence: Recurrence, date: CivilDate): Occurrence | undefined {
  const { eventId, kind, significance, origin, first } = recurrence
  if (yearOf(date) < first) return undefined
  const years = yearOf(date) - origin
  return { date, eventId, kind, years, rank: significance * milestoneWeight(years) }
}

/**
 * Maps a year to four digits: year mod 5, mod 2, mod 25 (descending) and mod 4. Years a round number apart become neighbours, so the years
 * of one milestone weight form one or two runs, and the store reads each run with one range query.
 */
export const cycleOf = (year: number): string =>
  [year % 5, year % 2, 4 - Math.floor((year % 25) / 5), Math.floor((year % 4) / 2)].join('')

/** Consecutive cycle positions whose anniversaries have the same weight. */
export interface Run {
  weight: number
  /** Cycle positions of the first and last year. */
  first: string
  last: string
  /** Number of years in the run, out of 100. */
  years: number
}

/** Splits all 100 cycle positions into runs of equal weight, as of `year`. */
export function runsIn(year: number): Run[] {
  const hundred = Array.from({ length: 100 }, (_, back) => ({
    cycle: cycleOf(year + 100 - back),
    weight: milestoneWeight(100 + back),
  })).sort((a, b) => (a.cycle < b.cycle ? -1 : 1))
  const runs: Run[] = []
  for (const { cycle, weight } of hundred) {
    const run = runs.at(-1)
    if (run?.weight === weight) Object.assign(run, { last: cycle, years: run.years + 1 })
    else runs.push({ weight, first: cycle, last: cycle, years: 1 })
  }
  return runs
}

/** Sort key among the events of one recurrence key (the id breaks ties). Events of equal rank are adjacent in every year. */
export const recurrenceSortKey = ({
  significance,
  origin,
  kind,
}: Pick<Recurrence, 'significance' | 'origin' | 'kind'>): string =>
  `${significance}#${cycleOf(origin)}#${String(origin).padStart(4, '0')}#${kind}`

/** Sort-key prefix of all occurrences with this rank on this day. */
export const rankPrefix = (date: CivilDate, rank: number): string => `${date}#${99 - rank}#`

/** Sorts occurrences by day, rank (highest first), roundness of the number, `recurrenceSortKey` and id. The order is total. */
export function occurrenceKey({ date, eventId, kind, years, rank }: Occurrence): string {
  const significance = rank / milestoneWeight(years)
  return `${rankPrefix(date, rank)}${recurrenceSortKey({ significance, origin: yearOf(date) - years, kind })}#${eventId}`
}

export function compareOccurrences(a: Occurrence, b: Occurrence): number {
  return occurrenceKey(a) < occurrenceKey(b) ? -1 : 1
}
