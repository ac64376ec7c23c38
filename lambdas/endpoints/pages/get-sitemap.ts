import { endpoint } from '../../http/endpoint.ts'
import { sitemapIndex } from '../../pages/sitemap.ts'

/** One sitemap per year, so that none grows with the timeline. */
export const getSitemap = endpoint({
  path: '/sitemap.xml',
  cache: 'page',
  dependsOn: ['version'],
  representation: 'sitemap',
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const years = await events.counts('year')
    return {
      body: sitemapIndex(['/sitemap-pages.xml', ...years.map(({ value }) => `/sitemaps/${value}.xml`)], renderContext),
    }
  },
})
