import { eventView, timelineTitle } from '../../domain/view.ts'
import { existingEvent } from '../../http/existing.ts'
import { card } from '../../pages/card.ts'
import { page } from './page.ts'

export const getCard = page({
  path: '/cards/{id}.svg',
  parameters: ['id'],
  representation: 'svg',
  handle: async ({ parameters, renderContext }, { events }) => {
    const event = existingEvent(parameters.id, await events.event(parameters.id))
    return { body: card(eventView(event, renderContext), timelineTitle(renderContext)) }
  },
})
