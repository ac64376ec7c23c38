import { eventPage, eventView, markedTitle, pagePath } from '../../domain/view.ts'
import { currentEvent } from '../../http/existing.ts'
import { entryPage } from '../../pages/entry.ts'
import { neighborsOf } from '../../store/neighbors.ts'
import { foundEvents } from '../found-events.ts'
import { MAX_SUGGESTIONS, wordsIn } from './error-page.ts'
import { page } from './page.ts'

export const getEventPage = page({
  path: '/events/{id}',
  parameters: ['namedEvent'],
  // With neighbors and related events; by change for suggestions, if there is no such event.
  access: ['events:Query', 'events/byTime:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  handle: async ({ parameters, renderContext }, { events }) => {
    const { namedEvent: id } = parameters
    const event = await currentEvent(events, id, await events.event(id))
    const neighbors = await neighborsOf(events, event)
    return { body: entryPage(eventPage(event, neighbors, renderContext), renderContext) }
  },
  suggest: async ({ rawPath, request }, renderContext, services) => {
    if (request?.metadata === undefined || request.now === undefined) return []
    const query = { q: wordsIn(rawPath), sort: 'relevance', order: 'asc', facets: {} } as const
    const { items } = await foundEvents({ metadata: request.metadata, now: request.now }, services, query, {
      limit: MAX_SUGGESTIONS,
    })
    return items.map(event => ({
      title: markedTitle(eventView(event, renderContext)),
      href: pagePath(`/events/${event.id}`, renderContext),
    }))
  },
})
