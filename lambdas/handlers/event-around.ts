/** An event with those around it: the same for the API and for its page. */
import { type StoredEvent, type Tombstone, timeKeyOf } from '../domain/event.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { EventReader, Order } from '../store/event-store.ts'

export interface Around {
  previous: StoredEvent | undefined
  next: StoredEvent | undefined
  related: StoredEvent[]
}

/** @throws {Problem} 404 for an event that never was, 410 for one that was deleted */
export async function eventAround(events: EventReader, id: string): Promise<{ event: StoredEvent; around: Around }> {
  const event = existing(id, await events.event(id))
  const [previous, next, related] = await Promise.all([
    neighbour(events, event, 'desc'),
    neighbour(events, event, 'asc'),
    events.events(event.related),
  ])
  return { event, around: { previous, next, related: event.related.flatMap(each => related.get(each) ?? []) } }
}

/** The event before or after `event` in time. */
async function neighbour(events: EventReader, event: StoredEvent, order: Order): Promise<StoredEvent | undefined> {
  const { items } = await events.list({ facets: {} }, { limit: 1, order, after: timeKeyOf(event) })
  return items[0]
}

/** @throws {Problem} 404 for an event that never was, 410 for one that was deleted */
export function existing(id: string, event: StoredEvent | Tombstone | undefined): StoredEvent {
  if (!event) throw notFound(`event "${id}"`)
  if ('deleted' in event) throw new Problem('gone', { detail: `Event "${id}" was deleted on ${event.updatedAt}` })
  return event
}
