/** The pages of all tags, categories, places, and people and bodies. */
import { nearest } from '../../data/nearest.ts'
import { eventView, FACET_PATHS, facetView, pagePath } from '../../domain/view.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import type { Definition } from '../../http/endpoint.ts'
import type { ParameterName } from '../../http/parameters/index.ts'
import { notFound } from '../../http/problem.ts'
import type { ApiServices } from '../../http/services.ts'
import { facetPage, PAGED_DIMENSIONS, type PagedDimension } from '../../pages/facet.ts'
import { placeItem } from '../../pages/places.ts'
import { EVERYTHING, selectionPath } from '../../pages/timeline-view.ts'
import { UnknownFacetValue } from '../../store/event-store.ts'
import { FILTER_PARAMETERS, queryOf, readNames, readSpan, selectionOf } from '../read-view.ts'
import { page } from './page.ts'

const PARAMETERS = {
  category: 'namedCategory',
  tag: 'namedTag',
  place: 'namedPlace',
  actor: 'namedActor',
} as const satisfies Record<PagedDimension, ParameterName>

/** 404 for a value that no event has and the timeline does not declare. */
const pagesOf = (dimension: PagedDimension): Definition<ApiServices>[] =>
  page({
    path: `${FACET_PATHS[dimension]}/{${dimension}}`,
    // Circles of the map lead to the place under the same filters.
    parameters: [PARAMETERS[dimension], ...(dimension === 'place' ? FILTER_PARAMETERS : []), 'cursor', 'before'],
    access: ['events:Query', 'events:BatchGetItem'],
    handle: async (request, services) => {
      const { events } = services
      const { renderContext, parameters } = request
      const value = request.path[dimension]!
      const page = `${FACET_PATHS[dimension]}/${value}` as const
      const selection =
        dimension === 'place'
          ? { ...selectionOf(parameters, await readSpan(request, services)), place: [] }
          : EVERYTHING
      const query = queryOf({ ...selection, [dimension]: [value] })
      const [[count], stretch, names] = await Promise.all([
        events.values({ [dimension]: [value] }),
        bidirectionalPage(request, selectionPath(page, selection), page => events.list(query, page)),
        readNames(selection, services, renderContext),
      ]).catch(error => {
        throw error instanceof UnknownFacetValue && error.value === value ? notFound(`${dimension} "${value}"`) : error
      })
      const body = facetPage(
        {
          ...stretch,
          dimension,
          facet: facetView(count!, renderContext),
          filters: { page, selection, names, categories: [] },
          spot: dimension === 'place' ? placeItem(count!, EVERYTHING, renderContext).spot : undefined,
          events: stretch.events.map(event => eventView(event, renderContext)),
        },
        renderContext,
      )
      return { body }
    },
    suggest: async ({ request }, renderContext, { events }) => {
      const counts = new Map((await events.counts(dimension)).map(count => [count.value, count]))
      return nearest(request!.path![dimension]!, [...counts.keys()]).map(value => ({
        title: facetView(counts.get(value)!, renderContext).name ?? value,
        href: pagePath(`${FACET_PATHS[dimension]}/${value}`, renderContext),
      }))
    },
  })

export const getFacetPages = PAGED_DIMENSIONS.flatMap(pagesOf)
