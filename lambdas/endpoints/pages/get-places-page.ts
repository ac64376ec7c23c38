/** The places of a selection of events, on a map and as a list. */
import { placeItem, placesPage } from '../../pages/places.ts'
import { isNarrowed } from '../../pages/timeline-view.ts'
import { countedPlaces } from '../counted-places.ts'
import { categoryChoices, FILTER_PARAMETERS, queryOf, readNames, readSpan, selectionOf } from '../read-view.ts'
import { page } from './page.ts'

export const getPlacesPage = page({
  path: '/places',
  parameters: FILTER_PARAMETERS,
  inSitemap: true,
  access: ['events:Query', 'events:BatchGetItem'],
  handle: async (request, services) => {
    const { parameters, renderContext } = request
    const { events } = services
    const selection = selectionOf(parameters, await readSpan(request, services))
    const [{ places, counted }, categories, names] = await Promise.all([
      countedPlaces(events, queryOf(selection)),
      events.counts('category'),
      readNames(selection, services, renderContext),
    ])
    const body = placesPage(
      {
        page: '/places',
        selection,
        categories: categoryChoices(categories, renderContext),
        names,
        places: places.map(place => placeItem(place, selection, renderContext)),
        isUncounted: isNarrowed(selection) && counted === 'all',
      },
      renderContext,
    )
    return { body }
  },
})
