/** The occurrences of events on a day, found one event after another: what the store reads by key is compared with this. */
import {
  compareOccurrences,
  type Occurrence,
  occurrenceIn,
  recurrenceOf,
  recurrencesMarkedOn,
} from '../../lambdas/domain/anniversary.ts'
import type { CivilDate } from '../../lambdas/domain/civil-date.ts'
import { type Event, type LeapDayRule, recurrenceKeyOf } from '../../lambdas/domain/event.ts'

/** The occurrence of `event` on `date`, or `undefined`. */
export function occurrenceOn(event: Event, date: CivilDate, leapDay: LeapDayRule): Occurrence | undefined {
  const recurrence = recurrenceKeyOf(event)
  const isMarked = recurrence !== undefined && recurrencesMarkedOn(date, leapDay).includes(recurrence)
  return isMarked ? occurrenceIn(recurrenceOf(event)!, date) : undefined
}

/** All occurrences of `events` on `date`, highest rank first. */
export function occurrencesOn(events: readonly Event[], date: CivilDate, leapDay: LeapDayRule): Occurrence[] {
  return events.flatMap(event => occurrenceOn(event, date, leapDay) ?? []).sort(compareOccurrences)
}
