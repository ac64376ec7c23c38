/** The types and headers that all middleware of the pipeline use. */
import type middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { CACHE_CLASSES } from '../cache-control.ts'
import type { Coding } from '../content-coding.ts'
import type { RequestContext } from '../endpoint.ts'
import { REPRESENTATIONS, type Representation, type RepresentationName } from '../representations.ts'

export type HttpResponse = APIGatewayProxyStructuredResultV2

/** API Gateway's event, to which each middleware adds fields. */
export type HttpEvent = APIGatewayProxyEventV2 & {
  request: RequestContext
  coding: Coding
  entityTag: string
  isFromCache?: boolean
}

export type Middleware = middy.MiddlewareObj<HttpEvent, HttpResponse, Error, Context>

export const methodOf = (event: HttpEvent): string => event.requestContext.http.method

/** Whether clients and caches may keep the response. */
export const isCacheable = ({ request }: HttpEvent): boolean => request.endpoint.cache !== 'none'

/** `Content-Type`, and other header fields of a representation. */
export function representationHeaders(name: RepresentationName): Record<string, string> {
  const { contentType, headers }: Representation = REPRESENTATIONS[name]
  return { 'content-type': contentType, ...headers }
}

/** Header fields of every response. */
export const COMMON_HEADERS = {
  // Reads are public (https://fetch.spec.whatwg.org/#http-cors-protocol), and so are errors.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Content-Language, Allow, Location, Retry-After',
  'x-content-type-options': 'nosniff',
}

/** Ends the pipeline early. middy then runs no `after`, so the common headers are added here. Caches must not keep a temporary one. */
export const redirect = (statusCode: 301 | 307 | 308, location: string): HttpResponse => ({
  statusCode,
  headers: { ...COMMON_HEADERS, location, 'cache-control': CACHE_CLASSES[statusCode === 307 ? 'none' : 'page'] },
})
