/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): a pure function of a feed. */
import type { Feed, FeedItem } from './feed.ts'

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
  _annals: { status: item.status, attribution: item.attribution, sources: item.sources },
})

export const jsonFeed = (feed: Feed): string =>
  `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    description: feed.description,
    language: feed.language,
    items: feed.items.map(item => itemObject(item, feed.language)),
  })}\n`
