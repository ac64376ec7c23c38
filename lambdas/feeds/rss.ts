/** RSS 2.0 (https://www.rssboard.org/rss-specification) with Atom's self link and full content: a pure function of a feed. */
import type { Instant } from '../domain/civil-date.ts'
import type { Feed, FeedItem } from './feed.ts'
import { xml } from './xml.ts'

/** RFC 822 with a year of four digits, as the RSS Advisory Board recommends. */
const rfc822 = (instant: Instant): string => new Date(instant).toUTCString()

const itemElement = (item: FeedItem) => xml`
<item>
<title>${item.title}</title>
<link>${item.url}</link>
<guid isPermaLink="false">${item.identity}</guid>
<pubDate>${rfc822(item.published)}</pubDate>
${item.categories.map(category => xml`<category>${category}</category>`)}
<description>${item.summary}</description>
<content:encoded>${item.content.text}</content:encoded>
</item>`

export const rss = (feed: Feed): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${feed.title}</title>
<link>${feed.homeUrl}</link>
<description>${feed.description}</description>
<language>${feed.language}</language>
<lastBuildDate>${rfc822(feed.updated)}</lastBuildDate>
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link rel="self" type="application/rss+xml" href="${feed.selfUrl}"/>
${feed.items.map(itemElement)}
</channel>
</rss>
`.text
