/** What a bulk load has to write: a pure function of what is stored, what the data folder says, and the time. */
import { type Instant, later } from '../domain/civil-date.ts'
import type { DatedEvent, Event, Revision } from '../domain/event.ts'

/** What the plan needs to know of a stored event. */
export interface Known extends Revision {
  id: string
  /** Digest of the event as it is stored. */
  digest: string
  /** Digest of the event as the folder had it when it was last loaded; absent when it did not come from there. */
  loaded?: string
  deleted?: true
}

export interface LoadPlan {
  writes: { event: Event; digest: string; revision: Revision }[]
  deletions: { id: string; revision: Revision }[]
  unchanged: number
  /** Events that an editor changed since the last load and the folder did not: the editor's version stays. */
  kept: string[]
  /** Events that both changed: the editor's version stays, and the owner is told. */
  conflicts: string[]
}

/**
 * The rule for each event: what the folder says is written, unless an editor changed the stored event since the last load;
 * then the editor's version stays – until the folder says the same, which settles a conflict.
 *
 * An event's times come from the folder where it states them, so that loading the same folder into an empty store gives the same
 * store whenever it is done. A change that states none, or one before the latest that readers know of, takes the time of the load: mirrors
 * ask for what changed since, and must not miss what was added later under an earlier time.
 * @param latest when the store last changed for its readers; nothing for an empty one
 */
export function planLoad(
  stored: ReadonlyMap<string, Known>,
  events: readonly DatedEvent[],
  digestOf: (event: Event) => string,
  at: Instant,
  latest?: Instant,
): LoadPlan {
  const plan: LoadPlan = { writes: [], deletions: [], unchanged: 0, kept: [], conflicts: [] }
  for (const dated of events) {
    const { event } = dated
    const digest = digestOf(event)
    const known = stored.get(event.id)
    const standing = standingOf(known, digest)
    if (standing !== 'write') {
      if (standing === 'unchanged') plan.unchanged++
      else plan[standing].push(event.id)
      continue
    }
    plan.writes.push({ event, digest, revision: revisionOf(known, digest, dated, at, latest) })
  }
  const inFolder = new Set(events.map(({ event }) => event.id))
  for (const known of stored.values()) {
    if (known.deleted || known.loaded === undefined || inFolder.has(known.id)) continue
    if (known.digest === known.loaded)
      plan.deletions.push({
        id: known.id,
        revision: { createdAt: known.createdAt, updatedAt: later(at, known.updatedAt), revision: known.revision + 1 },
      })
    else plan.conflicts.push(known.id)
  }
  return plan
}

function revisionOf(
  known: Known | undefined,
  digest: string,
  { added, corrected }: DatedEvent,
  at: Instant,
  latest = '',
): Revision {
  const stated = corrected ?? added
  const isLatest = stated >= latest && stated <= at
  if (!known)
    return { createdAt: added, updatedAt: isLatest || latest === '' ? stated : later(at, latest), revision: 1 }
  const { createdAt, updatedAt, revision } = known
  // An editor was first to say what the folder now says: from here on it counts as loaded, but nothing about it is new.
  if (known.digest === digest) return { createdAt, updatedAt, revision }
  // Never backwards, whatever times the folder states.
  const isNew = isLatest && stated > updatedAt
  return { createdAt, updatedAt: isNew ? stated : later(later(at, latest), updatedAt), revision: revision + 1 }
}

function standingOf(known: Known | undefined, digest: string): 'write' | 'unchanged' | 'kept' | 'conflicts' {
  if (!known) return 'write'
  if (known.digest === digest) return known.loaded === digest ? 'unchanged' : 'write'
  // A tombstone that a load left has no `loaded`: the event has come back to the folder.
  if (known.loaded === undefined) return known.deleted ? 'write' : 'conflicts'
  if (known.loaded === digest) return 'kept'
  return known.digest === known.loaded ? 'write' : 'conflicts'
}
