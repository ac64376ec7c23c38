/** A feed in every format. */
import { atom } from '../../feeds/atom.ts'
import type { Feed, FeedLink } from '../../feeds/feed.ts'
import { type FeedName, narrowed } from '../../feeds/frame.ts'
import { jsonFeed } from '../../feeds/json-feed.ts'
import { rss } from '../../feeds/rss.ts'
import { type Definition, type EndpointFile, type EndpointResponse, endpoint } from '../../http/endpoint.ts'
import type { ParameterName } from '../../http/parameters/index.ts'
import type { FeedFormat } from '../../http/representations.ts'
import type { Services } from '../../http/services.ts'
import { addressesOf } from './addresses.ts'
import { type FeedFilter, type FeedRequest, feedUrl } from './filter.ts'

const SERIALIZERS: Record<FeedFormat, (feed: Feed) => string> = { rss, atom, jsonFeed }

/** The endpoints of a feed, one per format. */
export const feed = <const Names extends ParameterName>(
  file: Omit<EndpointFile<Names, Services>, 'path' | 'cache'> & { feed: FeedName },
): Definition<Services>[] =>
  addressesOf(file.feed).map(({ path, representation }) =>
    endpoint({
      ...file,
      path,
      representation,
      cache: 'feed',
      ...(representation === 'jsonFeed' && { answer: 'JsonFeed' }),
    }),
  )

/** @param links to the other pages of the feed */
export function feedResponse(
  request: FeedRequest,
  feed: Feed,
  filter: FeedFilter,
  links: FeedLink[] = [],
): EndpointResponse {
  const serialize = SERIALIZERS[request.endpoint.representation as FeedFormat]
  const { hub } = request.renderContext.timeline
  const hubLink: FeedLink[] = hub === undefined ? [] : [{ rel: 'hub', href: hub }]
  return { body: serialize({ ...narrowed(feed, filter), links: [...links, ...hubLink] }), headers: hubHeader(request) }
}

/** Where subscribers look first (W3C WebSub §4). */
export function hubHeader(request: FeedRequest): Record<string, string> {
  const { hub } = request.renderContext.timeline
  return hub === undefined ? {} : { link: `<${hub}>; rel="hub", <${feedUrl(request)}>; rel="self"` }
}
