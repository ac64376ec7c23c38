import { eventView } from '../../domain/view.ts'
import { timelineCitation } from '../../formats/citation.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import { timelinePage } from '../../pages/timeline.ts'
import { timelinePath } from '../../pages/timeline-view.ts'
import {
  categoryChoices,
  queryOf,
  readNames,
  readSpan,
  readView,
  selectionOf,
  VIEW_ACCESS,
  VIEW_PARAMETERS,
} from '../read-view.ts'
import { page } from './page.ts'

/** With the picture of 200 events, a page stays below 100 kB. */
const LISTED = 10

export const getTimelinePage = page({
  path: '/timeline',
  parameters: [...VIEW_PARAMETERS, 'cursor', 'before'],
  inSitemap: true,
  access: VIEW_ACCESS,
  handle: async (request, services) => {
    const { parameters, metadata, renderContext } = request
    const span = await readSpan(request, services)
    const selection = selectionOf(parameters, span)
    const { q } = selection
    const [view, names] = await Promise.all([
      readView(request, services, selection, span),
      readNames(selection, services, renderContext),
    ])
    const listed =
      q === undefined || view.events === undefined
        ? await bidirectionalPage(
            request,
            timelinePath(selection),
            page => services.events.list(queryOf(selection), page),
            LISTED,
          )
        : { events: [], path: timelinePath(selection) }
    const body = timelinePage(
      {
        ...view,
        ...listed,
        events: view.events,
        listed: q === undefined ? listed.events.map(event => eventView(event, renderContext)) : (view.events ?? []),
        categories: categoryChoices(view.categories, renderContext),
        names,
        citation: timelineCitation(metadata, renderContext),
      },
      renderContext,
    )
    return { body }
  },
})
