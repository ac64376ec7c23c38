import type { Endpoint, RequestContext } from '../endpoint.ts'
import { addressOf, movedPath } from '../moved.ts'
import { Problem } from '../problem.ts'
import { createRouter } from '../router.ts'
import { isForPrograms } from './error-handler.ts'
import { COMMON_HEADERS, type HttpResponse, type Middleware, methodOf, redirect } from './http-event.ts'

/** How long browsers may cache a preflight, in seconds; they cap it at two hours themselves. */
const PREFLIGHT_MAX_AGE = '7200'

/** Finds the endpoint. Without one it redirects to the address that was meant, or is a 404; another method is a 405. Answers OPTIONS itself and treats HEAD as GET. */
export function routing(endpoints: readonly Endpoint[]): Middleware {
  const route = createRouter(endpoints)
  return {
    before: ({ event }) => {
      const matches = route(event.rawPath)
      if (matches.length === 0) {
        const moved = movedPath(event.rawPath, path => isForPrograms(path) || route(path).length > 0)
        if (moved) return redirect(moved.status, addressOf(moved.path, event.rawQueryString))
        throw new Problem('not-found', { detail: `There is nothing at ${event.rawPath}` })
      }
      const allow = allowedMethods(matches.map(({ endpoint }) => endpoint))
      const method = methodOf(event)
      if (method === 'OPTIONS') return preflight(allow)
      const match = matches.find(({ endpoint }) => endpoint.method === (method === 'HEAD' ? 'GET' : method))
      if (!match)
        throw new Problem('method-not-allowed', {
          detail: `${method} is not allowed here`,
          allowed: allow,
          headers: { allow },
        })
      // The middleware after this one add the rest.
      event.request = {
        ...match,
        rawPath: event.rawPath,
        query: new URLSearchParams(event.rawQueryString),
        headers: event.headers,
        content: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
      } as unknown as RequestContext
    },
  }
}

const allowedMethods = (endpoints: readonly Endpoint[]): string =>
  [
    ...endpoints.flatMap(({ method, otherMethods = [] }) => [
      method,
      ...(method === 'GET' ? ['HEAD'] : []),
      ...otherMethods,
    ]),
    'OPTIONS',
  ].join(', ')

/** Ends the pipeline early. middy then runs no `after`, so the common headers are added here. */
const preflight = (allow: string): HttpResponse => ({
  statusCode: 204,
  headers: {
    ...COMMON_HEADERS,
    allow,
    'access-control-allow-methods': allow,
    // The wildcard does not include Authorization (https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    'access-control-allow-headers': '*, Authorization',
    'access-control-max-age': PREFLIGHT_MAX_AGE,
    'cache-control': `public, max-age=${PREFLIGHT_MAX_AGE}`,
  },
})
