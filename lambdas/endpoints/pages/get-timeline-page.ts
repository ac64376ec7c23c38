import type { CivilDate } from '../../domain/civil-date.ts'
import { chooseFor } from '../../domain/text.ts'
import { eventView, facetView } from '../../domain/view.ts'
import type { Window } from '../../domain/window.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import { timelinePage } from '../../pages/timeline.ts'
import { type Selection, timelinePath, VIEW_FACETS } from '../../pages/timeline-view.ts'
import { page } from './page.ts'
import { queryOf, readSpan, readView, VIEW_ACCESS } from './read-view.ts'

/** Events in the list on a page. */
const LISTED = 20

export const getTimelinePage = page({
  path: '/timeline',
  parameters: ['fromInForm', 'toInForm', ...VIEW_FACETS, 'minSignificance', 'words', 'shownSeries', 'cursor', 'before'],
  inSitemap: true,
  access: VIEW_ACCESS,
  handle: async (request, services) => {
    const { parameters, renderContext } = request
    const { events } = services
    const { fromInForm, toInForm, words: q, shownSeries: series } = parameters
    const { category, tag, actor, place, status, minSignificance } = parameters
    const span = await readSpan(request, services)
    const window = windowOf(fromInForm, toInForm, span)
    const selection: Selection = { window, category, tag, actor, place, status, minSignificance, q, series }
    const [view, named] = await Promise.all([
      readView(request, services, selection, span),
      events.values({ category, tag, actor, place }),
    ])
    const listed =
      q === undefined || view.events === undefined
        ? await bidirectionalPage(
            request,
            timelinePath(selection),
            page => events.list(queryOf(selection), page),
            LISTED,
          )
        : { events: [], path: timelinePath(selection) }
    const body = timelinePage(
      {
        ...view,
        ...listed,
        events: view.events,
        listed: q === undefined ? listed.events.map(event => eventView(event, renderContext)) : (view.events ?? []),
        categories: view.categories.map(count => {
          const { value, name, events } = facetView(count, renderContext)
          return { value, name: name ?? value, events }
        }),
        names: new Map(
          named.map(({ dimension, value, name }) => [
            `${dimension}#${value}`,
            name ? chooseFor(name, renderContext).text : value,
          ]),
        ),
      },
      renderContext,
    )
    return { body }
  },
})

/** The days between the bounds that are given, in either order, and those of the timeline. */
function windowOf(from: CivilDate | undefined, to: CivilDate | undefined, span: Window): Window | undefined {
  if (from === undefined && to === undefined) return undefined
  const [first, last] = [from ?? span.from, to ?? span.to]
  return first <= last ? { from: first, to: last } : { from: last, to: first }
}
