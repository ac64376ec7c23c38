import type { StoredEvent, Tombstone } from '../../domain/event.ts'
import { updatesFeed } from '../../feeds/updates.ts'
import type { EventReader, Position } from '../../store/event-store.ts'
import { feed, feedResponse } from './feed.ts'
import { FEED_PARAMETERS, FILTER_ACCESS, feedFilter, feedUrl, matchesFilter } from './filter.ts'

/** The feed has a bound, whatever the size of the timeline. A filter chooses among these items. */
const MAX_ITEMS = 100
/** Deletions are changes but not items: just after very many of them the feed is short rather than expensive. */
const MAX_PAGES = 5

export const getUpdatesFeed = feed({
  feed: 'updates',
  parameters: FEED_PARAMETERS,
  dependsOn: ['version'],
  access: [...FILTER_ACCESS, 'events/byChange:Query'],
  summary: 'The latest 100 additions and corrections, to subscribe to',
  handle: async (request, { events }) => {
    const [filter, changes] = await Promise.all([feedFilter(request, events), latestChanges(events)])
    const shown = changes.filter(change => 'deleted' in change || matchesFilter(change, filter))
    const feed = updatesFeed(shown, feedUrl(request), request.renderContext)
    // The last change of the timeline, not of these items: a correction may remove an event from a filtered feed.
    return feedResponse(request, { ...feed, updated: request.metadata.updatedAt }, filter)
  },
})

/** The latest changes, back to the hundredth event that still exists. */
async function latestChanges(events: EventReader): Promise<(StoredEvent | Tombstone)[]> {
  const changes: (StoredEvent | Tombstone)[] = []
  let live = 0
  let after: Position | undefined
  for (let page = 0; page < MAX_PAGES && live < MAX_ITEMS; page++) {
    const { items, next } = await events.changes({ limit: MAX_ITEMS - live, order: 'desc', after })
    changes.push(...items)
    live += items.filter(change => !('deleted' in change)).length
    if (next === undefined) break
    after = next
  }
  return changes
}
