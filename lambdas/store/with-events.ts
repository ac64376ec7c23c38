/** Joins occurrences with their current events. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { EventReader, Page } from './event-store.ts'

/** Leaves out occurrences of deleted events. Corrections appear in past highlights too. */
export async function withEvents(reader: EventReader, page: Promise<Page<Occurrence>>): Promise<Page<Recurring>> {
  const { items, ...rest } = await page
  const events = await reader.events(items.map(occurrence => occurrence.eventId))
  return {
    ...rest,
    items: items.flatMap(occurrence => {
      const event = events.get(occurrence.eventId)
      return event ? [{ occurrence, event }] : []
    }),
  }
}
