/** What the handlers of feeds share: a feed as the reply of its route, in the route's format, knowing its own address. */
import type { Feed } from '../feeds/feed.ts'
import { jsonFeed } from '../feeds/json-feed.ts'
import { rss } from '../feeds/rss.ts'
import type { AnyCall, Reply } from '../http/call.ts'
import type { RepresentationName } from '../http/representations.ts'

const SERIALIZERS: Partial<Record<RepresentationName, (feed: Feed) => string>> = { rss, jsonFeed }

/** @param make makes the feed, given where it is: with its language, for a subscription must not change it with the default */
export function feedReply({ route, rawPath, setting }: AnyCall, make: (selfUrl: string) => Feed): Reply {
  const serialize = SERIALIZERS[route.representation]
  if (!serialize) throw new Error(`${route.representation} is not a feed format`)
  return { body: serialize(make(`${setting.publicUrl}${rawPath}?lang=${setting.language}`)) }
}
