/** GET /v1/events/{id} */
import { type StoredEvent, type Tombstone, timeKeyOf } from '../domain/event.ts'
import { eventPage } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { EventReader, Order } from '../store/event-store.ts'

export const getEvent: Handler<'getEvent'> = async ({ parameters, setting }, { events }) => {
  const event = existing(parameters.id, await events.event(parameters.id))
  const [previous, next, related] = await Promise.all([
    neighbour(events, event, 'desc'),
    neighbour(events, event, 'asc'),
    events.events(event.related),
  ])
  const around = { previous, next, related: event.related.flatMap(id => related.get(id) ?? []) }
  return { body: eventPage(event, around, setting), revision: event.revision }
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
