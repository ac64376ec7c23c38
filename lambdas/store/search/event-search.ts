/** Searches the current timeline: each process has one index, and updates it from the store's index of changes. */
import { type Instant, later } from '../../domain/civil-date.ts'
import { instantOf } from '../../domain/time-zone.ts'
import { InvalidCursor } from '../cursor.ts'
import { type EventReader, type Position, SETTLING_SECONDS, type TimelineMetadata } from '../event-store.ts'
import type { SearchFiles } from '../search-files.ts'
import { SearchUnavailable, type TimelineSearch, TooManyToSearch } from '../timeline-search.ts'
import { MOST_SEARCHED, MOST_WITHOUT_FILE, openStoredIndex } from './index-file.ts'
import { INDEX_FORMAT, openSearchIndex, type SearchIndex } from './search-index.ts'

export interface SearchLimits {
  most: number
  /** Maximum number of events without a stored index: editors may add events before the next load or import stores one. */
  mostInMemory: number
}

const LIMITS: SearchLimits = { most: MOST_SEARCHED, mostInMemory: 2 * MOST_WITHOUT_FILE }

/** Changes per read. */
const PAGE = 500

/** How far clocks of writers may differ, and how late the index of changes may show a change. */
const MARGIN_MILLISECONDS = 10 * 60_000

/** An index and its state of the timeline. */
interface Kept {
  index: SearchIndex
  /** Changes with each load or import, whose events may have old times of change. */
  origin: string
  /** Changes from this time on may be missing; if undefined, all. */
  since: Instant | undefined
  /** Undefined while reads may miss the last change. */
  version: string | undefined
}

/**
 * Opens the search over the events at `metadata` or later. @throws {TooManyToSearch} @throws {SearchUnavailable} if the runtime has no
 * SQLite, or a large timeline no stored index
 */
export function eventSearch(
  { events, files }: { events: EventReader; files: SearchFiles | undefined },
  limits = LIMITS,
): (metadata: TimelineMetadata, now: Instant) => Promise<TimelineSearch> {
  let kept: Kept | undefined
  /** Requests update the index one after the other. */
  let queue: Promise<unknown> = Promise.resolve()

  async function open(metadata: TimelineMetadata, count: number): Promise<Kept> {
    const stored =
      files && metadata.searchIndex?.format === INDEX_FORMAT ? { files, ...metadata.searchIndex } : undefined
    if (!stored && count > limits.mostInMemory)
      throw new SearchUnavailable(
        `The timeline has ${count} events and no search index; the next load or import stores one`,
      )
    const index = stored ? await openStoredIndex(stored.files, stored) : openSearchIndex(':memory:')
    return { index, origin: originOf(metadata), since: stored?.since, version: undefined }
  }

  async function upToDate(metadata: TimelineMetadata, now: Instant): Promise<SearchIndex> {
    const isSameOrigin = kept?.origin === originOf(metadata)
    if (kept && isSameOrigin && kept.version === metadata.version) return kept.index
    const count = await countEvents(events)
    if (count > limits.most)
      throw new TooManyToSearch(`The timeline has ${count} events; at most ${limits.most} are searched`)
    if (!kept || !isSameOrigin) {
      kept?.index.close()
      kept = undefined
      kept = await open(metadata, count)
    }
    let latest = kept.since
    let after: Position | undefined
    do {
      const page = { limit: PAGE, order: 'asc', after } as const
      const { items, next } = await events.changes(page, kept.since && before(kept.since))
      kept.index.apply(items)
      for (const { updatedAt } of items) latest = later(latest ?? updatedAt, updatedAt)
      after = next
    } while (after !== undefined)
    // A time of change may be in the future if a writer's clock is wrong.
    if (latest !== undefined) kept.since = latest < now ? latest : now
    const hasSettled = Date.parse(now) - Date.parse(metadata.changedAt) >= SETTLING_SECONDS * 1000
    if (hasSettled) kept.version = metadata.version
    return kept.index
  }

  return async (metadata, now) => {
    const turn = queue.then(() => upToDate(metadata, now))
    queue = turn.catch(() => undefined)
    return paged(await turn, metadata.version)
  }
}

const originOf = ({ generation, searchIndex }: TimelineMetadata): string => searchIndex?.digest ?? generation ?? ''

const before = (instant: Instant): Instant => instantOf(Date.parse(instant) - MARGIN_MILLISECONDS)

async function countEvents(events: EventReader): Promise<number> {
  const statuses = await events.counts('status')
  return statuses.reduce((sum, each) => sum + each.events, 0)
}

/**
 * A position consists of the version, the number of events before the page, and the end of the previous page. If the version has changed, the
 * search continues after that end.
 */
const paged = (index: SearchIndex, version: string): TimelineSearch => ({
  describe: async search => index.describe(search),
  async find(search, { limit, after = `${version} 0` }) {
    const [of, offset, ...ended] = after.split(' ')
    if (!/^\d{1,9}$/.test(offset ?? '')) throw new InvalidCursor('The cursor is corrupt; search from the first page')
    const moved = of === version || ended.length === 0 ? undefined : index.countUpTo(search, ended)
    const start = moved ?? Number(offset)
    const { ids, total, end } = index.find(search, { limit, offset: start })
    const position = (...parts: (string | number)[]): Position => [version, ...parts].join(' ')
    return {
      ids,
      total,
      ...(start + limit < total && { next: position(start + limit, ...end) }),
      ...(start > 0 && { previous: position(Math.max(0, start - limit)) }),
    }
  },
})
