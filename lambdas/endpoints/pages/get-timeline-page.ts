import { chooseFor } from '../../domain/text.ts'
import { eventView, facetView } from '../../domain/view.ts'
import { timelineCitation } from '../../formats/citation.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import { timelinePage } from '../../pages/timeline.ts'
import { timelinePath } from '../../pages/timeline-view.ts'
import { page } from './page.ts'
import { queryOf, readSpan, readView, selectionOf, VIEW_ACCESS, VIEW_PARAMETERS } from './read-view.ts'

const LISTED = 20

export const getTimelinePage = page({
  path: '/timeline',
  parameters: [...VIEW_PARAMETERS, 'cursor', 'before'],
  inSitemap: true,
  access: VIEW_ACCESS,
  handle: async (request, services) => {
    const { parameters, metadata, renderContext } = request
    const { events } = services
    const span = await readSpan(request, services)
    const selection = selectionOf(parameters, span)
    const { q, category, tag, actor, place } = selection
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
        citation: timelineCitation(metadata, renderContext),
      },
      renderContext,
    )
    return { body }
  },
})
