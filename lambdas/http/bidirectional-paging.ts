/** Pages of events by time that link both to the page before and to the page after. */
import { type StoredEvent, timeKeyOf } from '../domain/event.ts'
import { pagePath } from '../domain/view.ts'
import type { Page, PageRequest, Position } from '../store/event-store.ts'
import type { AnyRequest } from './endpoint.ts'
import { cursorAfter, requestedEnd, requestedPosition } from './paging.ts'

/** Events on a page at most. */
const LIMIT = 50

type PagedRequest = AnyRequest & { parameters: { cursor: string | undefined; before: string | undefined } }

export interface BidirectionalPage {
  events: StoredEvent[]
  /** Path and query of this page, without its language. */
  path: `/${string}`
  /** Paths of the pages before and after. */
  earlier?: string
  later?: string
}

/**
 * The requested page, in the order of time.
 * @param path of the first page, with its query and without its language
 * @param read lists events by time; its positions are their time keys
 * @throws {InvalidCursor}
 */
export async function bidirectionalPage(
  request: PagedRequest,
  path: `/${string}`,
  read: (page: PageRequest) => Promise<Page<StoredEvent>>,
  limit = LIMIT,
): Promise<BidirectionalPage> {
  const end = requestedEnd(request)
  const start = requestedPosition(request)
  const { items, next } = await read(
    end === undefined ? { limit, order: 'asc', after: start } : { limit, order: 'desc', after: end },
  )
  const events = end === undefined ? items : items.reverse()
  const [first, last] = [events[0], events.at(-1)]
  const mark = path.includes('?') ? '&' : '?'
  const hasEarlier = end === undefined ? start !== undefined : next !== undefined
  const hasLater = end === undefined ? next !== undefined : true
  const link = (name: 'cursor' | 'before', position: Position) =>
    pagePath(`${path}${mark}${name}=${cursorAfter(request, position)}`, request.renderContext)
  const { cursor, before } = request.parameters
  const query = before === undefined ? cursor && `${mark}cursor=${cursor}` : `${mark}before=${before}`
  return {
    events,
    path: `${path}${query ?? ''}`,
    ...(hasEarlier && first && { earlier: link('before', timeKeyOf(first)) }),
    ...(hasLater && last && { later: link('cursor', timeKeyOf(last)) }),
  }
}
