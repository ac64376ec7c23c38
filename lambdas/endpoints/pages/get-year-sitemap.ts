import { startOf } from '../../domain/event.ts'
import { parseHistoricalDate } from '../../domain/historical-date.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problem.ts'
import { type Listed, mostListed, sitemap } from '../../pages/sitemap.ts'

/** The events that begin in a year, up to the limit of a sitemap. The page of the year links to the others. */
export const getYearSitemap = endpoint({
  path: '/sitemaps/{year}.xml',
  parameters: ['year'],
  cache: 'page',
  dependsOn: ['version'],
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
