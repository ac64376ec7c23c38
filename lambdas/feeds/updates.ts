/** The feed of events added or corrected, the latest first: a pure function of the latest changes. */
import { later } from '../domain/civil-date.ts'
import type { StoredEvent, Tombstone } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { dateIn } from '../domain/time-zone.ts'
import { eventView, markedTitle, type Setting } from '../domain/view.ts'
import type { Feed, FeedItem } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { eventIdentity } from './identity.ts'

/** @param changes latest first; a deleted event is not shown any more, but moves the feed's time */
export function updatesFeed(changes: readonly (StoredEvent | Tombstone)[], selfUrl: string, setting: Setting): Feed {
  const updated = changes.reduce((latest, change) => later(latest, change.updatedAt), setting.timeline.published)
  const items = changes.flatMap(change => ('deleted' in change ? [] : [changeItem(change, setting)]))
  return { ...feedHead('updates', selfUrl, setting), updated, items }
}

function changeItem(event: StoredEvent, setting: Setting): FeedItem {
  const view = eventView(event, setting)
  const { added, corrected, day } = phrasesOf(setting.language)
  // By its times, for a corrected event that is loaded into an empty store is at its first revision there.
  const change = event.updatedAt > event.createdAt ? corrected : added
  return feedItem(view, {
    identity: eventIdentity(setting.timeline.namespace, event.id),
    title: markedTitle(view),
    lead: `${change}: ${day(dateIn(setting.timeline.timeZone, event.updatedAt))}`,
    published: event.createdAt,
    updated: event.updatedAt,
  })
}
