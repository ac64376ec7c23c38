/** Which events come round on a day, and how much each matters: a pure function of the events, the day and the leap-day rule. */
import { type CivilDate, dayOf, isLeapYear, monthDayOf, yearOf } from './civil-date.ts'
import { type Event, type LeapDayRule, recurrenceOf, type StoredEvent, startOf } from './event.ts'

/**
 * - `anniversary`: the day an event started, n years ago
 * - `month`: an event known to the month only, marked on the 1st: "this month, n years ago"
 * - `observance`: a day kept every year, for the n-th time
 */
export type OccurrenceKind = 'anniversary' | 'month' | 'observance'

/** An event coming round on a day. */
export interface Occurrence {
  /** The day on which it is marked, in the timeline's zone. */
  date: CivilDate
  eventId: string
  kind: OccurrenceKind
  /** Years since the event started, ≥ 1; for an observance the ordinal: 3 for the third. */
  years: number
  /** significance × milestone weight; 1–30. */
  rank: number
}

/** An occurrence with its event. */
export interface Recurring {
  occurrence: Occurrence
  event: StoredEvent
}

/** The rounder the number, the more it weighs: the first line whose `years` divides the number counts. */
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
 * Which recurrences (`MM-DD`, `MM`) are marked on `date`: its own day, on the 1st its month, and in a common year
 * 29 February where the rule puts it.
 */
export function recurrencesMarkedOn(date: CivilDate, leapDay: LeapDayRule): string[] {
  const own = monthDayOf(date)
  const marked = [own]
  const standsForLeapDay = { 'feb-28': '02-28', 'mar-01': '03-01', skip: undefined }[leapDay]
  if (own === standsForLeapDay && !isLeapYear(yearOf(date))) marked.push('02-29')
  if (dayOf(date) === 1) marked.push(own.slice(0, 2))
  return marked
}

/**
 * What `event` is on `date`, or nothing: an event comes round in later years only, an event of which only the year is known never does,
 * and one that is kept as an observance is that instead of an anniversary.
 */
export function occurrenceOn(event: Event, date: CivilDate, leapDay: LeapDayRule): Occurrence | undefined {
  const recurrence = recurrenceOf(event)
  if (recurrence === undefined || !recurrencesMarkedOn(date, leapDay).includes(recurrence)) return undefined
  const { observance } = event
  const elapsed = yearOf(date) - yearOf(startOf(event))
  const years = observance ? yearOf(date) - observance.since + 1 : elapsed
  if (elapsed < 1 || years < 1) return undefined
  const kind = observance ? 'observance' : recurrence.length === 2 ? 'month' : 'anniversary'
  return { date, eventId: event.id, kind, years, rank: event.significance * milestoneWeight(years) }
}

/** Order within a day: the weightier first, then the id, so that the order is total. */
export function compareOccurrences(a: Occurrence, b: Occurrence): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return b.rank - a.rank || (a.eventId < b.eventId ? -1 : 1)
}

/** Every occurrence of `events` on `date`, the weightiest first. */
export function occurrencesOn(events: readonly Event[], date: CivilDate, leapDay: LeapDayRule): Occurrence[] {
  return events.flatMap(event => occurrenceOn(event, date, leapDay) ?? []).sort(compareOccurrences)
}
