import { seriesView } from '../../domain/view.ts'
import { seriesCsv } from '../../formats/series-csv.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problem.ts'

export const getSeriesCsv = endpoint({
  path: '/v1/series/{id}.csv',
  parameters: ['id', 'lang'],
  cache: 'page',
  dependsOn: ['version'],
  representation: 'csv',
  summary: 'One series as CSV, a row for each year',
  handle: async ({ parameters, renderContext }, { events }) => {
    const series = await events.series(parameters.id)
    if (!series) throw notFound(`series "${parameters.id}"`)
    return { body: seriesCsv(seriesView(series, renderContext)) }
  },
})
