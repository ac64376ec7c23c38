import { dateFromText } from '../../domain/date-from-text.ts'
import { editDistance } from '../../domain/edit-distance.ts'
import { parseHistoricalDate } from '../../domain/historical-date.ts'
import { eventView, FACET_PATHS, facetView, pagePath } from '../../domain/view.ts'
import type { Window } from '../../domain/window.ts'
import type { RequestContext } from '../../http/endpoint.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import type { ApiServices } from '../../http/services.ts'
import { PAGED_DIMENSIONS } from '../../pages/facet.ts'
import { emptySearchPage, searchPage } from '../../pages/search.ts'
import { isNarrowed, selectionPath } from '../../pages/timeline-view.ts'
import { foundEvents } from '../found-events.ts'
import { categoryChoices, FILTER_PARAMETERS, queryOf, readNames, readSpan, selectionOf } from '../read-view.ts'
import { page } from './page.ts'

/** Events on a page at most. */
const LIMIT = 20

export const getSearchPage = page({
  path: '/search',
  parameters: ['words', ...FILTER_PARAMETERS, 'cursor'],
  // By change, a search reads the events that its index does not have yet.
  access: ['events:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  handle: async (request, services) => {
    const { parameters, renderContext, metadata, now } = request
    const { words: q } = parameters
    if (q === undefined) return { body: emptySearchPage(renderContext) }
    const after = requestedPosition(request)
    const selection = selectionOf(parameters, await readSpan(request, services))
    const query = { ...queryOf(selection), q, sort: 'relevance', order: 'asc' } as const
    // Rejects unknown values, as a list without search does.
    const names = await readNames(selection, services, renderContext)
    const [{ items, total, next, previous }, categories, description] = await Promise.all([
      foundEvents(request, services, query, { limit: LIMIT, after }),
      services.events.counts('category'),
      services.search(metadata, now).then(search => search.describe(query)),
    ])
    const isFiltered = isNarrowed({ ...selection, q: undefined })
    const without = { q, sort: 'relevance', order: 'asc', facets: {} } as const
    const unfiltered =
      total === 0 && isFiltered ? (await foundEvents(request, services, without, { limit: 1 })).total : undefined
    const path = selectionPath('/search', selection)
    const at = (position: string | undefined) =>
      pagePath(position === undefined ? path : `${path}&cursor=${cursorAfter(request, position)}`, renderContext)
    const body = searchPage(
      {
        page: '/search',
        selection,
        names,
        categories: categoryChoices(categories, renderContext),
        total,
        ...description,
        unfiltered,
        times: timesIn(q),
        meant: total === 0 && !unfiltered ? await meantBy(q, request, services) : [],
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

/** Maximum number of words of a query that are parsed as dates, and of words in a date. */
const MAX_WORDS = { query: 10, date: 4 }

const MAX_TIMES = 3

/** Days, months and years in the words, written in any of the ways that `dateFromText` reads. */
function timesIn(q: string): Window[] {
  const words = q.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS.query)
  const times: Window[] = []
  for (let start = 0; start < words.length && times.length < MAX_TIMES; start++) {
    for (let length = Math.min(MAX_WORDS.date, words.length - start); length > 0; length--) {
      const text = words.slice(start, start + length).join(' ')
      // A date without a year, or with an open end, is no stretch of the timeline.
      const [date] = /\d{4}/.test(text) ? dateFromText(text).map(parseHistoricalDate) : []
      if (!date || date.open) continue
      times.push({ from: date.start, to: date.end })
      start += length - 1
      break
    }
  }
  return times
}

const MAX_MEANT = 6

/** Topics, tags, places, people and bodies with a word similar to one of the query. */
async function meantBy(q: string, { renderContext }: Pick<RequestContext, 'renderContext'>, { events }: ApiServices) {
  const counts = await Promise.all(PAGED_DIMENSIONS.map(dimension => events.counts(dimension)))
  const words = wordsIn(q)
  return counts
    .flatMap((own, index) =>
      own.flatMap(count => {
        const title = facetView(count, renderContext).name ?? count.value
        const likeness = Math.min(...wordsIn(title).flatMap(each => words.map(word => unlikeness(word, each))), 1)
        const href = pagePath(`${FACET_PATHS[PAGED_DIMENSIONS[index]!]}/${count.value}`, renderContext)
        return count.events > 0 && likeness <= MOST_UNLIKE ? { title, href, likeness } : []
      }),
    )
    .sort((a, b) => a.likeness - b.likeness)
    .slice(0, MAX_MEANT)
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]{2,}/gu)
    ?.slice(0, MAX_WORDS.query) ?? []

/** Share of letters that may differ. */
const MOST_UNLIKE = 0.4

/** Letters that differ, as a share of the longer word. */
const unlikeness = (one: string, other: string): number => {
  const length = Math.max(one.length, other.length)
  return editDistance(one, other, Math.floor(length * MOST_UNLIKE)) / length
}
