/** GET /sitemaps/{year}.xml */
import { parseHistoricalDate } from '../domain/historical-date.ts'
import type { Handler } from '../http/call.ts'
import { notFound } from '../http/problem.ts'
import { type Listed, mostListed, sitemap } from '../pages/sitemap.ts'

/** The events of a year; of a year with more than a sitemap holds the first, since the page of the year leads to the others. */
export const getYearSitemap: Handler<'getYearSitemap'> = async ({ parameters, setting }, { events }) => {
  const { year } = parameters
  const { start: from, end: to } = parseHistoricalDate(year)
  const most = { limit: mostListed(setting.timeline.languages), order: 'asc' } as const
  const { items } = await events.list({ from, to, facets: {} }, most)
  if (items.length === 0) throw notFound(`event of ${year}`)
  const listed = items.map(({ id, updatedAt }): Listed => ({ path: `/events/${id}`, changed: updatedAt }))
  return { body: sitemap(listed, setting) }
}
