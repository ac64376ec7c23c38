import { type StoredEvent, timeKeyOf } from '../../domain/event.ts'
import type { FeedLink } from '../../feeds/feed.ts'
import { timelineFeed } from '../../feeds/timeline.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import type { EventQuery, EventReader, Position } from '../../store/event-store.ts'
import { feed, feedResponse } from './feed.ts'
import { FEED_PARAMETERS, type FeedRequest, FILTER_ACCESS, feedFilter, feedUrl, filteredQuery } from './filter.ts'
import { recentEvents } from './recent.ts'

const PAGE = 100

/** Sorts after the time key of every event: the archive begins here. */
const ARCHIVE_START: Position = '9999-12-31#~'

/**
 * The page to subscribe to has what was added last, and leads to the archive of every event, the latest in history first (RFC 5005 §3): a
 * mirror that follows `next` gets every event. It is not an archived feed (§4), whose older documents must not change: events are corrected,
 * and added anywhere in history.
 */
export const getTimelineFeed = feed({
  feed: 'timeline',
  parameters: [...FEED_PARAMETERS, 'cursor'],
  access: [...FILTER_ACCESS, 'events/byTime:Query', 'events/byChange:Query'],
  summary: 'The 100 events added last, and every event over further pages (RFC 5005) that a mirror can follow',
  handle: async (request, { events }) => {
    const filter = await feedFilter(request, events)
    const query = filteredQuery(filter)
    const after = requestedPosition(request)
    const page = await events.list(query, { limit: PAGE, order: 'desc', after })
    const isArchived = after !== undefined || page.next !== undefined
    const [shown, previous, last] = await Promise.all([
      after === undefined ? recentEvents(events, filter, 'createdAt') : page.items,
      after === undefined || after === ARCHIVE_START ? undefined : endOfPageBefore(events, query, page.items[0]),
      isArchived ? endOfPageBefore(events, query, undefined) : undefined,
    ])
    const next = after === undefined && isArchived ? ARCHIVE_START : page.next
    const link = (rel: FeedLink['rel'], position: Position | undefined): FeedLink => ({
      rel,
      href: pageUrl(request, position),
    })
    const links = [
      link('first', undefined),
      ...(after === undefined ? [] : [link('previous', previous)]),
      ...(next === undefined ? [] : [link('next', next)]),
      link('last', last),
      link('current', undefined),
    ]
    const feed = timelineFeed(shown, request.metadata.updatedAt, pageUrl(request, after), request.renderContext)
    return feedResponse(request, feed, filter, links)
  },
})

/** The position after which the archive page before `first` begins; without `first`, its last page. It is found by reading one page backwards. */
async function endOfPageBefore(
  events: EventReader,
  query: EventQuery,
  first: StoredEvent | undefined,
): Promise<Position> {
  const after = first && timeKeyOf(first)
  const { items, next } = await events.list(query, { limit: PAGE + 1, order: 'asc', after })
  const beyond = items[PAGE]
  // If few events pass all filters, the page ends where the store stopped examining.
  return (beyond ? timeKeyOf(beyond) : next) ?? ARCHIVE_START
}

const pageUrl = (
  request: FeedRequest & Parameters<typeof requestedPosition>[0],
  position: Position | undefined,
): string => feedUrl(request, position === undefined ? null : cursorAfter(request, position))
