import { eventView, timelineTitle } from '../../domain/view.ts'
import { currentEvent } from '../../http/existing.ts'
import { card } from '../../pages/card.ts'
import { page } from './page.ts'

export const getCard = page({
  path: '/cards/{id}.svg',
  parameters: ['id'],
  representation: 'svg',
  access: ['events:Query'],
  handle: async ({ parameters, renderContext }, { events }) => {
    const event = await currentEvent(events, parameters.id, await events.event(parameters.id))
    return { body: card(eventView(event, renderContext), timelineTitle(renderContext)) }
  },
})
