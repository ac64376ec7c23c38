/** The feed of what was highlighted, one item per highlight, dated the day it was highlighted: a pure function of the highlights and their events. */
import type { Recurring } from '../domain/anniversary.ts'
import { startOfDay } from '../domain/time-zone.ts'
import { occurrenceView, type Setting } from '../domain/view.ts'
import { type Feed, type FeedItem, later } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { highlightIdentity } from './identity.ts'

export function anniversariesFeed(highlights: readonly Recurring[], selfUrl: string, setting: Setting): Feed {
  const items = highlights.map(highlight => highlightItem(highlight, setting))
  const updated = items.reduce((latest, item) => later(latest, item.updated), setting.timeline.published)
  return { ...feedHead('anniversaries', selfUrl, setting), updated, items }
}

function highlightItem({ occurrence, event }: Recurring, setting: Setting): FeedItem {
  const { namespace, timeZone } = setting.timeline
  const { text, event: view } = occurrenceView(occurrence, event, setting)
  const published = startOfDay(occurrence.date, timeZone)
  return feedItem(view, {
    identity: highlightIdentity(namespace, event.id, occurrence.date),
    title: text,
    lead: text,
    published,
    updated: later(published, event.updatedAt),
  })
}
