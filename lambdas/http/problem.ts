/** Errors as RFC 9457 problem details. This module alone decides the status of an error and the details that clients see. */
import { formatPath, InvalidEvent } from '../data/finding.ts'
import { choice, LISTED } from '../data/nearest.ts'
import { InvalidCursor } from '../store/cursor.ts'
import {
  LoadInProgress,
  RevisionConflict,
  StoreUnavailable,
  TooManyChanges,
  UnknownFacetValue,
} from '../store/event-store.ts'
import { SearchUnavailable, TooManyToSearch } from '../store/timeline-search.ts'

/** Details of a problem, besides its type, title and status. */
interface Details {
  detail: string
  /** The invalid parameter, and its allowed values. */
  parameter?: string
  allowed?: readonly string[] | string
  /** The mistakes in the content, each with its place. */
  errors?: readonly ContentError[]
  /** Response headers that the status requires. */
  headers?: Record<string, string>
}

/** A mistake, with its place as a JSON Pointer (RFC 6901), as in the example of RFC 9457 §3. */
interface ContentError {
  pointer: string
  detail: string
  allowed: string
}

const PROBLEMS = {
  'bad-request': { status: 400, title: 'Bad request' },
  'invalid-parameter': { status: 400, title: 'Invalid parameter' },
  'unknown-parameter': { status: 400, title: 'Unknown parameter' },
  'invalid-cursor': { status: 400, title: 'Invalid cursor' },
  'invalid-content': { status: 400, title: 'Invalid content' },
  'invalid-precondition': { status: 400, title: 'Invalid precondition' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Not acceptable' },
  gone: { status: 410, title: 'Gone' },
  'precondition-failed': { status: 412, title: 'Precondition failed' },
  'content-too-large': { status: 413, title: 'Content too large' },
  'uri-too-long': { status: 414, title: 'URI too long' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'invalid-event': { status: 422, title: 'Invalid event' },
  'not-searchable': { status: 422, title: 'Too large to search' },
  'precondition-required': { status: 428, title: 'Precondition required' },
  internal: { status: 500, title: 'Internal error' },
  'not-loaded': { status: 503, title: 'Not loaded yet' },
  'being-loaded': { status: 503, title: 'Being loaded' },
  unavailable: { status: 503, title: 'Unavailable for now' },
} as const

export type ProblemType = keyof typeof PROBLEMS

/** An error for the client. The error handler sends it as problem+json. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly details: Details
  constructor(type: ProblemType, details: Details) {
    super(details.detail)
    this.type = type
    this.details = details
  }
}

export const invalidParameter = (parameter: string, detail: string, allowed: readonly string[] | string): Problem =>
  new Problem('invalid-parameter', { detail, parameter, allowed })

export const notFound = (what: string): Problem => new Problem('not-found', { detail: `There is no ${what}` })

/** All values if they are few, for programs to read; otherwise those that are similar. */
export const near = (value: string, values: readonly string[]): readonly string[] | string =>
  values.length <= LISTED ? values : choice(value, values)

/** Maps errors of the lower layers to problems. Any other error is a bug, and clients do not see its message. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof UnknownFacetValue)
    return invalidParameter(error.dimension, error.message, near(error.value, error.allowed))
  if (error instanceof InvalidCursor)
    return new Problem('invalid-cursor', {
      detail: error.message,
      parameter: 'cursor',
      allowed: 'the next of the page before, with the same parameters',
    })
  if (error instanceof TooManyToSearch) return new Problem('not-searchable', { detail: error.message })
  if (error instanceof RevisionConflict) return new Problem('precondition-failed', { detail: error.message })
  if (error instanceof LoadInProgress)
    return new Problem('being-loaded', { detail: error.message, headers: { 'retry-after': '30' } })
  if (error instanceof TooManyChanges) return new Problem('invalid-event', { detail: error.message })
  if (error instanceof InvalidEvent)
    return new Problem('invalid-event', {
      detail: 'The event has mistakes',
      errors: error.mistakes.map(({ path, wrong, allowed }) => ({
        pointer: `#${path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
        detail: `${formatPath(path)} ${wrong}`.trim(),
        allowed: allowed(),
      })),
    })
  if (error instanceof SearchUnavailable)
    return new Problem('unavailable', { detail: 'The search does not work for now. The error has been logged.' })
  if (error instanceof StoreUnavailable)
    return new Problem('unavailable', {
      detail: 'The timeline does not answer for now; ask again later',
      headers: { 'retry-after': '10' },
    })
  return new Problem('internal', { detail: 'Something went wrong here. The error has been logged.' })
}

export interface ProblemDetails {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  parameter?: string
  allowed?: readonly string[] | string
  errors?: readonly ContentError[]
}

/** Body and headers of the response to a failed request. @param rawPath decoded */
export function problemDetails(
  error: unknown,
  rawPath: string,
): { body: ProblemDetails; headers: Record<string, string> } {
  const { type, details } = problemOf(error)
  const { headers = {}, ...visible } = details
  const instance = encodeURI(rawPath.toWellFormed())
  return { body: { type: `urn:annals:problem:${type}`, ...PROBLEMS[type], ...visible, instance }, headers }
}
