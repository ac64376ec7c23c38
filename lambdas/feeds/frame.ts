/** What all feeds share: the head of a feed, and an event as an item of one. */
import type { Instant } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { choose } from '../domain/text.ts'
import { type Setting, timelineUrl } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { htmlContent, plainSummary } from './content.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedIdentity } from './identity.ts'

export type FeedName = 'anniversaries' | 'updates'

export function feedTitle(name: FeedName, { language, timeline }: Setting): string {
  return phrasesOf(language).feeds[name].title(choose(timeline.title, [language, ...timeline.languages]).text)
}

export function feedHead(name: FeedName, selfUrl: string, setting: Setting): Omit<Feed, 'updated' | 'items'> {
  const { language, timeline } = setting
  return {
    identity: feedIdentity(timeline.namespace, name, language),
    title: feedTitle(name, setting),
    description: phrasesOf(language).feeds[name].description,
    language,
    homeUrl: timelineUrl(setting),
    selfUrl,
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
    categories: [event.category.name, ...event.tags.map(tag => tag.name)],
    status: event.status,
    attribution: event.attribution,
    sources: event.sources,
    untranslated: event.untranslated,
  }
}
