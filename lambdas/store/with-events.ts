/** Occurrences with their events, read through the port: a correction shows in what was marked before. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { EventReader, Page } from './event-store.ts'

/** Without those whose event was deleted since. */
export async function withEvents(reader: EventReader, { items, ...rest }: Page<Occurrence>): Promise<Page<Recurring>> {
  const events = await reader.events(items.map(occurrence => occurrence.eventId))
  return {
    ...rest,
    items: items.flatMap(occurrence => {
      const event = events.get(occurrence.eventId)
      return event ? [{ occurrence, event }] : []
    }),
  }
}
