import { seriesView } from '../../domain/view.ts'
import { seriesCitation } from '../../formats/citation.ts'
import { existingSeries } from '../../http/existing.ts'
import { seriesPage } from '../../pages/statistics.ts'
import { page } from './page.ts'

export const getSeriesPage = page({
  path: '/statistics/{id}',
  parameters: ['namedSeries'],
  access: ['events:Query'],
  handle: async ({ parameters, metadata, renderContext }, { events }) => {
    const { namedSeries: id } = parameters
    const [series, list] = await Promise.all([existingSeries(events, id), events.seriesList()])
    const parts = await Promise.all(list.filter(({ partOf }) => partOf === id).map(each => events.series(each.id)))
    const views = parts.flatMap(each => (each ? seriesView(each, renderContext) : []))
    const view = seriesView(series, renderContext)
    return { body: seriesPage(view, views, seriesCitation(view, metadata, renderContext), renderContext) }
  },
})
