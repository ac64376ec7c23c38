/** Finds the neighbors of an event in time, and its related events. */
import { type StoredEvent, timeKeyOf } from '../domain/event.ts'
import type { EventReader, Order } from './event-store.ts'

export interface Neighbors {
  previous: StoredEvent | undefined
  next: StoredEvent | undefined
  related: StoredEvent[]
}

export async function neighborsOf(events: EventReader, event: StoredEvent): Promise<Neighbors> {
  const [previous, next, related] = await Promise.all([
    neighbor(events, event, 'desc'),
    neighbor(events, event, 'asc'),
    events.events(event.related),
  ])
  return { previous, next, related: event.related.flatMap(id => related.get(id) ?? []) }
}

async function neighbor(events: EventReader, event: StoredEvent, order: Order): Promise<StoredEvent | undefined> {
  const { items } = await events.list({ facets: {} }, { limit: 1, order, after: timeKeyOf(event) })
  return items[0]
}
