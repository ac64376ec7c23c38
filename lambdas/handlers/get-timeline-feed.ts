/** GET /feeds/timeline.{rss,atom,json} */
import { type StoredEvent, significancesFrom, timeKeyOf } from '../domain/event.ts'
import type { FeedLink } from '../feeds/feed.ts'
import { timelineFeed } from '../feeds/timeline.ts'
import type { Handler } from '../http/call.ts'
import { cursorAfter, requestedPosition } from '../http/paging.ts'
import type { EventQuery, EventReader, Position } from '../store/event-store.ts'
import { type FeedCall, feedReply, feedUrl, filterOf } from './feeds.ts'

/** Items on a page. */
const PAGE = 100

/**
 * A paged feed (RFC 5005 §3), the latest event first: `next` leads to earlier events, so that a mirror that follows it has them all.
 * It is not an archived feed (§4), whose older documents must not change: an event may be corrected, or added in the midst of history.
 */
export const getTimelineFeed: Handler<'getTimelineFeed'> = async (call, { events }) => {
  const filter = await filterOf(call, events)
  const query: EventQuery = { facets: filter.facets, significance: significancesFrom(filter.minSignificance) }
  const after = requestedPosition(call)
  const page = await events.list(query, { limit: PAGE, order: 'desc', after })
  const [previous, last] = await Promise.all([
    after === undefined ? undefined : endOfPageBefore(events, query, page.items[0]),
    page.next === undefined ? after : endOfPageBefore(events, query, undefined),
  ])
  const link = (rel: FeedLink['rel'], position: Position | undefined): FeedLink => ({
    rel,
    href: pageUrl(call, position),
  })
  const links = [
    link('first', undefined),
    ...(after === undefined ? [] : [link('previous', previous)]),
    ...(page.next === undefined ? [] : [link('next', page.next)]),
    link('last', last),
    link('current', undefined),
  ]
  const feed = timelineFeed(page.items, call.head.updatedAt, pageUrl(call, after), call.setting)
  return feedReply(call, feed, filter, links)
}

/**
 * The position after which the page begins that ends just before `first`, or with the earliest event of all: that of the event a page
 * further on, read backwards. Nothing when the page is the first one.
 */
async function endOfPageBefore(
  events: EventReader,
  query: EventQuery,
  first: StoredEvent | undefined,
): Promise<Position | undefined> {
  const after = first && timeKeyOf(first)
  const { items, next } = await events.list(query, { limit: PAGE + 1, order: 'asc', after })
  const beyond = items[PAGE]
  // Where filters hardly meet, the page ends with what was examined.
  return beyond ? timeKeyOf(beyond) : next
}

const pageUrl = (call: FeedCall & Parameters<typeof requestedPosition>[0], position: Position | undefined): string =>
  feedUrl(call, position === undefined ? undefined : cursorAfter(call, position))
