/** The feed of events added or corrected, the latest first: a pure function of the latest changes. */
import { later } from '../domain/civil-date.ts'
import type { StoredEvent, Tombstone } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { dateIn } from '../domain/time-zone.ts'
import { eventView, markedTitle, type RenderContext } from '../domain/view.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { eventIdentity } from './identity.ts'

/** @param changes latest first; a deleted event is not shown any more, but moves the feed's time */
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
  // By its times, for a corrected event that is loaded into an empty store is at its first revision there.
  const change = event.updatedAt > event.createdAt ? corrected : added
  return feedItem(view, {
    identity: eventIdentity(context.timeline.namespace, event.id),
    title: markedTitle(view),
    lead: `${change}: ${day(dateIn(context.timeline.timeZone, event.updatedAt))}`,
    published: event.createdAt,
    updated: event.updatedAt,
  })
}
