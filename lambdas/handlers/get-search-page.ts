/** GET /search */
import { eventView, pagePath } from '../domain/view.ts'
import type { ApiServices, Handler } from '../http/call.ts'
import { cursorAfter, requestedPosition } from '../http/paging.ts'
import { searchPage } from '../pages/search.ts'
import { foundEvents } from './found-events.ts'

/** Most events on a page. */
const MOST = 20

export const getSearchPage: Handler<'getSearchPage', ApiServices> = async (call, services) => {
  const { parameters, setting } = call
  const { words: q } = parameters
  if (q === undefined) return { body: searchPage({ q: '', total: 0, events: [] }, setting) }
  const after = requestedPosition(call)
  const query = { q, sort: 'relevance', order: 'asc', facets: {}, significance: [] } as const
  const { items, total, next, previous } = await foundEvents(call, services, query, { limit: MOST, after })
  const at = (position: string | undefined) => {
    const cursor = position === undefined ? {} : { cursor: cursorAfter(call, position) }
    return `${pagePath('/search', setting)}?${new URLSearchParams({ q, ...cursor })}`
  }
  const body = searchPage(
    {
      q,
      total,
      events: items.map(event => eventView(event, setting)),
      // Where the page before is not known, the way back is to the first.
      ...(after !== undefined && { earlier: at(previous) }),
      ...(next !== undefined && { later: at(next) }),
    },
    setting,
  )
  return { body }
}
