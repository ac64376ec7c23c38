/** Pages of events that can be read forwards and backwards: the events on one, and the addresses of those around it. */
import { type StoredEvent, timeKeyOf } from '../domain/event.ts'
import { pagePath } from '../domain/view.ts'
import type { AnyCall } from '../http/call.ts'
import { cursorAfter, requestedEnd, requestedPosition } from '../http/paging.ts'
import type { Page, PageRequest, Position } from '../store/event-store.ts'

/** Most events on a page. */
const MOST = 50

type PagedCall = AnyCall & { parameters: { cursor: string | undefined; before: string | undefined } }

export interface Stretch {
  events: StoredEvent[]
  /** Path and query of this page, without its language. */
  path: `/${string}`
  /** Addresses of the pages before and after it. */
  earlier?: string
  later?: string
}

/**
 * The page that a call asks for, in the order of time.
 * @param path of the first page, without its language
 * @param read events by time, whose positions are their time keys
 * @throws {InvalidCursor}
 */
export async function bothWays(
  call: PagedCall,
  path: `/${string}`,
  read: (page: PageRequest) => Promise<Page<StoredEvent>>,
): Promise<Stretch> {
  const end = requestedEnd(call)
  const start = requestedPosition(call)
  const { items, next } = await read(
    end === undefined ? { limit: MOST, order: 'asc', after: start } : { limit: MOST, order: 'desc', after: end },
  )
  const events = end === undefined ? items : items.reverse()
  const [first, last] = [events[0], events.at(-1)]
  const hasEarlier = end === undefined ? start !== undefined : next !== undefined
  const hasLater = end === undefined ? next !== undefined : true
  const at = (name: 'cursor' | 'before', position: Position) =>
    `${path}?${name}=${cursorAfter(call, position)}` as const
  const link = (to: `/${string}`) => pagePath(to, call.setting)
  const { cursor, before } = call.parameters
  const own = before === undefined ? cursor && `?cursor=${cursor}` : `?before=${before}`
  return {
    events,
    path: `${path}${own ?? ''}`,
    ...(hasEarlier && first && { earlier: link(at('before', timeKeyOf(first))) }),
    ...(hasLater && last && { later: link(at('cursor', timeKeyOf(last))) }),
  }
}
