/** GET /cards/{id}.svg */
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { card } from '../pages/card.ts'
import { timelineTitle } from '../pages/layout.ts'
import { existing } from './event-around.ts'

export const getCard: Handler<'getCard'> = async ({ parameters, setting }, { events }) => {
  const event = existing(parameters.id, await events.event(parameters.id))
  return { body: card(eventView(event, setting), timelineTitle(setting)) }
}
