/** The places of the map as GeoJSON, under the same filters. */
import { FACET_PATHS, facetView, pageUrl } from '../../domain/view.ts'
import { placesGeoJson } from '../../formats/geojson.ts'
import { endpoint } from '../../http/endpoint.ts'
import { eventQuery, FILTERS } from '../../http/parameters/filters.ts'
import { countedPlaces } from '../counted-places.ts'

export const listPlaces = endpoint({
  path: '/v1/places.geojson',
  representation: 'geojson',
  parameters: [...FILTERS, 'lang'],
  access: ['events:Query', 'events:BatchGetItem'],
  summary: 'The 200 places with the most events as GeoJSON (RFC 7946), each with its number of events',
  answer: {
    schema: {
      type: 'object',
      required: ['type', 'features', 'counted'],
      properties: {
        type: { type: 'string', const: 'FeatureCollection' },
        features: { type: 'array', items: { type: 'object' } },
        counted: {
          enum: ['filtered', 'all'],
          description: 'all: without filters, or if they leave too many events to count',
        },
      },
    },
  },
  handle: async ({ parameters, renderContext }, { events }) => {
    const { lang: _, ...filters } = parameters
    const { places, counted } = await countedPlaces(events, eventQuery(filters))
    const features = places.map(place => ({
      ...facetView(place, renderContext),
      ...place.location,
      url: pageUrl(`${FACET_PATHS.place}/${place.value}`, renderContext),
    }))
    return { body: placesGeoJson(features, counted) }
  },
})
