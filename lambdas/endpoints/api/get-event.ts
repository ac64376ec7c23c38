import { eventPage } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { currentEvent } from '../../http/existing.ts'
import { neighborsOf } from '../../store/neighbors.ts'

export const getEvent = endpoint({
  path: '/v1/events/{id}',
  otherMethods: ['PUT', 'DELETE'],
  parameters: ['id', 'lang'],
  // With its neighbors in time and its related events.
  access: ['events:Query', 'events/byTime:Query', 'events:BatchGetItem'],
  revisioned: true,
  summary: 'One event, with its neighbors in time and its related events',
  answer: 'EventPage',
  handle: async ({ parameters, renderContext }, { events }) => {
    const event = await currentEvent(events, parameters.id, await events.event(parameters.id))
    const neighbors = await neighborsOf(events, event)
    return { body: eventPage(event, neighbors, renderContext), revision: event.revision }
  },
})
