import { aboutPage } from '../../pages/about.ts'
import { page } from './page.ts'

export const getAboutPage = page({
  path: '/about',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const [statuses, years] = await Promise.all([events.counts('status'), events.counts('year')])
    const about = {
      statuses: Object.fromEntries(statuses.map(({ value, events }) => [value, events])),
      span: years.length === 0 ? undefined : { first: years[0]!.value, last: years.at(-1)!.value },
    }
    return { body: aboutPage(about, renderContext) }
  },
})
