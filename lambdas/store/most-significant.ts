/** The most significant events of a query, read through the port. */
import type { StoredEvent } from '../domain/event.ts'
import type { EventQuery, EventReader, Position } from './event-store.ts'

const PAGE = 100
/** Pages that are read at most: where facets hardly meet, a page is short (`EventReader.list`). */
const MOST_PAGES = 50

/**
 * At most `limit` events of at least `minSignificance`: by significance, and of the same significance the latest first.
 * Without facets, the cost is that of the events that are returned, however many there are; with them, their rarest is read once for each
 * significance, and no further than some 50 pages go.
 */
export async function mostSignificant(
  events: EventReader,
  facets: EventQuery['facets'],
  minSignificance: number,
  limit: number,
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = []
  let pages = 0
  for (let significance = 5; significance >= minSignificance && found.length < limit; significance--) {
    let after: Position | undefined
    do {
      const request = { limit: Math.min(PAGE, limit - found.length), order: 'desc', after } as const
      const page = await events.list({ facets, significance: [significance] }, request)
      found.push(...page.items)
      after = page.next
    } while (after !== undefined && found.length < limit && ++pages < MOST_PAGES)
  }
  return found
}
