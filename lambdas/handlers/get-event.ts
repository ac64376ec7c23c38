/** GET /v1/events/{id} */
import { eventPage } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { eventAround } from './event-around.ts'

export const getEvent: Handler<'getEvent'> = async ({ parameters, setting }, { events }) => {
  const { event, around } = await eventAround(events, parameters.id)
  return { body: eventPage(event, around, setting), revision: event.revision }
}
