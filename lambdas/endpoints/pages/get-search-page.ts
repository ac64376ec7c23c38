import { eventView, pagePath } from '../../domain/view.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import { searchPage } from '../../pages/search.ts'
import { foundEvents } from '../found-events.ts'
import { page } from './page.ts'

/** Events on a page at most. */
const LIMIT = 20

export const getSearchPage = page({
  path: '/search',
  parameters: ['words', 'cursor'],
  // By change, a search reads the events that its index does not have yet.
  access: ['events:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  handle: async (request, services) => {
    const { parameters, renderContext } = request
    const { words: q } = parameters
    if (q === undefined) return { body: searchPage({ q: '', total: 0, events: [] }, renderContext) }
    const after = requestedPosition(request)
    const query = { q, sort: 'relevance', order: 'asc', facets: {} } as const
    const { items, total, next, previous } = await foundEvents(request, services, query, { limit: LIMIT, after })
    const at = (position: string | undefined) => {
      const cursor = position === undefined ? {} : { cursor: cursorAfter(request, position) }
      return `${pagePath('/search', renderContext)}?${new URLSearchParams({ q, ...cursor })}`
    }
    const body = searchPage(
      {
        q,
        total,
        events: items.map(event => eventView(event, renderContext)),
        // If the search does not know the page before, the link leads to the first.
        ...(after !== undefined && { earlier: at(previous) }),
        ...(next !== undefined && { later: at(next) }),
      },
      renderContext,
    )
    return { body }
  },
})
