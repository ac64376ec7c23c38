/**
 * Places as circles on a base map of one or more panels. A panel has no view box, so circles and text keep their size on every screen;
 * positions are percentages. Each link is also in the list below the map, so screen readers and keyboards skip the panels.
 */
import { axisNumber, phrasesOf } from '../../domain/language.ts'
import type { Language } from '../../domain/text.ts'
import { html, type Markup } from '../../feeds/markup.ts'
import { percent } from '../board/geometry.ts'
import { scaleOf } from './frame.ts'
import { placeLabels } from './labels.ts'
import { isDetailed, type MapPlace, type Panel, type PlacedPlace, panelsOf, SHAPES } from './panels.ts'
import { outlinesIn } from './world.ts'

/** Radius in CSS pixels of the place with the most events, and of one with few. Where many places are drawn, all are smaller. */
const RADIUS = { most: 18, least: 3.5, places: 60 }

/** Widths in CSS pixels for which labels are chosen, and their number: on a telephone, and on larger screens. */
const LABELLED: Record<Panel['kind'], readonly { width: number; most: number }[]> = {
  main: [
    { width: 300, most: 7 },
    { width: 680, most: 18 },
  ],
  inset: [{ width: 230, most: 7 }],
  world: [{ width: 230, most: 7 }],
}

/** The width of a panel in the units of its coasts. Finer units would not show, and take more bytes. */
const GRID: Record<Panel['kind'], number> = { main: 1000, inset: 500, world: 500 }

/** In degrees of longitude. In a narrower panel the coasts would look too coarse, so it has none. */
const LEAST_WITH_COAST = 0.7

/** Maximum number of places on a map: those with the most events. */
const MAX_PLACES = 100

/** @param places at least one, most events first; a single one gets a small map */
export function placesMap(places: readonly MapPlace[], language: Language): Markup {
  const { map } = phrasesOf(language).pages
  const shown = places.slice(0, MAX_PLACES)
  const panels = panelsOf(shown)
  const most = Math.max(...shown.map(({ events }) => events))
  const largest = RADIUS.most * Math.min(1, Math.sqrt(RADIUS.places / shown.length))
  const radiusOf = ({ events, isCountry }: MapPlace) =>
    Math.round(Math.max(RADIUS.least + (isCountry ? 2 : 0), Math.sqrt(events / most) * largest) * 10) / 10
  // An inset that has an inset itself would have the same name.
  const innermost = panels.findLast(({ kind }) => kind === 'inset')
  return html`<figure class="map${places.length === 1 ? ' small' : ''}">
<div class="panels">
${panels.map(panel => {
  const name = panel === innermost ? map.around(panel.places[0]!.name) : panel.kind === 'world' && map.world
  return html`<div class="${panel.kind}">${panelMarkup(panel, { radiusOf, isAlone: shown.length === 1 }, language)}${name && html`<p aria-hidden="true">${name}</p>`}</div>\n`
})}</div>
<figcaption>${places.length > 1 && `${map.legend} `}${map.source}</figcaption>
</figure>`
}

function panelMarkup(
  panel: Panel,
  { radiusOf, isAlone }: { radiusOf: (place: MapPlace) => number; isAlone: boolean },
  language: Language,
): Markup {
  const { kind, frame, places, marked } = panel
  const shape = frame.width / frame.height
  const outlines = frame.width < LEAST_WITH_COAST ? undefined : outlinesIn(frame, GRID[kind])
  const isElsewhere = isDetailed(panel)
  const largest = places.find(isElsewhere)
  const [detailed, own] = [true, false].map(wanted =>
    places.filter(place => (isElsewhere(place) && (place !== largest || kind === 'world')) === wanted),
  )
  // A single place has its number beside the map.
  const textOf = ({ name, events }: PlacedPlace) => (isAlone ? name : `${name} ${axisNumber(events, language)}`)
  const labels = placeLabels(own!, { shape, widths: LABELLED[kind], radiusOf, textOf })
  const at = ({ x, y }: PlacedPlace) => html`cx="${percent(x)}" cy="${percent(y)}"`
  return html`<svg class="${shape === SHAPES.wide ? 'wide' : 'regular'}" aria-hidden="true">
${
  outlines
    ? html`<svg viewBox="0 0 ${GRID[kind]} ${Math.round(GRID[kind] / shape)}" preserveAspectRatio="none"><path class="land" d="${outlines.land}"/><path class="borders" d="${outlines.borders}"/></svg>`
    : html`<rect class="land" width="100%" height="100%"/>`
}
${marked.map(({ x, y, width, height }) => html`<rect class="marked" x="${percent(x)}" y="${percent(y)}" width="${percent(width)}" height="${percent(height)}"/>\n`)}
<g class="detailed">${detailed!.map(place => html`<circle ${at(place)} r="2"/>`)}</g>
${own!.map(
  place =>
    html`<a href="${place.href}" tabindex="-1"><title>${textOf(place)}</title><circle${place.isCountry && html` class="country"`} ${at(place)} r="${radiusOf(place)}"/></a>\n`,
)}
<g class="labels">${labels.map(
    ({ place, side, dx, dy, isWide }) =>
      html`<text class="${side}${isWide ? ' wide' : ''}" x="${percent(place.x)}" y="${percent(place.y)}" dx="${dx}" dy="${dy + 4}">${textOf(place)}</text>\n`,
  )}</g>
${kind !== 'world' && scale(panel, language)}
</svg>`
}

function scale({ frame }: Panel, language: Language): Markup {
  const { kilometres, share } = scaleOf(frame, 0.25)
  return html`<svg class="scale" x="8" y="100%"><line x2="${percent(share)}" y1="-8" y2="-8"/><text y="-13">${axisNumber(kilometres, language)} km</text></svg>`
}
