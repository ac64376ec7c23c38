/** Preconditions of a write (RFC 9110 §13, RFC 6585 §3): nobody overwrites what they have not seen. */
import type { StoredEvent, Tombstone } from '../domain/event.ts'
import type { AnyRequest } from './endpoint.ts'
import { Problem } from './problem.ts'

/** What the writer takes the event to be: at this revision, there in whatever revision, or not there. */
type Precondition = { revision: number } | 'exists' | 'absent'

const ALLOWED =
  'If-Match with the ETag of the event or its revision in quotes, such as "3", or If-None-Match: * for a new event'

/** The entity tag of an event begins with its revision (`conditional.ts`); the rest is about how it was shown. A weak tag has no say here. */
const REVISION_TAG = /^"(\d{1,9})(-[\w-]+)?"$/

function preconditionOf({ headers }: AnyRequest): Precondition {
  const match = headers['if-match']?.trim()
  const noneMatch = headers['if-none-match']?.trim()
  if (match === undefined && noneMatch === undefined)
    throw new Problem('precondition-required', {
      detail: 'A write says what it takes the event to be',
      allowed: ALLOWED,
    })
  const revision = REVISION_TAG.exec(match ?? '')?.[1]
  if (match !== undefined && noneMatch === undefined) {
    if (match === '*') return 'exists'
    if (revision !== undefined) return { revision: Number(revision) }
  }
  if (match === undefined && noneMatch === '*') return 'absent'
  throw new Problem('invalid-precondition', {
    detail: 'The precondition is none of those that a write knows',
    allowed: ALLOWED,
  })
}

/**
 * The revision that a write of `current`, as it was last read, is conditioned on: 0 for an event that never was.
 * @throws {Problem} 428 without a precondition, 400 for one that is not known, 412 when it does not hold
 */
export function expectedRevision(request: AnyRequest, current: StoredEvent | Tombstone | undefined): number {
  const precondition = preconditionOf(request)
  const exists = current !== undefined && !('deleted' in current)
  if (precondition === 'absent') {
    if (exists) throw failed(`The event is there, at revision ${current.revision}`)
    return current?.revision ?? 0
  }
  if (!exists)
    throw failed(current ? 'The event was deleted; If-None-Match: * brings it back' : 'There is no such event')
  // A revision that is too old is told by the store, for what was read here may be older than what is there.
  return precondition === 'exists' ? current.revision : precondition.revision
}

const failed = (detail: string) => new Problem('precondition-failed', { detail })
