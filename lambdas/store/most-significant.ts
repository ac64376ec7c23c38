/** Lists the most significant events of a query. */
import type { StoredEvent } from '../domain/event.ts'
import type { EventQuery, EventReader, Position } from './event-store.ts'

const PAGE = 100
/** Limits the reads: pages can be short if few events match (`EventReader.list`). */
const MOST_PAGES = 50

/**
 * At most `limit` events with at least `minSignificance`, most significant first, then latest first. With facets, the rarest one is read
 * once per significance, up to about 50 pages.
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
