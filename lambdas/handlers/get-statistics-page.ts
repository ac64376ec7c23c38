/** GET /statistics */
import { seriesView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { statisticsPage } from '../pages/statistics.ts'

export const getStatisticsPage: Handler<'getStatisticsPage'> = async ({ setting }, { events }) => {
  const list = await events.seriesList()
  const series = await Promise.all(list.map(({ id }) => events.series(id)))
  return {
    body: statisticsPage(
      series.flatMap(each => (each ? seriesView(each, setting) : [])),
      setting,
    ),
  }
}
