import { dateIn } from '../../domain/time-zone.ts'
import { eventPage, eventView, markedTitle, pagePath } from '../../domain/view.ts'
import { currentEvent } from '../../http/existing.ts'
import { entryPage } from '../../pages/entry.ts'
import { neighborsOf } from '../../store/neighbors.ts'
import { foundEvents } from '../found-events.ts'
import { MAX_SUGGESTIONS, wordsIn } from './error-page.ts'
import { page } from './page.ts'

/** Revisions that a page lists at most; the API has all of them. */
const MAX_REVISIONS = 20

export const getEventPage = page({
  path: '/events/{id}',
  parameters: ['namedEvent'],
  // With neighbors, related events and revisions; by change for suggestions, if there is no such event.
  access: ['events:Query', 'events/byTime:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  handle: async ({ parameters, renderContext, metadata }, { events }) => {
    const { namedEvent: id } = parameters
    const [found, revisions] = await Promise.all([
      events.event(id),
      events.revisions(id, { limit: MAX_REVISIONS, order: 'desc' }),
    ])
    const event = await currentEvent(events, id, found)
    const neighbors = await neighborsOf(events, event)
    const { timeZone } = metadata.timeline
    const history = revisions.items.map(each => ({ revision: each.revision, day: dateIn(timeZone, each.updatedAt) }))
    return { body: entryPage({ event: eventPage(event, neighbors, renderContext), history }, renderContext) }
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
