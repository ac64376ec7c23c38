import { updatesFeed } from '../../feeds/updates.ts'
import { feed, feedResponse } from './feed.ts'
import { FEED_PARAMETERS, FILTER_ACCESS, feedFilter, feedUrl } from './filter.ts'
import { recentEvents } from './recent.ts'

export const getUpdatesFeed = feed({
  feed: 'updates',
  parameters: FEED_PARAMETERS,
  access: [...FILTER_ACCESS, 'events/byChange:Query'],
  summary: 'The latest 100 additions and corrections, to subscribe to',
  handle: async (request, { events }) => {
    const filter = await feedFilter(request, events)
    const changed = await recentEvents(events, filter, 'updatedAt')
    const feed = updatesFeed(changed, feedUrl(request), request.renderContext)
    // The last change of the timeline, not of these items: a correction may remove an event from a filtered feed.
    return feedResponse(request, { ...feed, updated: request.metadata.updatedAt }, filter)
  },
})
