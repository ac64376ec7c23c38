import { nearest } from '../../data/nearest.ts'
import { InvalidDate, parseHistoricalDate } from '../../domain/historical-date.ts'
import { eventView, FACET_PATHS, facetView, pagePath } from '../../domain/view.ts'
import type { Window } from '../../domain/window.ts'
import type { RequestContext } from '../../http/endpoint.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import type { ApiServices } from '../../http/services.ts'
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
        times: timesIn(q),
        ...(total === 0 && { meant: await meantBy(q, request, services) }),
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

/** Days, months and years in the words. */
const timesIn = (q: string): Window[] =>
  (q.match(/(?<!\d)\d{4}(-\d\d(-\d\d)?)?(?!\d)/g) ?? []).slice(0, 3).flatMap(text => {
    try {
      const { start, end } = parseHistoricalDate(text)
      return [{ from: start, to: end }]
    } catch (error) {
      if (error instanceof InvalidDate) return []
      throw error
    }
  })

/** Topics and tags with names similar to the words. */
async function meantBy(q: string, { renderContext }: Pick<RequestContext, 'renderContext'>, { events }: ApiServices) {
  const dimensions = ['category', 'tag'] as const
  const counts = await Promise.all(dimensions.map(dimension => events.counts(dimension)))
  const terms = counts.flatMap((own, index) =>
    own
      .filter(count => count.events > 0)
      .map(count => ({
        title: facetView(count, renderContext).name ?? count.value,
        href: pagePath(`${FACET_PATHS[dimensions[index]!]}/${count.value}`, renderContext),
      })),
  )
  const byName = new Map(terms.map(term => [term.title.toLowerCase(), term]))
  return nearest(q.toLowerCase(), [...byName.keys()]).map(name => byName.get(name)!)
}
