/** Writes events as GeoJSON (https://www.rfc-editor.org/rfc/rfc7946), for maps. Pure. */
import type { EventView, FacetView } from '../domain/view-schema.ts'

/** Longitude before latitude, in degrees. */
type Coordinates = [longitude: number, latitude: number]

const coordinatesOf = ({ places }: EventView): Coordinates[] =>
  places.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [[longitude, latitude] as Coordinates],
  )

function geometryOf(event: EventView) {
  const coordinates = coordinatesOf(event)
  if (coordinates.length === 0) return null
  return coordinates.length === 1 ? { type: 'Point', coordinates: coordinates[0] } : { type: 'MultiPoint', coordinates }
}

/**
 * One feature per event, with its fields as properties. An event without known places has no geometry (§3.2).
 * @param next URL of the next file
 */
export const geoJson = (events: readonly EventView[], next: string | undefined) => ({
  type: 'FeatureCollection',
  features: events.map(event => ({ type: 'Feature', id: event.id, geometry: geometryOf(event), properties: event })),
  // A foreign member (§6.1).
  next: next ?? null,
})

export interface PlaceFeature extends FacetView {
  url: string
  country?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
}

/** One feature per place, with its number of events. A place whose location is not known has no geometry. */
export const placesGeoJson = (places: readonly PlaceFeature[], counted: 'filtered' | 'all') => ({
  type: 'FeatureCollection',
  features: places.map(({ value, url, name, country = null, events, latitude, longitude }) => ({
    type: 'Feature',
    id: value,
    geometry:
      latitude === undefined || longitude === undefined
        ? null
        : { type: 'Point', coordinates: [longitude, latitude] satisfies Coordinates },
    properties: { name: name ?? value, country, events, url },
  })),
  // A foreign member (§6.1).
  counted,
})
