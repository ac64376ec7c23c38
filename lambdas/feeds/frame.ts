/** The parts that all feeds share: feed metadata and the conversion of an event to an item. */
import type { Instant } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import { mediaView, pageUrl, type RenderContext, timelineTitle, timelineUrl } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { htmlContent, plainSummary } from './content.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedIdentity, variantIdentity } from './identity.ts'

export type FeedName = 'anniversaries' | 'updates' | 'timeline'

export const feedTitle = (name: FeedName, context: RenderContext): string =>
  phrasesOf(context.language).feeds[name].title(timelineTitle(context))

export function feedHead(name: FeedName, selfUrl: string, context: RenderContext): Omit<Feed, 'updated' | 'items'> {
  const { language, timeline, publicUrl } = context
  const { publisher, licence, logo } = timeline
  return {
    identity: feedIdentity(context, name),
    title: feedTitle(name, context),
    description: phrasesOf(language).feeds[name].description,
    author: publisher === undefined ? timelineTitle(context) : chooseFor(publisher.name, context).text,
    authorUrl: publisher?.url,
    licence,
    language,
    homeUrl: timelineUrl(context),
    selfUrl,
    links: [],
    help: phrasesOf(language).feedHelp(pageUrl('/subscribe', context)),
    icons: { small: `${publicUrl}/favicon.ico`, large: `${publicUrl}/apple-touch-icon.png` },
    logo: logo && mediaView(logo, context).url,
  }
}

/** A filter applied to a feed. */
export interface Narrowing {
  /** Canonical text of the filter; empty if there is none. */
  key: string
  /** Names of the filter values, in the language of the feed. */
  names: string[]
  pageUrl?: string
}

/** A filtered feed. It has its own id and title, but the same items. The filter comes first, because readers cut long titles. */
export function narrowed(feed: Feed, { key, names, pageUrl = feed.homeUrl }: Narrowing): Feed {
  if (key === '') return feed
  return {
    ...feed,
    identity: variantIdentity(feed.identity, key),
    homeUrl: pageUrl,
    title: names.length === 0 ? feed.title : `${names.join(', ')} – ${feed.title}`,
  }
}

interface Publication {
  identity: string
  title: string
  /** Why the event is in the feed. */
  lead: string
  published: Instant
  updated: Instant
}

export function feedItem(event: EventView, { identity, title, lead, published, updated }: Publication): FeedItem {
  return {
    identity,
    url: event.url,
    title,
    summary: plainSummary(event),
    content: htmlContent(event, lead),
    published,
    updated,
    categories: [event.category, ...event.tags],
    status: event.status,
    attribution: event.attribution,
    image: event.image,
    sources: event.sources,
    untranslated: event.untranslated,
    languages: event.languages,
    titleLanguage: title === event.title ? event.languages.title : undefined,
    summaryLanguage: event.status === 'confirmed' ? event.languages.summary : undefined,
  }
}
