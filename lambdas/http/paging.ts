/** Between pages of the store, which know positions, and lists of the API, which know cursors. */
import { canonicalJson } from '../domain/canonical-json.ts'
import { decodeCursor, encodeCursor } from '../store/cursor.ts'
import type { Order, Page, PageRequest, Position } from '../store/event-store.ts'
import type { AnyRequest, EndpointResponse } from './endpoint.ts'

/** Parameters that change how a page looks, but not which things follow each other. */
const LOOKS = new Set(['limit', 'cursor', 'before', 'lang', 'language', 'format', 'fields'])

/** What a cursor is bound to. */
const queryOf = ({ endpoint, parameters, today }: AnyRequest): string =>
  canonicalJson({
    // A page in another language is a page of the same things.
    path: endpoint.path.replace(/^\/\{language\}(?=\/)/, ''),
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !LOOKS.has(name))),
    today: endpoint.dependsOn.includes('today') ? today() : null,
  })

/**
 * Where the page that a request asks for begins: after this position, or at the start.
 * @throws {InvalidCursor}
 */
export const requestedPosition = (
  request: AnyRequest & { parameters: { cursor: string | undefined } },
): Position | undefined =>
  request.parameters.cursor === undefined ? undefined : decodeCursor(request.parameters.cursor, queryOf(request))

/** The same for a page that goes backwards from where another one begins. */
export const requestedEnd = (
  request: AnyRequest & { parameters: { before: string | undefined } },
): Position | undefined =>
  request.parameters.before === undefined ? undefined : decodeCursor(request.parameters.before, queryOf(request))

/** The cursor of the page after `position`. */
export const cursorAfter = (request: AnyRequest, position: Position): string => encodeCursor(position, queryOf(request))

/**
 * The page that a request asks for.
 * @throws {InvalidCursor}
 */
export const pageRequest = (
  request: AnyRequest & { parameters: { limit: number; cursor: string | undefined } },
  order: Order,
): PageRequest => ({ limit: request.parameters.limit, order, after: requestedPosition(request) })

/** A list of `{ data, next }`, with the address of the next page as a `Link` (RFC 8288). */
export function listResponse<T>(
  request: AnyRequest,
  page: Page<T>,
  more: Record<string, unknown> = {},
): EndpointResponse {
  if (page.next === undefined) return { body: { ...more, data: page.items, next: null } }
  const next = cursorAfter(request, page.next)
  const query = new URLSearchParams(request.query)
  query.set('cursor', next)
  return {
    body: { ...more, data: page.items, next },
    headers: { link: `<${request.renderContext.publicUrl}${request.rawPath}?${query}>; rel="next"` },
  }
}
