/** Finds the neighbors of an event in time, and its related events. */
import { type StoredEvent, timeKeyOf } from '../domain/event.ts'
import type { EventReader, Order } from './event-store.ts'

export interface Neighbors {
  previous: StoredEvent | undefined
  next: StoredEvent | undefined
  /** Events that the event names, then events that name it. */
  related: StoredEvent[]
}

export async function neighborsOf(events: EventReader, event: StoredEvent): Promise<Neighbors> {
  const [previous, next, related] = await Promise.all([
    neighbor(events, event, 'desc'),
    neighbor(events, event, 'asc'),
    relatedEvents(events, event),
  ])
  return { previous, next, related }
}

async function neighbor(events: EventReader, event: StoredEvent, order: Order): Promise<StoredEvent | undefined> {
  const { items } = await events.list({ facets: {} }, { limit: 1, order, after: timeKeyOf(event) })
  return items[0]
}

async function relatedEvents(events: EventReader, { id, related }: StoredEvent): Promise<StoredEvent[]> {
  const ids = [...new Set([...related, ...(await events.relatedTo(id))])]
  const found = await events.events(ids)
  return ids.flatMap(each => found.get(each) ?? [])
}
