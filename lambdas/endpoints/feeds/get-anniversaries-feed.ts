import { addDays } from '../../domain/civil-date.ts'
import { anniversariesFeed } from '../../feeds/anniversaries.ts'
import { withEvents } from '../../store/with-events.ts'
import { feed, feedResponse } from './feed.ts'
import { FEED_PARAMETERS, FILTER_ACCESS, feedFilter, feedUrl, matchesFilter } from './filter.ts'

const DAYS = 60
/** Limits the feed for a timeline of any size. */
const MAX_ITEMS = 200

export const getAnniversariesFeed = feed({
  feed: 'anniversaries',
  parameters: FEED_PARAMETERS,
  dependsOn: ['version', 'today'],
  access: [...FILTER_ACCESS, 'highlights:Query'],
  summary: 'Highlights of the last 60 days, to subscribe to',
  handle: async (request, services) => {
    const { metadata, renderContext } = request
    const today = request.today()
    const [filter, { items }] = await Promise.all([
      feedFilter(request, services.events),
      withEvents(
        services.events,
        services.highlights.highlights(addDays(today, 1 - DAYS), today, { limit: MAX_ITEMS }),
      ),
    ])
    const shown = items.filter(({ event }) => matchesFilter(event, filter))
    return feedResponse(request, anniversariesFeed(shown, metadata.updatedAt, feedUrl(request), renderContext), filter)
  },
})
