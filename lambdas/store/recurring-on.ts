/** What comes round on a day, read through the port. */
import { occurrencesOn, type Recurring, recurrencesMarkedOn } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { LeapDayRule, StoredEvent } from '../domain/event.ts'
import type { EventReader, Position } from './event-store.ts'

const PAGE = 100

/** Every occurrence on `date` with its event, the weightiest first. */
export async function recurringOn(events: EventReader, date: CivilDate, leapDay: LeapDayRule): Promise<Recurring[]> {
  const found = new Map<string, StoredEvent>()
  for (const recurrence of recurrencesMarkedOn(date, leapDay)) {
    let after: Position | undefined
    do {
      const page = await events.recurring(recurrence, { limit: PAGE, order: 'asc', after })
      for (const event of page.items) found.set(event.id, event)
      after = page.next
    } while (after !== undefined)
  }
  const occurrences = occurrencesOn([...found.values()], date, leapDay)
  return occurrences.map(occurrence => ({ occurrence, event: found.get(occurrence.eventId)! }))
}
