/** GET /v1/events/{id} */
import type { StoredEvent, Tombstone } from '../domain/event.ts'
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound, Problem } from '../http/problem.ts'

export const getEvent: Handler<'getEvent'> = async ({ parameters, setting }, { events }) => {
  const event = existing(parameters.id, await events.event(parameters.id))
  return { body: eventView(event, setting), revision: event.revision }
}

/** @throws {Problem} 404 for an event that never was, 410 for one that was deleted */
export function existing(id: string, event: StoredEvent | Tombstone | undefined): StoredEvent {
  if (!event) throw notFound(`event "${id}"`)
  if ('deleted' in event) throw new Problem('gone', { detail: `Event "${id}" was deleted on ${event.updatedAt}` })
  return event
}
