import { httpDate } from '../../domain/time-zone.ts'
import { CACHE_CLASSES } from '../cache-control.ts'
import {
  entityTag,
  isSettling,
  isWildcard,
  lastModified,
  matchIfNoneMatch,
  unmodifiedSince,
  withRevision,
} from '../conditional.ts'
import { preferredCoding } from '../content-coding.ts'
import type { EndpointResponse } from '../endpoint.ts'
import { COMMON_HEADERS, type HttpEvent, type HttpResponse, isCacheable, type Middleware } from './http-event.ts'

/** A response whose ETag still lacks its revision prefix, if it has one. */
export type Rendered = HttpResponse & Pick<EndpointResponse, 'revision'>

/** Validators, and 304 before anything is rendered. A 304 has the same caching headers as its 200 (RFC 9110 §15.4.5). */
export function conditionalRequests({ build }: { build: string }): Middleware {
  return {
    before: ({ event }) => {
      const { request, headers } = event
      event.coding = preferredCoding(headers)
      event.entityTag = entityTag(request, build, event.coding)
      if (!isCacheable(event)) return
      const match = matchIfNoneMatch(headers['if-none-match'], event.entityTag)
      event.entityTag = match ?? event.entityTag
      const isUnmodified = !request.endpoint.revisioned && unmodifiedSince(headers, request)
      if (match !== undefined || isUnmodified) return notModified(event)
    },
    after: handling => {
      const { event } = handling
      const { revision, ...response } = handling.response as Rendered
      if (revision !== undefined) event.entityTag = withRevision(event.entityTag, revision)
      // Without a revision, this was decided before the resource was read.
      const isUnmodified =
        isWildcard(event.headers['if-none-match']) ||
        (revision !== undefined && unmodifiedSince(event.headers, event.request))
      handling.response =
        isCacheable(event) && isUnmodified
          ? notModified(event)
          : { ...response, headers: { ...cachingHeaders(event), ...response.headers } }
    },
  }
}

function cachingHeaders(event: HttpEvent): Record<string, string> {
  const { endpoint, parameters } = event.request
  const { cache, dependsOn } = endpoint
  const isVersioned = parameters.version !== undefined
  const modified = lastModified(event.request)
  const mayBeStale = isCacheable(event) && dependsOn.includes('version') && isSettling(event.request)
  return {
    'cache-control': CACHE_CLASSES[mayBeStale ? 'settling' : isVersioned ? 'immutable' : cache],
    vary: 'Accept-Encoding',
    ...(isCacheable(event) && { etag: event.entityTag }),
    ...(isCacheable(event) && modified !== undefined && { 'last-modified': httpDate(modified) }),
  }
}

const notModified = (event: HttpEvent): HttpResponse => ({
  statusCode: 304,
  headers: { ...COMMON_HEADERS, ...cachingHeaders(event) },
})
