/** Preconditions of a write (RFC 9110 §13, RFC 6585 §3): a client cannot overwrite a version that it has not seen. */
import type { StoredEvent, Tombstone } from '../domain/event.ts'
import type { AnyRequest } from './endpoint.ts'
import { Problem } from './problem.ts'

/** The condition of a write: the event exists at this revision or at any revision, or does not exist. */
type Precondition = { revision: number } | 'exists' | 'absent'

const ALLOWED =
  'If-Match with the ETag of the event or its revision in quotes, such as "3", or If-None-Match: * for a new event'

/** The ETag of an event begins with its revision (`conditional.ts`); the rest is about the representation. Weak tags do not count here. */
const REVISION_TAG = /^"(\d{1,9})(-[\w-]+)?"$/

function preconditionOf({ headers }: AnyRequest): Precondition {
  const match = headers['if-match']?.trim()
  const noneMatch = headers['if-none-match']?.trim()
  if (match === undefined && noneMatch === undefined)
    throw new Problem('precondition-required', {
      detail: 'If-Match or If-None-Match is required',
      allowed: ALLOWED,
    })
  const revision = REVISION_TAG.exec(match ?? '')?.[1]
  if (match !== undefined && noneMatch === undefined) {
    if (match === '*') return 'exists'
    if (revision !== undefined) return { revision: Number(revision) }
  }
  if (match === undefined && noneMatch === '*') return 'absent'
  throw new Problem('invalid-precondition', {
    detail: 'The precondition is invalid',
    allowed: ALLOWED,
  })
}

/**
 * The revision that a write is conditioned on: 0 for an event that never existed.
 * @param current the event as last read
 * @throws {Problem} 428 without a precondition, 400 for an invalid one, 412 for one that is false
 */
export function expectedRevision(request: AnyRequest, current: StoredEvent | Tombstone | undefined): number {
  const precondition = preconditionOf(request)
  const exists = current !== undefined && !('deleted' in current)
  if (precondition === 'absent') {
    if (exists) throw failed(`The event exists, at revision ${current.revision}`)
    return current?.revision ?? 0
  }
  if (!exists)
    throw failed(current ? 'The event was deleted; If-None-Match: * restores it' : 'The event does not exist')
  // The store rejects an outdated revision, because `current` may be outdated itself.
  return precondition === 'exists' ? current.revision : precondition.revision
}

const failed = (detail: string) => new Problem('precondition-failed', { detail })
