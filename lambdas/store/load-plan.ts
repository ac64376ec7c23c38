/** Plans a load: compares the data folder with the stored events. Pure. */
import { type Instant, later } from '../domain/civil-date.ts'
import { type DatedEvent, type Event, type Revision, timeKeyOf } from '../domain/event.ts'
import { secondsAfter } from '../domain/time-zone.ts'
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
  /** When an event last changed; absent for an empty store. */
  latest?: Instant | undefined
  /** When anything last changed, the settings included; absent for an empty store. */
  changedAt?: Instant | undefined
}

/**
 * The folder's version of an event is written unless an editor changed the stored one since the last load. In a store that has readers, a
 * change takes the time of the load, since mirrors ask for changes since their last request; a stated time counts if it is not before the
 * latest change. An empty store takes all stated times, so that loading the same folder gives the same result. No time is later than now.
 *
 * Events that would take the same time take successive seconds, in the order of history, because readers sort feeds by time.
 */
export function planLoad(
  stored: ReadonlyMap<string, StoredState>,
  events: readonly DatedEvent[],
  digestOf: (event: Event) => string,
  times: LoadTimes,
): LoadPlan {
  const plan: LoadPlan = { writes: [], deletions: [], unchanged: 0, kept: [], conflicts: [] }
  const inHistory = events
    .map(dated => ({ dated, key: timeKeyOf(dated.event) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ dated }) => dated)
  const spread = spreading(inHistory, times)
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
    plan.writes.push({ event, digest, revision: revisionOf(known, digest, dated, times, spread) })
  }
  spreadBack(inHistory, stored, plan.writes, times)
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

/** @returns a function that moves a stated time by one second for each earlier event that states it too, but not past the load */
function spreading(events: readonly DatedEvent[], { at, published }: LoadTimes) {
  const stating = new Map<Instant, number>()
  const moved = new Map<string, Instant>()
  for (const { event, added = published, corrected } of events)
    for (const stated of new Set([added, corrected ?? added])) {
      const before = stating.get(stated) ?? 0
      stating.set(stated, before + 1)
      moved.set(`${stated}#${event.id}`, secondsAfter(stated, before))
    }
  return (stated: Instant, { id }: Event): Instant => {
    const time = moved.get(`${stated}#${id}`)!
    return time < at ? time : at
  }
}

/**
 * Moves writes from the time of the load to the seconds before it, in the order of history. None moves to the last published change or
 * before it, because readers would miss it. Events that an interrupted load has written are counted, so that the next load gives the others
 * the same times.
 */
function spreadBack(
  events: readonly DatedEvent[],
  stored: ReadonlyMap<string, StoredState>,
  writes: LoadPlan['writes'],
  { at, latest = '', changedAt = '' }: LoadTimes,
): void {
  const now = later(at, latest)
  const written = new Map(writes.map(({ event, revision }) => [event.id, revision]))
  const ofLoad = events.filter(
    ({ event: { id } }) => written.has(id) || (stored.get(id) && stored.get(id)!.updatedAt > latest),
  )
  for (const [index, { event }] of ofLoad.toReversed().entries()) {
    const revision = written.get(event.id)
    if (revision?.updatedAt !== now) continue
    const before = secondsAfter(now, -index)
    const time = before > later(latest, changedAt) ? before : now
    if (revision.createdAt === now) revision.createdAt = time
    revision.updatedAt = time
  }
}

function revisionOf(
  known: StoredState | undefined,
  digest: string,
  { event, added, corrected }: DatedEvent,
  { at, published, latest }: LoadTimes,
  spread: ReturnType<typeof spreading>,
): Revision {
  const now = latest === undefined ? at : later(at, latest)
  const visible = (stated: Instant | undefined): Instant | undefined =>
    stated !== undefined && stated >= (latest ?? stated) && stated <= at ? stated : undefined
  const correctedAt = visible(corrected)
  if (!known) {
    const addedAt = visible(added ?? (latest === undefined ? published : undefined))
    const createdAt = addedAt === undefined ? now : spread(addedAt, event)
    return {
      createdAt,
      updatedAt: correctedAt === undefined ? createdAt : later(createdAt, spread(correctedAt, event)),
      revision: 1,
    }
  }
  const { createdAt, updatedAt, revision } = known
  // An editor made the same change before the folder did: mark the event as loaded, without a new revision.
  if (known.digest === digest) return { createdAt, updatedAt, revision }
  // `updatedAt` never decreases, even if the folder states an earlier time.
  const isNew = correctedAt !== undefined && correctedAt > updatedAt
  return { createdAt, updatedAt: isNew ? spread(correctedAt, event) : later(now, updatedAt), revision: revision + 1 }
}

function decisionFor(known: StoredState | undefined, digest: string): 'write' | 'unchanged' | 'kept' | 'conflicts' {
  if (!known) return 'write'
  if (known.digest === digest) return known.loaded === digest ? 'unchanged' : 'write'
  // A load's own tombstone has no `loaded`; the event is back in the folder.
  if (known.loaded === undefined) return known.deleted ? 'write' : 'conflicts'
  if (known.loaded === digest) return 'kept'
  return known.digest === known.loaded ? 'write' : 'conflicts'
}
