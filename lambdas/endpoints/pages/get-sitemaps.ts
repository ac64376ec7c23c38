/** The index of sitemaps, the sitemap of pages, and one for the events of each year, so that none grows with the timeline. */

import { isMonthDay } from '../../domain/civil-date.ts'
import { startOf } from '../../domain/event.ts'
import { parseHistoricalDate } from '../../domain/historical-date.ts'
import { FACET_PATHS } from '../../domain/view.ts'
import { type Definition, endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problem.ts'
import type { ApiServices } from '../../http/services.ts'
import { PAGED_DIMENSIONS } from '../../pages/facet.ts'
import type { Path } from '../../pages/layout.ts'
import { type Listed, mostListed, sitemap, sitemapIndex } from '../../pages/sitemap.ts'
import type { Count } from '../../store/event-store.ts'

/** One sitemap per year, so that none grows with the timeline. */
export const getSitemap = endpoint({
  path: '/sitemap.xml',
  representation: 'sitemap',
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const years = await events.counts('year')
    return {
      body: sitemapIndex(['/sitemap-pages.xml', ...years.map(({ value }) => `/sitemaps/${value}.xml`)], renderContext),
    }
  },
})

/** Values of a dimension at most. The pages of events link to the others. */
const MAX_VALUES = 1000

/** Every page except those of events, if it has events. @param pages that may be in the sitemap, each in every language */
export const pagesSitemap = (pages: readonly Definition<ApiServices>[]) =>
  endpoint({
    path: '/sitemap-pages.xml',
    representation: 'sitemap',
    access: ['events:Query'],
    handle: async ({ renderContext }, { events }) => {
      const [years, recurrences, ...facets] = await Promise.all([
        events.counts('year'),
        events.counts('recurrence'),
        ...PAGED_DIMENSIONS.map(each => events.countsPage(each, { limit: MAX_VALUES, order: 'asc' })),
      ])
      const paths = (folder: Path, counts: readonly Count[]) =>
        counts.filter(count => count.events > 0).map(({ value }): Path => `${folder}/${value}`)
      const [categories = [], ...others] = facets.map(({ items }, i) => paths(FACET_PATHS[PAGED_DIMENSIONS[i]!], items))
      const all: Path[] = [
        ...pages.filter(isListed).map(({ path }) => path as Path),
        ...paths('/years', years),
        ...categories,
        ...paths(
          '/on',
          recurrences.filter(({ value }) => isMonthDay(value)),
        ),
        ...others.flat(),
      ]
      return {
        body: sitemap(
          all.map(path => ({ path })),
          renderContext,
        ),
      }
    },
  })

const isListed = ({ inSitemap = false, path }: Definition<ApiServices>): boolean =>
  inSitemap && !path.startsWith('/{language}')

/** The events that begin in a year, up to the limit of a sitemap. The page of the year links to the others. */
export const getYearSitemap = endpoint({
  path: '/sitemaps/{year}.xml',
  parameters: ['year'],
  representation: 'sitemap',
  access: ['events:Query', 'events/byTime:Query', 'events:BatchGetItem'],
  handle: async ({ parameters, renderContext }, { events }) => {
    const { year } = parameters
    const { start: from, end: to } = parseHistoricalDate(year)
    const most = { limit: mostListed(renderContext.timeline.languages), order: 'asc' } as const
    const { items } = await events.list({ from, to, facets: {} }, most)
    const begun = items.filter(event => startOf(event) >= from)
    if (begun.length === 0) throw notFound(`event of ${year}`)
    const listed = begun.map(({ id, updatedAt }): Listed => ({ path: `/events/${id}`, changed: updatedAt }))
    return { body: sitemap(listed, renderContext) }
  },
})
