import { seriesSummaryView, seriesView } from '../../domain/view.ts'
import { seriesCsv } from '../../formats/series-csv.ts'
import { endpoint } from '../../http/endpoint.ts'
import { existingSeries } from '../../http/existing.ts'
import { listResponse } from '../../http/paging.ts'

export const listSeries = endpoint({
  path: '/v1/series',
  parameters: ['lang'],
  access: ['events:Query'],
  summary: 'The series of yearly statistics',
  answer: { list: 'SeriesSummary' },
  handle: async (request, { events }) => {
    const series = await events.seriesList()
    return listResponse(request, { items: series.map(each => seriesSummaryView(each, request.renderContext)) })
  },
})

export const getSeriesCsv = endpoint({
  path: '/v1/series/{id}.csv',
  parameters: ['id', 'lang'],
  representation: 'csv',
  summary: 'One series as CSV, a row for each year',
  handle: async ({ parameters, renderContext }, { events }) => ({
    body: seriesCsv(seriesView(await existingSeries(events, parameters.id), renderContext)),
  }),
})

export const getSeries = endpoint({
  path: '/v1/series/{id}',
  parameters: ['id', 'lang'],
  summary: 'One series with its values and their sources',
  answer: 'Series',
  handle: async ({ parameters, renderContext }, { events }) => ({
    body: seriesView(await existingSeries(events, parameters.id), renderContext),
  }),
})
