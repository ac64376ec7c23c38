/** Whether an event of an export is written over what is stored: a pure function of the two. */
import type { Revision } from '../domain/event.ts'

/** An event as it stands, stored or in a file, without its content. */
export interface Standing extends Revision {
  /** Digest of the event. */
  digest: string
}

/**
 * `write`: it is not stored, or goes on from what is. `unchanged`: it is stored as it is in the file. `kept`: what is stored stays,
 * because it was changed later, has had more revisions, or says something else at the same time and revision.
 *
 * Time and revision both decide, for each of them only ever rises where it is stored: mirrors ask for what changed since a time, and
 * editors state the revision that they saw.
 */
export function importDecision(stored: Standing | undefined, incoming: Standing): 'write' | 'unchanged' | 'kept' {
  if (!stored) return 'write'
  const sameContent = stored.digest === incoming.digest
  const sameState = stored.updatedAt === incoming.updatedAt && stored.revision === incoming.revision
  if (sameContent && sameState && stored.createdAt === incoming.createdAt) return 'unchanged'
  const goesOn = incoming.updatedAt >= stored.updatedAt && incoming.revision >= stored.revision
  return goesOn && (sameContent || !sameState) ? 'write' : 'kept'
}
