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

/** The rounder the number, the more it weighs: the first line whose `years` divides the number counts. All divide 100 (`runsIn`). */
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

/** How an event comes round, whatever the day. */
export interface Round {
  eventId: string
  kind: OccurrenceKind
  significance: number
  /** The year from which years are counted: for an observance, the one before its first. */
  origin: number
  /** The first year in which it comes round. */
  first: number
}

/** Nothing for an event of which only the year is known. One that is kept as an observance is that instead of an anniversary. */
export function roundOf(event: Event): Round | undefined {
  const recurrence = recurrenceOf(event)
  if (recurrence === undefined) return undefined
  const { id, significance, observance } = event
  const year = yearOf(startOf(event))
  const common = { eventId: id, significance }
  return observance
    ? { ...common, kind: 'observance', origin: observance.since - 1, first: Math.max(observance.since, year + 1) }
    : { ...common, kind: recurrence.length === 2 ? 'month' : 'anniversary', origin: year, first: year + 1 }
}

/** The occurrence of a round on a day that its recurrence is marked on, or nothing: an event comes round in later years only. */
export function occurrenceIn(round: Round, date: CivilDate): Occurrence | undefined {
  const { eventId, kind, significance, origin, first } = round
  if (yearOf(date) < first) return undefined
  const years = yearOf(date) - origin
  return { date, eventId, kind, years, rank: significance * milestoneWeight(years) }
}

/** What `event` is on `date`, or nothing. */
export function occurrenceOn(event: Event, date: CivilDate, leapDay: LeapDayRule): Occurrence | undefined {
  const recurrence = recurrenceOf(event)
  const isMarked = recurrence !== undefined && recurrencesMarkedOn(date, leapDay).includes(recurrence)
  return isMarked ? occurrenceIn(roundOf(event)!, date) : undefined
}

/**
 * The place of a year among a hundred, arranged so that years which are a round number apart are neighbours: by the remainders of 5, then
 * of 2, of 25 (downwards) and of 4, a digit each. Whatever the year, those of one weight then lie in one or two runs.
 */
export const cycleOf = (year: number): string =>
  [year % 5, year % 2, 4 - Math.floor((year % 25) / 5), Math.floor((year % 4) / 2)].join('')

/** Years whose cycles follow each other, and whose anniversaries weigh the same. */
export interface Run {
  weight: number
  /** Cycle of the first and of the last. */
  first: string
  last: string
  /** How many of a hundred years. */
  years: number
}

/** The runs of all hundred cycles, as they weigh in `year`. */
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

/** What sorts the rounds of one recurrence, then by id, so that those of one rank lie together, whatever the year. */
export const roundKeyOf = ({ significance, origin, kind }: Pick<Round, 'significance' | 'origin' | 'kind'>): string =>
  `${significance}#${cycleOf(origin)}#${String(origin).padStart(4, '0')}#${kind}`

/** The beginning of the place of all that has one rank on a day. */
export const rankPlace = (date: CivilDate, rank: number): string => `${date}#${99 - rank}#`

/**
 * Where an occurrence stands among all others: by day, the weightier first; of one rank the rounder number first, then as
 * `roundKeyOf` has it and by id, so that the order is total. The lexical order of places is the order of occurrences.
 */
export function placeOf({ date, eventId, kind, years, rank }: Occurrence): string {
  const significance = rank / milestoneWeight(years)
  return `${rankPlace(date, rank)}${roundKeyOf({ significance, origin: yearOf(date) - years, kind })}#${eventId}`
}

export function compareOccurrences(a: Occurrence, b: Occurrence): number {
  return placeOf(a) < placeOf(b) ? -1 : 1
}

/** Every occurrence of `events` on `date`, the weightiest first. */
export function occurrencesOn(events: readonly Event[], date: CivilDate, leapDay: LeapDayRule): Occurrence[] {
  return events.flatMap(event => occurrenceOn(event, date, leapDay) ?? []).sort(compareOccurrences)
}
