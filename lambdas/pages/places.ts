/** The page `/places`: the places of a selection of events, on a map and as a list by country. */
import { countryName, isCountry } from '../domain/country.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import type { Text } from '../domain/text.ts'
import { FACET_PATHS, facetView, type RenderContext, timelineTitle } from '../domain/view.ts'
import { html } from '../feeds/markup.ts'
import { activeFilters, type Filters, filterForm } from './filters.ts'
import { type IndexGroup, type IndexItem, indexGroups, roomOf } from './index-page.ts'
import { linkTo, page } from './layout.ts'
import { placesMap } from './map/map.ts'
import type { MapPlace } from './map/panels.ts'
import { type Selection, selectionPath, timelineLink } from './timeline-view.ts'

export interface PlaceItem extends IndexItem {
  country: string | undefined
  /** Undefined if its location is not known. */
  spot: MapPlace | undefined
}

export interface PlacesData extends Filters {
  /** With events, most events first. */
  places: readonly PlaceItem[]
  /** Whether too many events match to be counted, so that the numbers are of the whole timeline. */
  isUncounted: boolean
}

export interface CountedPlace {
  value: string
  name?: Text
  events: number
  location?: { country?: string; latitude?: number; longitude?: number }
}

/** @param selection narrows the page of the place too */
export function placeItem(place: CountedPlace, selection: Selection, context: RenderContext): PlaceItem {
  const { value, events, location: { country, latitude, longitude } = {} } = place
  const name = facetView(place, context).name ?? value
  const path = selectionPath(`${FACET_PATHS.place}/${value}`, { ...selection, place: [] })
  return {
    path,
    name,
    events,
    country,
    spot:
      latitude === undefined || longitude === undefined
        ? undefined
        : {
            name,
            events,
            latitude,
            longitude,
            isCountry: isCountry(place.name ?? {}, country),
            href: linkTo(path, context),
          },
  }
}

export function placesPage({ places, isUncounted, ...filters }: PlacesData, context: RenderContext): string {
  const { language } = context
  const { shared, timeline, map } = phrasesOf(language).pages
  const { selection } = filters
  const path = selectionPath('/places', selection)
  const [first] = places
  const number = (value: number) => numberInWords(value, language)
  const sentence = first ? map.summary(number(places.length), first.name, number(first.events)) : map.nothing
  const spots = places.flatMap(({ spot }) => spot ?? [])
  const query = new URLSearchParams(path.split('?')[1])
  query.set('lang', language)
  const main = html`<div class="opening broad">
${roomOf('/places', context)}
<h1>${shared.places}</h1>
<p class="lead" role="status">${sentence}${places.length === 0 && html` <a href="${linkTo('/places', context)}">${timeline.everything}</a>`}</p>
${isUncounted && html`<p class="hint">${map.all}</p>`}
</div>
<div class="controls">
${filterForm(filters, context)}
</div>
${activeFilters(filters, context)}
${spots.length > 0 && placesMap(spots, language)}
${
  places.length > 0 &&
  html`<p class="meta"><a href="${timelineLink(selection, context)}">${shared.timeline}</a> · <a href="/v1/places.geojson?${query.toString()}" type="application/geo+json">GeoJSON</a></p>
${indexGroups(byCountry(places, context), context)}`
}`
  return page(
    { title: shared.places, description: `${shared.places}. ${timelineTitle(context)}. ${sentence}`, path, main },
    context,
  )
}

/** The country of the place with the most events first, and last the places without a country. */
function byCountry(places: readonly PlaceItem[], { language }: RenderContext): IndexGroup[] {
  const groups = [...Map.groupBy(places, ({ country }) => country)]
  const known = groups.flatMap(([country, items]) =>
    country === undefined ? [] : { name: countryName(country, language), items },
  )
  const nowhere = groups.flatMap(([country, items]) =>
    country === undefined ? { name: phrasesOf(language).pages.map.nowhere, items } : [],
  )
  // Without any country, no headings are needed.
  return known.length === 0 ? [{ items: places }] : [...known, ...nowhere]
}
