/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): a pure function of a feed. */
import type { Feed, FeedItem } from './feed.ts'
import { withoutForbidden } from './xml.ts'

const itemObject = (item: FeedItem, language: string) => ({
  id: item.identity,
  url: item.url,
  title: item.title,
  summary: item.summary,
  content_html: item.content.text,
  date_published: item.published,
  date_modified: item.updated,
  tags: item.categories,
  language,
  // An extension, as the specification allows under a name with an underscore: how far the event is established.
  _annals: {
    status: item.status,
    attribution: item.attribution,
    sources: item.sources,
    untranslated: item.untranslated,
  },
})

export function jsonFeed(feed: Feed): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    description: feed.description,
    language: feed.language,
    items: feed.items.map(item => itemObject(item, feed.language)),
  }
  // The same text as in the other formats, and no lone surrogate, which strict parsers refuse (RFC 7493 §2.1).
  const cleaned = (_: string, value: unknown) => (typeof value === 'string' ? withoutForbidden(value) : value)
  return `${JSON.stringify(document, cleaned)}\n`
}
