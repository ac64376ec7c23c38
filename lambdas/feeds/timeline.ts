/** Builds a page of the timeline feed, which contains every event. Pure. */
import type { Instant } from '../domain/civil-date.ts'
import { firstIdOf, type StoredEvent } from '../domain/event.ts'
import { eventView, markedTitle, type RenderContext } from '../domain/view.ts'
import type { Feed } from './feed.ts'
import { feedHead, feedItem } from './frame.ts'
import { eventIdentity } from './identity.ts'

/** @param changedAt when an event of the timeline was last added, corrected or deleted */
export function timelineFeed(
  events: readonly StoredEvent[],
  changedAt: Instant,
  selfUrl: string,
  context: RenderContext,
): Feed {
  const items = events.map(event => {
    const view = eventView(event, context)
    return feedItem(view, {
      identity: eventIdentity(context, firstIdOf(event)),
      title: markedTitle(view),
      lead: view.date.text,
      published: event.createdAt,
      updated: event.updatedAt,
    })
  })
  return { ...feedHead('timeline', selfUrl, context), updated: changedAt, items }
}
