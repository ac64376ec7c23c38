/** Writes RSS 2.0 (https://www.rssboard.org/rss-specification) with full content, plus Atom's self link and `updated`. Pure. */
import { httpDate } from '../domain/time-zone.ts'
import type { ImageView } from '../domain/view-schema.ts'
import { type Feed, type FeedItem, helpComment } from './feed.ts'
import { EMPTY, xml } from './markup.ts'

/** `enclosure` for readers of RSS 2.0, and Media RSS (https://www.rssboard.org/media-rss) for those that show images in lists. */
const mediaElements = ({ url, type, bytes, width, height, alt, credit }: ImageView) => xml`
<enclosure url="${url}" length="${bytes}" type="${type}"/>
<media:content url="${url}" fileSize="${bytes}" type="${type}" medium="image" width="${width}" height="${height}">
<media:description type="plain">${alt}</media:description>
<media:credit>${credit}</media:credit>
</media:content>`

/**
 * Readers treat the description as HTML (https://www.rssboard.org/rss-profile#element-channel-item-description), so plain text is escaped
 * once; the CDATA section avoids a second escaping. `atom:updated` carries the time of correction, for which RSS has no element.
 */
const itemElement = (item: FeedItem) => xml`
<item>
<title>${item.title}</title>
<link>${item.url}</link>
<guid isPermaLink="false">${item.identity}</guid>
<pubDate>${httpDate(item.published)}</pubDate>
${item.categories.map(({ name }) => xml`<category>${name}</category>`)}
<description><![CDATA[${xml`${item.summary}`}]]></description>
<content:encoded><![CDATA[${item.content}]]></content:encoded>${item.image ? mediaElements(item.image) : EMPTY}
<atom:updated>${item.updated}</atom:updated>
</item>`

/**
 * Uses `dc:creator` because RSS requires an e-mail address in `author`. The self link precedes the other links because some readers use
 * only the first `atom:link`.
 */
export const rss = (feed: Feed): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>${helpComment(feed)}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"${feed.items.some(({ image }) => image) ? xml` xmlns:media="http://search.yahoo.com/mrss/"` : EMPTY}>
<channel>
<title>${feed.title}</title>
<link>${feed.homeUrl}</link>
<description>${feed.description}</description>
<language>${feed.language}</language>
<lastBuildDate>${httpDate(feed.updated)}</lastBuildDate>
<dc:creator>${feed.author}</dc:creator>${
    feed.licence === undefined
      ? EMPTY
      : xml`
<copyright>${feed.licence.name}: ${feed.licence.url}</copyright>`
  }${
    feed.icons === undefined
      ? EMPTY
      : xml`
<image><url>${feed.logo ?? feed.icons.large}</url><title>${feed.title}</title><link>${feed.homeUrl}</link></image>`
  }
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link rel="self" type="application/rss+xml" href="${feed.selfUrl}"/>${feed.links.map(
    ({ rel, href }) => xml`
<atom:link rel="${rel}" href="${href}"/>`,
  )}${feed.items.map(itemElement)}
</channel>
</rss>
`.text
