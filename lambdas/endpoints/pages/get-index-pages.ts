/** Index pages: all years, days with events, tags, categories, and people and bodies. Places have a map of their own. */

import { isMonthDay } from '../../domain/civil-date.ts'
import { type Interface, phrasesOf } from '../../domain/language.ts'
import { FACET_PATHS, facetView } from '../../domain/view.ts'
import { windowOf } from '../../domain/window.ts'
import type { Definition } from '../../http/endpoint.ts'
import type { ApiServices } from '../../http/services.ts'
import { periodName } from '../../pages/board/period-name.ts'
import type { PagedDimension } from '../../pages/facet.ts'
import { indexPage } from '../../pages/index-page.ts'
import { mostUsed } from '../../store/most-used.ts'
import { page } from './page.ts'

export const getYearsPage = page({
  path: '/years',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const { language } = renderContext
    const years = await events.counts('year')
    const groups = [...Map.groupBy(years, ({ value }) => value.slice(0, 3))].map(([decade, own]) => ({
      name: periodName(decade, language),
      items: own.map(({ value, events }) => ({
        path: `/years/${value}` as const,
        name: phrasesOf(language).year(windowOf(value).from),
        events,
      })),
    }))
    const title = phrasesOf(language).pages.year.years
    return { body: indexPage({ path: '/years', title, groups }, renderContext) }
  },
})

export const getDaysPage = page({
  path: '/days',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const { dayOfYear, monthOfYear, pages } = phrasesOf(renderContext.language)
    const recurrences = await events.counts('recurrence')
    const days = recurrences.filter(({ value }) => isMonthDay(value))
    const groups = [...Map.groupBy(days, ({ value }) => value.slice(0, 2))].map(([month, own]) => ({
      name: monthOfYear(`${month}-01`),
      items: own.map(({ value, events }) => ({ path: `/on/${value}` as const, name: dayOfYear(value), events })),
    }))
    return { body: indexPage({ path: '/days', title: pages.day.days, groups }, renderContext) }
  },
})

/** Maximum number of values on a page: those with the most events. The pages of events link to the others. */
const MAX_VALUES = 1000

type Indexed = Exclude<PagedDimension, 'place'>

const TITLES: Record<Indexed, (pages: Interface['pages']) => string> = {
  category: ({ shared }) => shared.topics,
  tag: ({ entry }) => entry.tags,
  actor: ({ entry }) => entry.actors,
}

const indexOf = (dimension: Indexed): Definition<ApiServices>[] =>
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

export const getFacetIndexes = (['category', 'tag', 'actor'] as const).flatMap(indexOf)
