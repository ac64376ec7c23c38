import type { StoredEvent, Tombstone } from '../domain/event.ts'
import { notFound, Problem } from './problem.ts'

/** @throws {Problem} 404 for an event that never existed, 410 for a deleted one */
export function existingEvent(id: string, event: StoredEvent | Tombstone | undefined): StoredEvent {
  if (!event) throw notFound(`event "${id}"`)
  if ('deleted' in event) throw new Problem('gone', { detail: `Event "${id}" was deleted on ${event.updatedAt}` })
  return event
}
