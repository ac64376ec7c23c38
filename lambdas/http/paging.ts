/** Translates between pages of the store, with positions, and lists of the API, with cursors. */
import { canonicalJson } from '../domain/canonical-json.ts'
import { decodeCursor, encodeCursor } from '../store/cursor.ts'
import type { Order, Page, PageRequest, Position } from '../store/event-store.ts'
import type { AnyRequest, EndpointResponse } from './endpoint.ts'

/** Parameters that change how a page looks, but not the sequence of its items. */
const PRESENTATION_PARAMETERS = new Set([
  'limit',
  'fileLimit',
  'cursor',
  'before',
  'lang',
  'language',
  'format',
  'fields',
])

/** The query of a list. A cursor is valid only for the query that it was made for. */
const queryOf = ({ endpoint, parameters, today }: AnyRequest): string =>
  canonicalJson({
    // A page in another language has the same items.
    path: endpoint.path.replace(/^\/\{language\}(?=\/)/, ''),
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !PRESENTATION_PARAMETERS.has(name))),
    today: endpoint.dependsOn.includes('today') ? today() : null,
  })

/** The position after which the requested page begins; undefined for the first page. @throws {InvalidCursor} */
export const requestedPosition = (
  request: AnyRequest & { parameters: { cursor: string | undefined } },
): Position | undefined =>
  request.parameters.cursor === undefined ? undefined : decodeCursor(request.parameters.cursor, queryOf(request))

/** The position before which the requested page ends, if it is read backwards. @throws {InvalidCursor} */
export const requestedEnd = (
  request: AnyRequest & { parameters: { before: string | undefined } },
): Position | undefined =>
  request.parameters.before === undefined ? undefined : decodeCursor(request.parameters.before, queryOf(request))

export const cursorAfter = (request: AnyRequest, position: Position): string => encodeCursor(position, queryOf(request))

/** The requested page. @throws {InvalidCursor} */
export const pageRequest = (
  request: AnyRequest & { parameters: { limit: number; cursor: string | undefined } },
  order: Order,
): PageRequest => ({ limit: request.parameters.limit, order, after: requestedPosition(request) })

/**
 * A list as `{ data, next }`, with `total` where it is known and the URL of the next page in `Link` (RFC 8288).
 * @param more other fields of the body
 */
export function listResponse<T>(
  request: AnyRequest,
  page: Page<T>,
  more: Record<string, unknown> = {},
): EndpointResponse {
  const isWhole = page.next === undefined && request.parameters.cursor === undefined
  const total = page.total ?? (isWhole ? page.items.length : undefined)
  const body = { ...more, ...(total !== undefined && { total }), data: page.items }
  if (page.next === undefined) return { body: { ...body, next: null } }
  const next = cursorAfter(request, page.next)
  const query = new URLSearchParams(request.query)
  query.set('cursor', next)
  return {
    body: { ...body, next },
    headers: { link: `<${request.renderContext.publicUrl}${request.rawPath}?${query}>; rel="next"` },
  }
}
