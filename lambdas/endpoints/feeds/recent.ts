/** The events of a feed to subscribe to, in the order in which readers could learn of them. */
import { type StoredEvent, type Tombstone, timeKeyOf } from '../../domain/event.ts'
import type { EventReader, Position } from '../../store/event-store.ts'
import { type FeedFilter, filteredQuery, matchesFilter } from './filter.ts'

/** Items of a feed at most. */
const MAX_ITEMS = 100

/** Changes, or events of a facet, that are examined at most. */
const MAX_EXAMINED = 1000

/** By time of addition, or of the last change. */
type By = 'createdAt' | 'updatedAt'
type Change = StoredEvent | Tombstone

/**
 * At most 100 events of the filter, latest first. Exact if a facet of the filter has at most 1,000 events; otherwise the latest 1,000
 * changes decide.
 */
export async function recentEvents(events: EventReader, filter: FeedFilter, by: By): Promise<StoredEvent[]> {
  const found = filter.events <= MAX_EXAMINED ? await allOf(events, filter) : await latestChanges(events, filter, by)
  return found
    .sort((a, b) => (orderOf(a, by) < orderOf(b, by) ? 1 : -1))
    .slice(0, MAX_ITEMS)
    .filter(isEvent)
}

const isEvent = (change: Change): change is StoredEvent => !('deleted' in change)

/** Of events that were added at the same time, the latest in history comes first. */
const orderOf = (change: Change, by: By): string => {
  if (by === 'updatedAt') return `${change.updatedAt}#${change.id}`
  return `${change.createdAt}#${isEvent(change) ? timeKeyOf(change) : '~'}`
}

async function allOf(events: EventReader, filter: FeedFilter): Promise<Change[]> {
  const found: Change[] = []
  let after: Position | undefined
  do {
    const page = await events.list(filteredQuery(filter), { limit: MAX_ITEMS, order: 'desc', after })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}

/**
 * A deleted event keeps its place, since an older event would otherwise enter the feed and look new. Under a filter it has none: a
 * tombstone has no facets.
 */
async function latestChanges(events: EventReader, filter: FeedFilter, by: By): Promise<Change[]> {
  const found: Change[] = []
  let after: Position | undefined
  for (let examined = 0; examined < MAX_EXAMINED; ) {
    const { items, next } = await events.changes({ limit: MAX_ITEMS, order: 'desc', after })
    found.push(...items.filter(change => (isEvent(change) ? matchesFilter(change, filter) : filter.key === '')))
    examined += items.length
    // All later items changed no later than the last item, and were added no later than they changed.
    const oldest = items.at(-1)?.updatedAt ?? ''
    const isFull = found.filter(change => by === 'updatedAt' || change.createdAt > oldest).length >= MAX_ITEMS
    if (next === undefined || isFull) break
    after = next
  }
  return found
}
