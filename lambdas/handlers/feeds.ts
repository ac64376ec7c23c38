/** What the handlers of feeds share: the filter that narrows a feed, and the feed as the reply of its route, in the route's format. */
import { facetsOf, type StoredEvent } from '../domain/event.ts'
import { choose } from '../domain/text.ts'
import { atom } from '../feeds/atom.ts'
import type { Feed, FeedLink } from '../feeds/feed.ts'
import { type Narrowing, narrowed } from '../feeds/frame.ts'
import { jsonFeed } from '../feeds/json-feed.ts'
import { rss } from '../feeds/rss.ts'
import type { Call, Reply } from '../http/call.ts'
import type { ParametersOf } from '../http/parameters.ts'
import type { RepresentationName } from '../http/representations.ts'
import type { EventReader, Facets } from '../store/event-store.ts'

export type FeedCall = Call<ParametersOf<'lang' | 'category' | 'tag' | 'minSignificance'>>

const SERIALIZERS: Partial<Record<RepresentationName, (feed: Feed) => string>> = { rss, atom, jsonFeed }

export interface Filter extends Narrowing {
  facets: Facets
  minSignificance: number
}

/** @throws {UnknownFacetValue} */
export async function filterOf({ parameters, setting }: FeedCall, events: EventReader): Promise<Filter> {
  const { category, tag, minSignificance } = parameters
  const languages = [setting.language, ...setting.timeline.languages]
  const values = await events.values({ category, tag })
  return {
    facets: { category, tag },
    minSignificance,
    key: filterQuery(parameters).toString(),
    names: values.map(({ name, value }) => (name ? choose(name, languages).text : value)),
  }
}

/** Whether an event is one of those that a feed is narrowed to. */
export function passes(event: StoredEvent, { facets, minSignificance }: Filter): boolean {
  const own = facetsOf(event)
  const carriesOneOf = (dimension: 'category' | 'tag') => {
    const values = facets[dimension] ?? []
    return values.length === 0 || values.some(value => own[dimension].includes(value))
  }
  return event.significance >= minSignificance && carriesOneOf('category') && carriesOneOf('tag')
}

/** The filter as a query, in one order whatever the order it came in. */
export function filterQuery({ category, tag, minSignificance }: Omit<FeedCall['parameters'], 'lang'>): URLSearchParams {
  const query = new URLSearchParams()
  for (const value of category) query.append('category', value)
  for (const value of tag) query.append('tag', value)
  if (minSignificance > 1) query.set('minSignificance', String(minSignificance))
  return query
}

/**
 * The address of the feed itself, or of a page of it: with its language, for a subscription must not change it when the timeline's
 * default does.
 */
export function feedUrl({ parameters, rawPath, setting }: FeedCall, cursor?: string): string {
  const query = new URLSearchParams([['lang', setting.language], ...filterQuery(parameters)])
  if (cursor !== undefined) query.set('cursor', cursor)
  return `${setting.publicUrl}${rawPath}?${query}`
}

/** @param links to the other pages of the feed */
export function feedReply({ route, setting }: FeedCall, feed: Feed, filter: Filter, links: FeedLink[] = []): Reply {
  const serialize = SERIALIZERS[route.representation]
  if (!serialize) throw new Error(`${route.representation} is not a feed format`)
  const { hub } = setting.timeline
  const hubLink: FeedLink[] = hub === undefined ? [] : [{ rel: 'hub', href: hub }]
  return { body: serialize({ ...narrowed(feed, filter), links: [...links, ...hubLink] }) }
}
