import { seriesSummaryView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse } from '../../http/paging.ts'

export const listSeries = endpoint({
  path: '/v1/series',
  parameters: ['lang'],
  cache: 'page',
  dependsOn: ['version'],
  access: ['events:Query'],
  summary: 'The series of yearly statistics',
  answer: { list: 'SeriesSummary' },
  handle: async (request, { events }) => {
    const series = await events.seriesList()
    return listResponse(request, { items: series.map(each => seriesSummaryView(each, request.renderContext)) })
  },
})
