import type { SeriesSummary } from '../../domain/event.ts'
import { type RenderContext, seriesView } from '../../domain/view.ts'
import { seriesCitation } from '../../formats/citation.ts'
import { existingSeries } from '../../http/existing.ts'
import { seriesPage, statisticsPage } from '../../pages/statistics.ts'
import type { EventReader } from '../../store/event-store.ts'
import { page } from './page.ts'

async function seriesViews(events: EventReader, list: readonly SeriesSummary[], renderContext: RenderContext) {
  const series = await Promise.all(list.map(({ id }) => events.series(id)))
  return series.flatMap(each => (each ? seriesView(each, renderContext) : []))
}

export const getStatisticsPage = page({
  path: '/statistics',
  inSitemap: true,
  access: ['events:Query'],
  handle: async ({ renderContext }, { events }) => {
    const views = await seriesViews(events, await events.seriesList(), renderContext)
    return { body: statisticsPage(views, renderContext) }
  },
})

export const getSeriesPage = page({
  path: '/statistics/{id}',
  parameters: ['namedSeries'],
  access: ['events:Query'],
  handle: async ({ parameters, metadata, renderContext }, { events }) => {
    const { namedSeries: id } = parameters
    const [series, list] = await Promise.all([existingSeries(events, id), events.seriesList()])
    const isPart = (each: SeriesSummary) => each.partOf === id
    const parts = await seriesViews(events, list.filter(isPart), renderContext)
    const view = seriesView(series, renderContext)
    return { body: seriesPage(view, parts, seriesCitation(view, metadata, renderContext), renderContext) }
  },
})
