/** Between pages of the store, which know positions, and lists of the API, which know cursors. */
import { canonicalJson } from '../domain/canonical-json.ts'
import { decodeCursor, encodeCursor } from '../store/cursor.ts'
import type { Order, Page, PageRequest } from '../store/event-store.ts'
import type { AnyCall, Reply } from './call.ts'

/** Parameters that change how a page looks, but not which things follow each other. */
const LOOKS = new Set(['limit', 'cursor', 'lang'])

/** What a cursor is bound to. */
const queryOf = ({ route, parameters, today }: AnyCall): string =>
  canonicalJson({
    path: route.path,
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !LOOKS.has(name))),
    today: route.dependsOn.includes('today') ? today : null,
  })

/**
 * The page that a call asks for.
 * @throws {InvalidCursor}
 */
export function pageRequest(
  call: AnyCall & { parameters: { limit: number; cursor: string | undefined } },
  order: Order,
): PageRequest {
  const { limit, cursor } = call.parameters
  return { limit, order, after: cursor === undefined ? undefined : decodeCursor(cursor, queryOf(call)) }
}

/** A list of `{ data, next }`, with the address of the next page as a `Link` (RFC 8288). */
export function listReply<T>(call: AnyCall, page: Page<T>, more: Record<string, unknown> = {}): Reply {
  if (page.next === undefined) return { body: { ...more, data: page.items, next: null } }
  const next = encodeCursor(page.next, queryOf(call))
  const query = new URLSearchParams(call.query)
  query.set('cursor', next)
  return {
    body: { ...more, data: page.items, next },
    headers: { link: `<${call.setting.publicUrl}${call.rawPath}?${query}>; rel="next"` },
  }
}
