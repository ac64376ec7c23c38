import type { Series, StoredEvent, Tombstone } from '../domain/event.ts'
import type { EventReader } from '../store/event-store.ts'
import { notFound, Problem } from './problem.ts'

/** The event has another id now. The error handler redirects. */
export class RenamedEvent extends Error {
  readonly from: string
  readonly to: string
  constructor(from: string, to: string) {
    super(`The event "${from}" is called "${to}" now`)
    this.from = from
    this.to = to
  }
}

/** @throws {Problem} 404 for an event that never existed, 410 for a deleted one */
export function existingEvent(id: string, event: StoredEvent | Tombstone | undefined): StoredEvent {
  if (!event) throw notFound(`event "${id}"`)
  if ('deleted' in event) throw new Problem('gone', { detail: `Event "${id}" was deleted on ${event.updatedAt}` })
  return event
}

/**
 * @param event the event or tombstone stored under the id
 * @throws {RenamedEvent} @throws {Problem} see `existingEvent`
 */
export async function currentEvent(
  events: Pick<EventReader, 'renamed'>,
  id: string,
  event: StoredEvent | Tombstone | undefined,
): Promise<StoredEvent> {
  if (event && !('deleted' in event)) return event
  const to = await events.renamed(id)
  if (to !== undefined) throw new RenamedEvent(id, to)
  return existingEvent(id, event)
}

/** The event with that id, or that had it. @throws {Problem} see `existingEvent` */
export async function eventOnceCalled(
  events: Pick<EventReader, 'event' | 'renamed'>,
  id: string,
): Promise<StoredEvent> {
  const found = await events.event(id)
  const to = found && !('deleted' in found) ? undefined : await events.renamed(id)
  return existingEvent(id, to === undefined ? found : await events.event(to))
}

/** @throws {Problem} 404 */
export async function existingSeries(events: Pick<EventReader, 'series'>, id: string): Promise<Series> {
  const series = await events.series(id)
  if (!series) throw notFound(`series "${id}"`)
  return series
}
