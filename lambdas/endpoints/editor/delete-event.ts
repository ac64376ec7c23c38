import { endpoint } from '../../http/endpoint.ts'
import { existingEvent } from '../../http/existing.ts'
import { expectedRevision } from '../../http/precondition.ts'
import type { EditorServices } from '../../http/services.ts'

/** One event with its revision, facets and counts, and the timeline's version, in one transaction. */
export const WRITE_ACCESS = ['events:PutItem', 'events:UpdateItem', 'events:DeleteItem'] as const

export const deleteEvent = endpoint({
  method: 'DELETE',
  path: '/v1/events/{id}',
  parameters: ['id'],
  cache: 'none',
  access: WRITE_ACCESS,
  summary: 'Deletes an event (If-Match); signed with SigV4',
  handle: async (request, { events, writer }: EditorServices) => {
    const { id } = request.parameters
    const current = existingEvent(id, await events.event(id))
    await writer.delete(id, expectedRevision(request, current), request.now)
    return { status: 204 }
  },
})
