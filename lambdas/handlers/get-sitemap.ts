/** GET /sitemap.xml */
import type { Handler } from '../http/call.ts'
import { sitemapIndex } from '../pages/sitemap.ts'

/** One for each year, so that none grows with the timeline. */
export const getSitemap: Handler<'getSitemap'> = async ({ setting }, { events }) => {
  const years = await events.counts('year')
  return { body: sitemapIndex(['/sitemap-pages.xml', ...years.map(({ value }) => `/sitemaps/${value}.xml`)], setting) }
}
