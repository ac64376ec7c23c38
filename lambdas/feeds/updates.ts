/** Builds the feed of recently added or corrected events. Pure. */
import { later } from '../domain/civil-date.ts'
import { firstIdOf, type StoredEvent, type Tombstone } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { dateIn } from '../domain/time-zone.ts'
import { eventView, markedTitle, type RenderContext } from '../domain/view.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { updateIdentity } from './identity.ts'

/** @param changes latest first; deleted events have no item, but count towards the feed's `updated` */
export function updatesFeed(
  changes: readonly (StoredEvent | Tombstone)[],
  selfUrl: string,
  context: RenderContext,
): Feed {
  const updated = changes.reduce((latest, change) => later(latest, change.updatedAt), context.timeline.published)
  const items = changes.flatMap(change => ('deleted' in change ? [] : [changeItem(change, context)]))
  return { ...feedHead('updates', selfUrl, context), updated, items }
}

function changeItem(event: StoredEvent, context: RenderContext): FeedItem {
  const view = eventView(event, context)
  const { added, corrected, day } = phrasesOf(context.language)
  // Compares times, not revisions: an event corrected before it was loaded into an empty store has revision 1.
  const change = event.updatedAt > event.createdAt ? corrected : added
  return feedItem(view, {
    identity: updateIdentity(context, firstIdOf(event)),
    title: markedTitle(view),
    lead: `${change}: ${day(dateIn(context.timeline.timeZone, event.updatedAt))}`,
    published: event.createdAt,
    updated: event.updatedAt,
  })
}
