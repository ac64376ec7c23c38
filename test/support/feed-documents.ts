/** Feeds as a reader reads them: the three formats in one shape, by a strict parser. */
import { elementsOf, parseXml, textOf } from './xml-tree.ts'

export interface ReadItem {
  identity: string
  title: string
  /** RFC 3339 */
  published: string
  updated: string
}

export interface ReadFeed {
  /** Only Atom has one. */
  identity?: string
  title: string
  /** RFC 3339; JSON Feed has none. */
  updated?: string
  /** `self` among them, by their relation. */
  links: Record<string, string>
  items: ReadItem[]
}

export type FeedFormat = 'rss' | 'atom' | 'json'
export const FEED_FORMATS: readonly FeedFormat[] = ['rss', 'atom', 'json']

const instant = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z')

/** The feed in `document`. @throws {Error} when it is not well-formed, or says a relation twice */
export const readFeed = (format: FeedFormat, document: string): ReadFeed => READERS[format](document)

const READERS: Record<FeedFormat, (document: string) => ReadFeed> = {
  rss(document) {
    const [channel] = parseXml(document).children
    return {
      title: textOf(channel!, 'title'),
      updated: instant(textOf(channel!, 'lastBuildDate')),
      links: linksOf(elementsOf(channel!, 'atom:link').map(({ attributes }) => [attributes.rel!, attributes.href!])),
      items: elementsOf(channel!, 'item').map(item => ({
        identity: textOf(item, 'guid'),
        title: textOf(item, 'title'),
        published: instant(textOf(item, 'pubDate')),
        updated: textOf(item, 'atom:updated'),
      })),
    }
  },
  atom(document) {
    const feed = parseXml(document)
    const links = feed.children.filter(({ name }) => name === 'link').map(({ attributes }) => attributes)
    return {
      identity: textOf(feed, 'id'),
      title: textOf(feed, 'title'),
      updated: textOf(feed, 'updated'),
      links: linksOf(links.map(({ rel, href }) => [rel!, href!])),
      items: elementsOf(feed, 'entry').map(entry => ({
        identity: textOf(entry, 'id'),
        title: textOf(entry, 'title'),
        published: textOf(entry, 'published'),
        updated: textOf(entry, 'updated'),
      })),
    }
  },
  json(document) {
    const { title, feed_url, next_url, hubs = [], items } = JSON.parse(document)
    const links = [
      ['self', feed_url],
      ...(next_url === undefined ? [] : [['next', next_url]]),
      ...hubs.map(({ url }: { url: string }) => ['hub', url]),
    ]
    return {
      title,
      links: linksOf(links as [string, string][]),
      items: items.map((item: Record<string, string>) => ({
        identity: item.id,
        title: item.title,
        published: item.date_published,
        updated: item.date_modified,
      })),
    }
  },
}

function linksOf(links: [string, string][]): Record<string, string> {
  const byRelation = Object.fromEntries(links)
  if (Object.keys(byRelation).length < links.length) throw new Error('A relation is there twice')
  return byRelation
}
