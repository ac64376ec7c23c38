/** What a feed is, whatever its format: made by one module per feed, written by one module per format. */
import type { Instant } from '../domain/civil-date.ts'
import type { Status } from '../domain/event.ts'
import type { Language } from '../domain/text.ts'
import type { EventView } from '../domain/view-schema.ts'
import type { Markup } from './xml.ts'

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
  categories: string[]
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
  language: Language
  homeUrl: string
  /** Where this very document is. */
  selfUrl: string
  /** Of whatever is or was in it last; never the clock. */
  updated: Instant
  items: FeedItem[]
}

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)
