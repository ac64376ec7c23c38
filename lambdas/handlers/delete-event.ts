/** DELETE /v1/events/{id} */
import type { EditorServices, Handler } from '../http/call.ts'
import { expectedRevision } from '../http/precondition.ts'
import { existing } from './event-around.ts'

export const deleteEvent: Handler<'deleteEvent', EditorServices> = async (call, { events, writer }) => {
  const { id } = call.parameters
  const current = existing(id, await events.event(id))
  await writer.delete(id, expectedRevision(call, current), call.now)
  return { status: 204 }
}
