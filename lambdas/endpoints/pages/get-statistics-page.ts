import { seriesView } from '../../domain/view.ts'
import { statisticsPage } from '../../pages/statistics.ts'
import { page } from './page.ts'

export const getStatisticsPage = page({
  path: '/statistics',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const list = await events.seriesList()
    const series = await Promise.all(list.map(({ id }) => events.series(id)))
    return {
      body: statisticsPage(
        series.flatMap(each => (each ? seriesView(each, renderContext) : [])),
        renderContext,
      ),
    }
  },
})
