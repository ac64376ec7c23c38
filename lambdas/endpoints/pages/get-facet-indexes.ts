/** The indexes of all tags, categories, places, and people and bodies that have events. */
import { type Interface, phrasesOf } from '../../domain/language.ts'
import { FACET_PATHS, facetView } from '../../domain/view.ts'
import type { Definition } from '../../http/endpoint.ts'
import type { ApiServices } from '../../http/services.ts'
import { PAGED_DIMENSIONS, type PagedDimension } from '../../pages/facet.ts'
import { indexPage } from '../../pages/index-page.ts'
import { mostUsed } from '../../store/most-used.ts'
import { page } from './page.ts'

/** Values on a page at most: those with the most events. The pages of events link to the others. */
const MAX_VALUES = 1000

const TITLES: Record<PagedDimension, (pages: Interface['pages']) => string> = {
  category: ({ shared }) => shared.topics,
  tag: ({ entry }) => entry.tags,
  place: ({ shared }) => shared.places,
  actor: ({ entry }) => entry.actors,
}

const indexOf = (dimension: PagedDimension): Definition<ApiServices>[] =>
  page({
    path: FACET_PATHS[dimension],
    inSitemap: true,
    access: ['events:Query'],
    handle: async ({ renderContext, metadata }, { events }) => {
      const { language } = renderContext
      const used = (await events.counts(dimension)).filter(count => count.events > 0)
      const order = dimension === 'category' ? (metadata.timeline.families ?? []).flat() : []
      const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length)
      const items = mostUsed(used, MAX_VALUES)
        .map(count => facetView(count, renderContext))
        .map(({ value, name, description, events }) => ({
          path: `${FACET_PATHS[dimension]}/${value}` as const,
          value,
          name: name ?? value,
          description,
          events,
        }))
        .sort((a, b) => place(a.value) - place(b.value) || a.name.localeCompare(b.name, language))
      const title = TITLES[dimension](phrasesOf(language).pages)
      return { body: indexPage({ path: FACET_PATHS[dimension], title, groups: [{ items }] }, renderContext) }
    },
  })

export const getFacetIndexes = PAGED_DIMENSIONS.flatMap(indexOf)
