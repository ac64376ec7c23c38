/** Conditional GET (RFC 9110 §13) from inputs: the validator is known before anything is read but the head, or rendered. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import { type Instant, later } from '../domain/civil-date.ts'
import { instantOf, startOfDay } from '../domain/time-zone.ts'
import { SETTLING_SECONDS } from '../store/event-store.ts'
import type { Coding } from './content-coding.ts'
import type { AnyRequest } from './endpoint.ts'

/** Whether what is read may still be the state before the last change. */
export const isSettling = (request: AnyRequest): boolean =>
  (Date.parse(request.now) - Date.parse(request.head.changedAt)) / 1000 < SETTLING_SECONDS

/**
 * When the answer to `request` last changed: with the store, or with the day where it is asked for. Nothing for a fixed answer, which changes
 * with the code. What is read before the store has settled may be old: hence an answer from after that is newer than any from before.
 */
export function lastModified(request: AnyRequest): Instant | undefined {
  const { endpoint, head, today, parameters } = request
  if (!endpoint.dependsOn.includes('version')) return undefined
  const settled = Date.parse(head.changedAt) + SETTLING_SECONDS * 1000
  const changed = isSettling(request) ? head.changedAt : instantOf(settled)
  if (!endpoint.dependsOn.includes('today')) return changed
  const { tz = head.timeline.timeZone } = parameters as { tz?: string }
  return later(changed, startOfDay(today(), tz))
}

/**
 * Whether the answer is older than an If-Modified-Since field, which has no say where there is an If-None-Match (RFC 9110 §13.1.3).
 * While the store settles it is not, for what the client has may be from before the change. A field that is no HTTP date says nothing.
 */
export function unmodifiedSince(headers: Record<string, string | undefined>, request: AnyRequest): boolean {
  const field = headers['if-modified-since']
  const modified = lastModified(request)
  if (!field?.endsWith(' GMT') || headers['if-none-match'] !== undefined || modified === undefined) return false
  return !isSettling(request) && Date.parse(modified) <= Date.parse(field)
}

/**
 * The strong validator of the answer to `request`, from everything that the answer depends on; the order of the query does not matter.
 * Each content coding has its own (RFC 9110 §8.8.3).
 */
export function entityTag(request: AnyRequest, build: string, coding: Coding): string {
  const { endpoint, rawPath, parameters, today } = request
  const inputs = {
    build,
    coding,
    publicUrl: request.renderContext.publicUrl,
    path: rawPath,
    parameters,
    ...(endpoint.dependsOn.includes('today') && { today: today() }),
    ...(endpoint.dependsOn.includes('version') && {
      version: request.head.version,
      // What is answered while the store settles gets a validator of its own, so that no client holds on to it afterwards.
      settling: isSettling(request),
    }),
  }
  return `"${createHash('sha256').update(canonicalJson(inputs)).digest('base64url').slice(0, 22)}"`
}

/**
 * `entityTag` of something at `revision`. The revision comes first, so that a write can be conditioned on it alone: the rest changes with
 * any other event, and with how this one is shown.
 */
export const withRevision = (entityTag: string, revision: number): string => entityTag.replace('"', `"${revision}-`)

/**
 * The tag in an If-None-Match field that is `entityTag`, with whatever revision: the inputs decide, and are known before the revision is.
 * The comparison is weak, for a compressing proxy marks the tag it passes on with `W/`.
 */
export function namedTag(field: string | undefined, entityTag: string): string | undefined {
  const tags = (field ?? '').split(',').map(each => each.trim().replace(/^W\//, ''))
  return tags.find(tag => tag === entityTag || tag.replace(/^"\d{1,9}-/, '"') === entityTag)
}

/** Whether an If-None-Match field stands for whatever there is; whether there is anything, only the handler knows. */
export const namesAny = (field: string | undefined): boolean => field?.trim() === '*'
