/** Decides whether an import replaces a stored event. Pure. */
import type { Revision } from '../domain/event.ts'

/** Revision and digest of an event, stored or in a file. */
export interface EventState extends Revision {
  digest: string
}

/**
 * `write`: the event is not stored, or the incoming state is newer. `unchanged`: the states are identical. `kept`: the stored state is
 * newer, or differs at the same time and revision. Neither time nor revision may decrease: mirrors ask for changes since a time, and
 * editors send the revision they read.
 */
export function importDecision(stored: EventState | undefined, incoming: EventState): 'write' | 'unchanged' | 'kept' {
  if (!stored) return 'write'
  const sameContent = stored.digest === incoming.digest
  const sameState = stored.updatedAt === incoming.updatedAt && stored.revision === incoming.revision
  // An earlier import may have given it a later time (`visible`).
  const isImported = stored.revision === incoming.revision && stored.updatedAt >= incoming.updatedAt
  if (sameContent && isImported && stored.createdAt === incoming.createdAt) return 'unchanged'
  const isNewer = incoming.updatedAt >= stored.updatedAt && incoming.revision >= stored.revision
  return isNewer && (sameContent || !sameState) ? 'write' : 'kept'
}
