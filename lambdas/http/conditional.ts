/** Conditional GET (RFC 9110 §13). Validators are made from inputs: only the timeline's metadata is read before a 304. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import { type CivilDate, type Instant, later, startOfDecade } from '../domain/civil-date.ts'
import { instantOf, startOfDay } from '../domain/time-zone.ts'
import { SETTLING_SECONDS } from '../store/event-store.ts'
import type { Coding } from './content-coding.ts'
import type { AnyRequest } from './endpoint.ts'

/** Whether reads may be stale. */
export const isSettling = (request: AnyRequest): boolean =>
  (Date.parse(request.now) - Date.parse(request.metadata.changedAt)) / 1000 < SETTLING_SECONDS

/**
 * When the response last changed: with the store, or with the day. Undefined if it changes with the code only. A response from before the
 * store has settled may be stale, so one from afterwards counts as newer.
 */
export function lastModified(request: AnyRequest): Instant | undefined {
  const { endpoint, metadata, parameters } = request
  if (!endpoint.dependsOn.includes('version')) return undefined
  const settled = Date.parse(metadata.changedAt) + SETTLING_SECONDS * 1000
  const changed = isSettling(request) ? metadata.changedAt : instantOf(settled)
  const day = dayOfResponse(request)
  if (day === undefined) return changed
  const { tz = metadata.timeline.timeZone } = parameters as { tz?: string }
  return later(changed, startOfDay(day, tz))
}

/** The first day of the day or decade that the response depends on. */
function dayOfResponse({ endpoint, today }: AnyRequest): CivilDate | undefined {
  if (endpoint.dependsOn.includes('today')) return today()
  return endpoint.dependsOn.includes('decade') ? startOfDecade(today()) : undefined
}

/**
 * Evaluates `If-Modified-Since`, which `If-None-Match` overrides (RFC 9110 §13.1.3). Never while the store settles, because the client may
 * have the state before the change. A field that is not an HTTP date is ignored.
 */
export function unmodifiedSince(headers: Record<string, string | undefined>, request: AnyRequest): boolean {
  const field = headers['if-modified-since']
  const modified = lastModified(request)
  if (!field?.endsWith(' GMT') || headers['if-none-match'] !== undefined || modified === undefined) return false
  return !isSettling(request) && Date.parse(modified) <= Date.parse(field)
}

/** The strong validator of a response: a digest of everything that it depends on, for each content coding (RFC 9110 §8.8.3). */
export function entityTag(request: AnyRequest, build: string, coding: Coding): string {
  const { endpoint, rawPath, parameters } = request
  const today = dayOfResponse(request)
  const inputs = {
    build,
    coding,
    publicUrl: request.renderContext.publicUrl,
    path: rawPath,
    parameters,
    // A feed names the address by which it was requested.
    ...(endpoint.feed !== undefined && { query: `${request.query}` }),
    ...(today !== undefined && { today }),
    ...(endpoint.dependsOn.includes('version') && {
      version: request.metadata.version,
      // Possibly stale responses get their own validator, so that no client keeps them.
      settling: isSettling(request),
    }),
  }
  return `"${createHash('sha256').update(canonicalJson(inputs)).digest('base64url').slice(0, 22)}"`
}

/** Prefixes an ETag with the revision of the resource, so that a write can be conditioned on the revision alone. */
export const withRevision = (entityTag: string, revision: number): string => entityTag.replace('"', `"${revision}-`)

/**
 * The tag in `If-None-Match` that equals `entityTag`, with any revision prefix, which is not known yet. The comparison is weak, because a
 * proxy that compresses marks the tag with `W/`.
 */
export function matchIfNoneMatch(field: string | undefined, entityTag: string): string | undefined {
  const tags = (field ?? '').split(',').map(each => each.trim().replace(/^W\//, ''))
  return tags.find(tag => tag === entityTag || tag.replace(/^"\d{1,9}-/, '"') === entityTag)
}

/** Whether an `If-None-Match` field matches any existing resource. Only the endpoint can say whether the resource exists. */
export const isWildcard = (field: string | undefined): boolean => field?.trim() === '*'
