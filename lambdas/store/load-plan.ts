/** Plans a load: compares the data folder with the stored events. Pure. */
import { type Instant, later } from '../domain/civil-date.ts'
import type { DatedEvent, Event, Revision } from '../domain/event.ts'
import type { EventState } from './import-plan.ts'

export interface StoredState extends EventState {
  id: string
  /** Digest of the event in the folder at the last load; absent if it was not loaded from a folder. */
  loaded?: string
  deleted?: true
}

export interface LoadPlan {
  writes: { event: Event; digest: string; revision: Revision }[]
  deletions: { id: string; revision: Revision }[]
  unchanged: number
  /** Events that only an editor changed since the last load: the editor's version stays. */
  kept: string[]
  /** Events that both an editor and the folder changed: the editor's version stays, and the load reports them. */
  conflicts: string[]
}

export interface LoadTimes {
  /** When the load began. */
  at: Instant
  /** When the timeline was published: the time of addition of all events of a first load that state none. */
  published: Instant
  /** When the store last changed; absent for an empty store. */
  latest?: Instant | undefined
}

/**
 * The folder's version of an event is written unless an editor changed the stored one since the last load. In a store that has readers, a
 * change takes the time of the load, since mirrors ask for changes since their last request; a stated time counts if it is not before the
 * latest change. An empty store takes all stated times, so that loading the same folder gives the same result. No time is later than now.
 */
export function planLoad(
  stored: ReadonlyMap<string, StoredState>,
  events: readonly DatedEvent[],
  digestOf: (event: Event) => string,
  times: LoadTimes,
): LoadPlan {
  const plan: LoadPlan = { writes: [], deletions: [], unchanged: 0, kept: [], conflicts: [] }
  for (const dated of events) {
    const { event } = dated
    const digest = digestOf(event)
    const known = stored.get(event.id)
    const decision = decisionFor(known, digest)
    if (decision !== 'write') {
      if (decision === 'unchanged') plan.unchanged++
      else plan[decision].push(event.id)
      continue
    }
    plan.writes.push({ event, digest, revision: revisionOf(known, digest, dated, times) })
  }
  const inFolder = new Set(events.map(({ event }) => event.id))
  for (const known of stored.values()) {
    if (known.deleted || known.loaded === undefined || inFolder.has(known.id)) continue
    if (known.digest === known.loaded)
      plan.deletions.push({
        id: known.id,
        revision: {
          createdAt: known.createdAt,
          updatedAt: later(times.at, known.updatedAt),
          revision: known.revision + 1,
        },
      })
    else plan.conflicts.push(known.id)
  }
  return plan
}

function revisionOf(
  known: StoredState | undefined,
  digest: string,
  { added, corrected }: DatedEvent,
  { at, published, latest }: LoadTimes,
): Revision {
  const now = latest === undefined ? at : later(at, latest)
  const visible = (stated: Instant | undefined): Instant | undefined =>
    stated !== undefined && stated >= (latest ?? stated) && stated <= at ? stated : undefined
  const correctedAt = visible(corrected)
  if (!known) {
    const createdAt = visible(added ?? (latest === undefined ? published : undefined)) ?? now
    return { createdAt, updatedAt: later(createdAt, correctedAt ?? createdAt), revision: 1 }
  }
  const { createdAt, updatedAt, revision } = known
  // An editor made the same change before the folder did: mark the event as loaded, without a new revision.
  if (known.digest === digest) return { createdAt, updatedAt, revision }
  // `updatedAt` never decreases, even if the folder states an earlier time.
  const isNew = correctedAt !== undefined && correctedAt > updatedAt
  return { createdAt, updatedAt: isNew ? correctedAt : later(now, updatedAt), revision: revision + 1 }
}

function decisionFor(known: StoredState | undefined, digest: string): 'write' | 'unchanged' | 'kept' | 'conflicts' {
  if (!known) return 'write'
  if (known.digest === digest) return known.loaded === digest ? 'unchanged' : 'write'
  // A load's own tombstone has no `loaded`; the event is back in the folder.
  if (known.loaded === undefined) return known.deleted ? 'write' : 'conflicts'
  if (known.loaded === digest) return 'kept'
  return known.digest === known.loaded ? 'write' : 'conflicts'
}
