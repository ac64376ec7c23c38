/** Error handler and common headers; runs last. */
import Negotiator from 'negotiator'
import { CACHE_CLASSES } from '../cache-control.ts'
import type { FailedRequest } from '../endpoint.ts'
import { RenamedEvent } from '../existing.ts'
import { type ProblemDetails, problemDetails } from '../problem.ts'
import { PROBLEM_TYPE } from '../representations.ts'
import { type Log, requestFacts } from '../telemetry.ts'
import {
  COMMON_HEADERS,
  type HttpEvent,
  type HttpResponse,
  type Middleware,
  methodOf,
  redirect,
  representationHeaders,
} from './http-event.ts'

/** Renders an error for people. It never fails itself. */
export type ErrorPage<S> = (
  problem: ProblemDetails,
  request: FailedRequest,
  services: S,
) => Promise<{ body: string; headers: Record<string, string> }>

/** First path segments of everything that programs request. Errors there are problem+json for every client, existing path or not. */
const PROGRAM_SEGMENTS = new Set(['v1', 'feeds', 'feeds.opml', 'openapi.json', 'health', 'mcp', 'oembed'])

export const isForPrograms = (path: string): boolean => PROGRAM_SEGMENTS.has(path.split('/', 2)[1]!)

/** The path decides first, because the host may hide the `Accept` field. */
function prefersPage({ rawPath, headers }: HttpEvent): boolean {
  const types = ['text/html', 'application/problem+json', 'application/json']
  return !isForPrograms(rawPath) && new Negotiator({ headers }).mediaType(types) === 'text/html'
}

/** Turns errors into problem+json, or into the error page where people look. Removes the body from responses to HEAD. */
export function errorHandler<S>(services: S, log: Log, errorPage?: ErrorPage<S>): Middleware {
  const complete = (event: HttpEvent, response: HttpResponse): HttpResponse => ({
    ...response,
    headers: { ...COMMON_HEADERS, ...response.headers },
    ...(methodOf(event) === 'HEAD' ? { body: '', isBase64Encoded: false } : { body: response.body ?? '' }),
  })
  return {
    after: handling => {
      handling.response = complete(handling.event, handling.response!)
    },
    onError: async handling => {
      const { error, event, context } = handling
      if (error instanceof RenamedEvent) {
        const path = event.rawPath.replace(new RegExp(`(?<=/(events|cards)/)${error.from}(?=[/.]|$)`), error.to)
        const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`
        handling.response = complete(event, redirect(301, `${path}${query}`))
        return
      }
      const { body, headers } = problemDetails(error, event.rawPath)
      if (body.status >= 500) {
        const [level, entry] = entryOf(error, body.status !== 500)
        log(level, { ...requestFacts(event, context.awsRequestId), ...entry })
      }
      const page = errorPage && prefersPage(event) ? await errorPage(body, event, services) : undefined
      handling.response = complete(event, {
        statusCode: body.status,
        headers: {
          ...(page === undefined ? { 'content-type': PROBLEM_TYPE } : representationHeaders('html')),
          'cache-control': CACHE_CLASSES.none,
          ...headers,
          ...page?.headers,
        },
        body: page === undefined ? JSON.stringify(body) : page.body,
      })
    },
  }
}

/** An expected state needs no stack trace, unless it has a cause: the error of a store or service. */
function entryOf(error: unknown, isExpected: boolean): Parameters<Log> {
  const { cause, message, stack = `${error}` } = (error ?? {}) as Error
  if (cause !== undefined) return ['error', { error: stack, cause: `${cause}` }]
  return isExpected ? ['warn', { error: message }] : ['error', { error: stack }]
}
