/** Keeps what is searched in memory for as long as the version stays: read from the store when the first query comes, and anew after a change. */
import type { Instant } from '../domain/civil-date.ts'
import type { StoredEvent } from '../domain/event.ts'
import { TooManyToSearch } from '../search/query-limits.ts'
import type { TimelineSearch, WholeSearch } from '../search/timeline-search.ts'
import { InvalidCursor } from '../store/cursor.ts'
import { type EventReader, type Head, type Position, SETTLING_SECONDS } from '../store/event-store.ts'

/**
 * Events that are searched at most: `bench/search` makes an index of so many in a second at the 0.58 of a processor that 1,024 MB come with.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MOST_EVENTS = 2000
const PAGE = 500

/** @throws {TooManyToSearch} from the search that comes */
export function searchMemory(events: EventReader, mostEvents = MOST_EVENTS) {
  let kept: { version: string; search: Promise<TimelineSearch> } | undefined
  return async ({ version, changedAt }: Head, now: Instant): Promise<TimelineSearch> => {
    if (kept?.version === version) return kept.search
    const search = searchOf(events, mostEvents)
    // What is read before a change has settled may be the state before it.
    const hasSettled = Date.parse(now) - Date.parse(changedAt) >= SETTLING_SECONDS * 1000
    if (hasSettled) {
      const mine = { version, search }
      kept = mine
      search.catch(() => {
        if (kept === mine) kept = undefined
      })
    }
    return search
  }
}

async function searchOf(events: EventReader, most: number): Promise<TimelineSearch> {
  const found = await allEvents(events, most)
  // Not before it is needed: the start of the function need not wait for it.
  const { timelineSearch } = await import('../search/timeline-search.ts')
  return paged(timelineSearch(found))
}

/** The position of a page is how far it goes in the whole. */
const paged = (whole: WholeSearch): TimelineSearch => ({
  async find(search, { limit, after = '0' }) {
    // The other search, which has answered before, has positions of its own.
    if (!/^\d+$/.test(after)) throw new InvalidCursor('The cursor belongs to a search that is no more')
    const all = whole.find(search)
    const start = Number(after)
    const end = start + limit
    return {
      ids: all.slice(start, end),
      total: all.length,
      ...(end < all.length && { next: String(end) }),
      ...(start > 0 && { previous: String(Math.max(0, start - limit)) }),
    }
  },
})

async function allEvents(events: EventReader, most: number): Promise<StoredEvent[]> {
  const statuses = await events.counts('status')
  const count = statuses.reduce((sum, each) => sum + each.events, 0)
  if (count > most) throw new TooManyToSearch(`The timeline has ${count} events; at most ${most} are searched`)
  const found: StoredEvent[] = []
  let after: Position | undefined
  do {
    const { items, next } = await events.changes({ limit: PAGE, order: 'asc', after })
    found.push(...items.flatMap(item => ('deleted' in item ? [] : [item])))
    after = next
  } while (after !== undefined)
  return found
}
