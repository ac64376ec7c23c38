/** The end of the pipeline: a cached response, or the endpoint's. */

import { bypassesCache, responseCache, shareConcurrent } from '../cache.ts'
import { isSettling } from '../conditional.ts'
import { compressed } from '../content-coding.ts'
import type { EndpointResponse, RequestContext } from '../endpoint.ts'
import type { Rendered } from './conditional-requests.ts'
import { type HttpEvent, isCacheable, representationHeaders } from './http-event.ts'

/**
 * Responds from the cache, from a concurrent request with the same ETag, or by calling the endpoint. A request that bypasses the cache
 * shares nothing, since a concurrent one may have read the state before a change.
 */
export function respond<S>(services: S): (event: HttpEvent) => Promise<Rendered> {
  const cache = responseCache<Rendered>()
  const shared = shareConcurrent<Rendered>()
  return async event => {
    const { request, entityTag } = event
    const make = async () => {
      const response = encode(represent(await request.endpoint.handle(request, services), request), event)
      if (isLasting(event)) cache.set(entityTag, response)
      return response
    }
    if (!isCacheable(event) || bypassesCache(event.headers)) return make()
    const kept = cache.get(entityTag)
    event.isFromCache = kept !== undefined
    return kept ?? shared(entityTag, make)
  }
}

/** Not cacheable while reads may be stale. */
const isLasting = (event: HttpEvent): boolean =>
  isCacheable(event) && !(event.request.endpoint.dependsOn.includes('version') && isSettling(event.request))

function represent({ status, body, revision, headers }: EndpointResponse, request: RequestContext): Rendered {
  if (body === undefined) return { statusCode: status ?? 204, headers: { ...headers } }
  const { language } = request.renderContext
  return {
    statusCode: status ?? 200,
    headers: {
      ...representationHeaders(request.endpoint.representation),
      ...(language !== undefined && { 'content-language': language }),
      ...headers,
    },
    ...(body instanceof Uint8Array
      ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
      : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(revision !== undefined && { revision }),
  }
}

function encode(response: Rendered, { coding }: HttpEvent): Rendered {
  // Bytes are PNG, which are compressed already.
  if (response.isBase64Encoded) return response
  const body = compressed(response.body ?? '', coding)
  if (body === undefined) return response
  return { ...response, headers: { ...response.headers, 'content-encoding': coding }, body, isBase64Encoded: true }
}
