/** Joins occurrences with their current events. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { EventReader, Page } from './event-store.ts'

/**
 * Leaves out occurrences of deleted events, and follows renamed ones. Corrections appear in past highlights too.
 * Needs the access `events:BatchGetItem`, and `events:Query` for ids that an event had.
 */
export async function withEvents(reader: EventReader, page: Promise<Page<Occurrence>>): Promise<Page<Recurring>> {
  const { items, ...rest } = await page
  const ids = [...new Set(items.map(occurrence => occurrence.eventId))]
  const events = await reader.events(ids)
  const missing = ids.filter(id => !events.has(id))
  const renamed = new Map(await Promise.all(missing.map(async id => [id, await reader.renamed(id)] as const)))
  const successors = [...renamed.values()].filter(id => id !== undefined)
  const renamedEvents = successors.length === 0 ? events : await reader.events(successors)
  return {
    ...rest,
    items: items.flatMap(occurrence => {
      const event = events.get(occurrence.eventId) ?? renamedEvents.get(renamed.get(occurrence.eventId) ?? '')
      return event ? [{ occurrence: { ...occurrence, eventId: event.id }, event }] : []
    }),
  }
}
