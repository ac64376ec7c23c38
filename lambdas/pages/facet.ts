/** The page of a tag, category, place, or person or body: its events in chronological order. */
import { phrasesOf } from '../domain/language.ts'
import { FACET_PATHS, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView, FacetView } from '../domain/view-schema.ts'
import { textOf } from '../feeds/content.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { activeFilters, type Filters } from './filters.ts'
import { linkTo, type Path, page } from './layout.ts'
import { placesMap } from './map/map.ts'
import type { MapPlace } from './map/panels.ts'
import { type Pages, pager } from './sequence.ts'
import { isNarrowed, timelineLink } from './timeline-view.ts'

export type PagedDimension = keyof typeof FACET_PATHS

export const PAGED_DIMENSIONS = ['category', 'tag', 'place', 'actor'] as const satisfies readonly PagedDimension[]

export interface FacetData extends Pages {
  dimension: PagedDimension
  facet: FacetView
  filters: Filters
  /** The location of a place, if it is known. */
  spot: MapPlace | undefined
  /** Path and query of the page, without language prefix. */
  path: Path
  /** The events on this page, chronological. */
  events: readonly EventView[]
}

export function facetPage(
  { dimension, facet, filters, spot, path, events, ...pages }: FacetData,
  context: RenderContext,
): string {
  const { language } = context
  const texts = phrasesOf(language).pages.facet
  const title = facet.name ?? facet.value
  // Under filters, the number is known only if all of the events are on this page.
  const isFiltered = isNarrowed(filters.selection)
  const isWhole = pages.earlier === undefined && pages.later === undefined
  const number = isFiltered && isWhole ? events.length : facet.events
  const count = phrasesOf(language).pages.shared.events(number)
  // Feeds are filtered by tags and categories.
  const feed =
    dimension === 'tag' || dimension === 'category'
      ? `/feeds/timeline.atom?lang=${language}&${dimension}=${facet.value}`
      : undefined
  const onTimeline = timelineLink({ ...filters.selection, [dimension]: [facet.value] }, context)
  const main = html`<div class="opening">
<p class="kicker"><a href="${linkTo(FACET_PATHS[dimension], context)}">${texts[dimension]}</a></p>
<h1>${textOf({ ...facet, language }, 'name', title)}</h1>
${facet.description !== null && html`<p class="lead">${textOf({ ...facet, language }, 'description', facet.description)}</p>`}
<p class="meta">${(!isFiltered || isWhole) && html`${number === 0 ? texts.nothing : count} · `}<a href="${onTimeline}">${phrasesOf(language).pages.shared.timeline}</a>${feed && html` · <a href="${feed}">${texts.follow}</a>`}</p>
</div>
${activeFilters(filters, context)}
${spot && placesMap([spot], language)}
${events.length > 0 && eventList(events, context, { showsCategory: dimension !== 'category' })}
${pager(pages, language)}`
  return page(
    {
      title,
      description: facet.description ?? texts.description(title, count, timelineTitle(context)),
      path,
      main,
      ...(feed && { alternates: [{ type: 'application/atom+xml', title: texts.feed(title), href: feed }] }),
      previous: pages.earlier,
      next: pages.later,
    },
    context,
  )
}

export const facetLink = (dimension: PagedDimension, value: string, context: RenderContext): string =>
  linkTo(`${FACET_PATHS[dimension]}/${value}`, context)
