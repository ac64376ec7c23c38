/** Writes JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure. */
import type { ImageView } from '../domain/view-schema.ts'
import type { Feed, FeedItem } from './feed.ts'
import { withoutForbidden } from './markup.ts'

const attachment = ({ url, type, bytes, alt }: ImageView) => ({
  url,
  mime_type: type,
  title: alt,
  size_in_bytes: bytes,
})

const itemObject = (item: FeedItem, language: string) => ({
  id: item.identity,
  url: item.url,
  title: item.title,
  summary: item.summary,
  content_html: item.content.text,
  image: item.image?.url,
  date_published: item.published,
  date_modified: item.updated,
  tags: item.categories.map(({ name }) => name),
  language: item.titleLanguage ?? language,
  attachments: item.image ? [attachment(item.image)] : undefined,
  // A custom extension; the specification requires names that start with an underscore.
  _annals: {
    status: item.status,
    attribution: item.attribution,
    categories: item.categories,
    sources: item.sources,
    untranslated: item.untranslated,
    languages: item.untranslated.length === 0 ? undefined : item.languages,
  },
})

/** Matches characters that XML forbids, as `JSON.stringify` writes them: escaped, except for U+FFFE and U+FFFF. */
const FORBIDDEN = /\\[bfu]|[\uFFFE\uFFFF]/

const cleaned = (_: string, value: unknown): unknown => (typeof value === 'string' ? withoutForbidden(value) : value)

/**
 * Removes the characters that the XML formats remove, and lone surrogates (RFC 7493 §2.1). Cleans only if needed, because a replacer makes
 * `JSON.stringify` more than twice as slow.
 */
function json(value: object): string {
  const text = JSON.stringify(value)
  return FORBIDDEN.test(text) ? JSON.stringify(value, cleaned) : text
}

export function jsonFeed(feed: Feed): string {
  const hubs = feed.links.filter(({ rel }) => rel === 'hub').map(({ href }) => ({ type: 'WebSub', url: href }))
  const head = json({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    description: feed.description,
    user_comment: feed.help,
    icon: feed.logo ?? feed.icons?.large,
    favicon: feed.icons?.small,
    next_url: feed.links.find(({ rel }) => rel === 'next')?.href,
    authors: [{ name: feed.author, url: feed.authorUrl ?? feed.homeUrl }],
    language: feed.language,
    hubs: hubs.length === 0 ? undefined : hubs,
  })
  // Concatenates items one by one to avoid a copy of the whole document.
  let items = ''
  for (const item of feed.items) items += (items === '' ? '' : ',') + json(itemObject(item, feed.language))
  return `${head.slice(0, -1)},"items":[${items}]}\n`
}
