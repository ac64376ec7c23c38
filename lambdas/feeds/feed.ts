/** What a feed is, whatever its format: made by one module per feed, written by one module per format. */
import type { Instant } from '../domain/civil-date.ts'
import type { Status } from '../domain/event.ts'
import type { Language } from '../domain/text.ts'
import type { EventView } from '../domain/view-schema.ts'
import type { Markup } from './markup.ts'

/** Another document of the feed (RFC 5005), or the hub that tells of changes to this one (WebSub). */
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
  /** When the item was published – never the historic date. */
  published: Instant
  updated: Instant
  /** The id is the same in every language, the name is in that of the item. */
  categories: EventView['tags']
  /** For readers that understand more than text. */
  status: Status
  attribution: string | null
  sources: EventView['sources']
  /** Fields shown in another language for want of a translation. */
  untranslated: string[]
}

export interface Feed {
  identity: string
  title: string
  description: string
  /** Who speaks here: the timeline, for those whom it quotes are named in each item. */
  author: string
  language: Language
  homeUrl: string
  /** Where this very document is. */
  selfUrl: string
  links: FeedLink[]
  /** Of whatever is or was in it last; never the clock. */
  updated: Instant
  items: FeedItem[]
}
