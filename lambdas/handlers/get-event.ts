/** GET /v1/events/{id} */
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound, Problem } from '../http/problem.ts'

export const getEvent: Handler<'getEvent'> = async ({ parameters, setting }, { events }) => {
  const event = await events.event(parameters.id)
  if (!event) throw notFound(`event "${parameters.id}"`)
  if ('deleted' in event) throw new Problem('gone', { detail: `Event "${event.id}" was deleted on ${event.updatedAt}` })
  return { body: eventView(event, setting) }
}
