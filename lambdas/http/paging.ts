/** Between pages of the store, which know positions, and lists of the API, which know cursors. */
import { canonicalJson } from '../domain/canonical-json.ts'
import { decodeCursor, encodeCursor } from '../store/cursor.ts'
import type { Order, Page, PageRequest, Position } from '../store/event-store.ts'
import type { AnyCall, Reply } from './call.ts'

/** Parameters that change how a page looks, but not which things follow each other. */
const LOOKS = new Set(['limit', 'cursor', 'before', 'lang', 'language', 'format', 'fields'])

/** What a cursor is bound to. */
const queryOf = ({ route, parameters, today }: AnyCall): string =>
  canonicalJson({
    // A page in another language is a page of the same things.
    path: route.path.replace(/^\/\{language\}(?=\/)/, ''),
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !LOOKS.has(name))),
    today: route.dependsOn.includes('today') ? today() : null,
  })

/**
 * Where the page that a call asks for begins: after this position, or at the start.
 * @throws {InvalidCursor}
 */
export const requestedPosition = (
  call: AnyCall & { parameters: { cursor: string | undefined } },
): Position | undefined =>
  call.parameters.cursor === undefined ? undefined : decodeCursor(call.parameters.cursor, queryOf(call))

/** The same for a page that goes backwards from where another one begins. */
export const requestedEnd = (call: AnyCall & { parameters: { before: string | undefined } }): Position | undefined =>
  call.parameters.before === undefined ? undefined : decodeCursor(call.parameters.before, queryOf(call))

/** The cursor of the page after `position`. */
export const cursorAfter = (call: AnyCall, position: Position): string => encodeCursor(position, queryOf(call))

/**
 * The page that a call asks for.
 * @throws {InvalidCursor}
 */
export const pageRequest = (
  call: AnyCall & { parameters: { limit: number; cursor: string | undefined } },
  order: Order,
): PageRequest => ({ limit: call.parameters.limit, order, after: requestedPosition(call) })

/** A list of `{ data, next }`, with the address of the next page as a `Link` (RFC 8288). */
export function listReply<T>(call: AnyCall, page: Page<T>, more: Record<string, unknown> = {}): Reply {
  if (page.next === undefined) return { body: { ...more, data: page.items, next: null } }
  const next = cursorAfter(call, page.next)
  const query = new URLSearchParams(call.query)
  query.set('cursor', next)
  return {
    body: { ...more, data: page.items, next },
    headers: { link: `<${call.setting.publicUrl}${call.rawPath}?${query}>; rel="next"` },
  }
}
