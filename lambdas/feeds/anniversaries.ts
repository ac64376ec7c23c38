/** Builds the anniversaries feed: one item per highlight, published on the day it was highlighted. Pure. */
import type { Recurring } from '../domain/anniversary.ts'
import { type Instant, later } from '../domain/civil-date.ts'
import { firstIdOf } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { startOfDay } from '../domain/time-zone.ts'
import { markedTitle, occurrenceView, type RenderContext } from '../domain/view.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { highlightIdentity } from './identity.ts'

/**
 * @param highlights latest first
 * @param changedAt when an event was last added, corrected or deleted. The highlights alone do not show deletions.
 */
export function anniversariesFeed(
  highlights: readonly Recurring[],
  changedAt: Instant,
  selfUrl: string,
  context: RenderContext,
): Feed {
  const items = highlights.map(highlight => highlightItem(highlight, context))
  const updated = items.reduce((latest, item) => later(latest, item.updated), changedAt)
  return { ...feedHead('anniversaries', selfUrl, context), updated, items }
}

function highlightItem({ occurrence, event }: Recurring, context: RenderContext): FeedItem {
  const { timeZone } = context.timeline
  const { text, event: view } = occurrenceView(occurrence, event, context)
  const published = startOfDay(occurrence.date, timeZone)
  // The day is stated because readers date the item by their own clock. An observance also needs the title of its event.
  const day = phrasesOf(context.language).day(occurrence.date)
  const lead = occurrence.kind === 'observance' ? `${text}: ${markedTitle(view)}` : text
  return feedItem(view, {
    identity: highlightIdentity(context, firstIdOf(event), occurrence.date),
    title: text,
    lead: `${day} – ${lead}`,
    published,
    updated: later(published, event.updatedAt),
  })
}
