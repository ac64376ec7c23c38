import { type StoredEvent, significancesFrom, timeKeyOf } from '../../domain/event.ts'
import type { FeedLink } from '../../feeds/feed.ts'
import { timelineFeed } from '../../feeds/timeline.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import type { EventQuery, EventReader, Position } from '../../store/event-store.ts'
import { feed, feedResponse } from './feed.ts'
import { FEED_PARAMETERS, type FeedRequest, FILTER_ACCESS, feedFilter, feedUrl } from './filter.ts'

/** Items on a page. */
const PAGE = 100

/**
 * A paged feed (RFC 5005 §3), latest event first: a mirror that follows `next` gets every event. It is not an archived feed (§4), whose older
 * documents must not change: events are corrected, and added anywhere in history.
 */
export const getTimelineFeed = feed({
  feed: 'timeline',
  parameters: [...FEED_PARAMETERS, 'cursor'],
  dependsOn: ['version'],
  access: [...FILTER_ACCESS, 'events/byTime:Query'],
  summary: 'Every event, the latest first, over pages (RFC 5005) that a mirror can follow',
  handle: async (request, { events }) => {
    const filter = await feedFilter(request, events)
    const query: EventQuery = { facets: filter.facets, significance: significancesFrom(filter.minSignificance) }
    const after = requestedPosition(request)
    const page = await events.list(query, { limit: PAGE, order: 'desc', after })
    const [previous, last] = await Promise.all([
      after === undefined ? undefined : endOfPageBefore(events, query, page.items[0]),
      page.next === undefined ? after : endOfPageBefore(events, query, undefined),
    ])
    const link = (rel: FeedLink['rel'], position: Position | undefined): FeedLink => ({
      rel,
      href: pageUrl(request, position),
    })
    const links = [
      link('first', undefined),
      ...(after === undefined ? [] : [link('previous', previous)]),
      ...(page.next === undefined ? [] : [link('next', page.next)]),
      link('last', last),
      link('current', undefined),
    ]
    const feed = timelineFeed(page.items, request.metadata.updatedAt, pageUrl(request, after), request.renderContext)
    return feedResponse(request, feed, filter, links)
  },
})

/**
 * The position after which the page before `first` begins; without `first`, the last page of all. It is found by reading one page backwards.
 * Undefined if that page is the first.
 */
async function endOfPageBefore(
  events: EventReader,
  query: EventQuery,
  first: StoredEvent | undefined,
): Promise<Position | undefined> {
  const after = first && timeKeyOf(first)
  const { items, next } = await events.list(query, { limit: PAGE + 1, order: 'asc', after })
  const beyond = items[PAGE]
  // If few events pass all filters, the page ends where the store stopped examining.
  return beyond ? timeKeyOf(beyond) : next
}

const pageUrl = (
  request: FeedRequest & Parameters<typeof requestedPosition>[0],
  position: Position | undefined,
): string => feedUrl(request, position === undefined ? null : cursorAfter(request, position))
