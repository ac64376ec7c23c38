/** The port to the receivers of new versions of the timeline: a hub, or webhooks. */
import type { Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { StoredEvent, Timeline, Tombstone } from '../domain/event.ts'

/** The changes since the last notification of a receiver. */
export interface Publication {
  timeline: Timeline
  version: string
  /** The latest changes, the newest first; at most `MAX_CHANGES`. */
  changes: (StoredEvent | Tombstone)[]
  /** Whether there are more changes than these. */
  hasMore: boolean
  /** Newly announced days in order, with their highest-ranked anniversaries. */
  days: { date: CivilDate; highlights: Recurring[] }[]
}

export const MAX_CHANGES = 25

export interface Receiver {
  address: string
  /** Sends the publication, in one or more requests. The requests of a repeated publication have the same ids. */
  send(publication: Publication): Promise<void>
}
