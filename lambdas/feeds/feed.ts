/** The feed model. One module builds each feed, and one module writes each format. */
import type { Instant } from '../domain/civil-date.ts'
import type { Status } from '../domain/event.ts'
import type { Language } from '../domain/text.ts'
import type { EventView, ImageView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './markup.ts'

/** A link to another document of the feed (RFC 5005) or to its hub (WebSub). */
export interface FeedLink {
  rel: 'first' | 'previous' | 'next' | 'last' | 'current' | 'hub'
  href: string
}

export interface FeedItem {
  /** `urn:uuid:…`, from `identity.ts` */
  identity: string
  url: string
  title: string
  /** Plain text. */
  summary: string
  content: Markup
  /** When the item was published, never the historical date. */
  published: Instant
  updated: Instant
  /** Ids are the same in every language; names are in the language of the item. */
  categories: EventView['tags']
  /** Structured data for formats that have room for it. */
  status: Status
  attribution: string | null
  image?: ImageView | null
  sources: EventView['sources']
  /** Fields shown in another language because they are not translated. */
  untranslated: string[]
  /** Language of each text that is not translated, by its path. */
  languages: EventView['languages']
  /** Language of the whole title or summary, if it is not that of the feed. */
  titleLanguage?: Language | undefined
  summaryLanguage?: Language | undefined
}

export interface Feed {
  identity: string
  title: string
  description: string
  /** The title of the timeline. Each item attributes its own sources. */
  author: string
  /** Home page of the author, if it is not that of the feed. */
  authorUrl?: string | undefined
  licence?: { name: string; url: string } | undefined
  language: Language
  homeUrl: string
  /** URL of this document. */
  selfUrl: string
  links: FeedLink[]
  /** Explains the document to people who open it in a browser. */
  help?: string
  icons?: { small: string; large: string }
  /** URL of the logo of the publisher. */
  logo?: string | undefined
  /** When the content last changed. Never the current time. */
  updated: Instant
  items: FeedItem[]
}

/** The first thing in the XML, which browsers show as it is. A comment must not contain two hyphens: https://www.w3.org/TR/xml/#sec-comments */
export const helpComment = ({ help }: Feed): Markup =>
  help === undefined ? EMPTY : xml`\n<!-- ${help.replaceAll('--', '- -')} -->`
