import { seriesView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problem.ts'

export const getSeries = endpoint({
  path: '/v1/series/{id}',
  parameters: ['id', 'lang'],
  cache: 'page',
  dependsOn: ['version'],
  summary: 'One series with its values and their sources',
  answer: 'Series',
  handle: async ({ parameters, renderContext }, { events }) => {
    const series = await events.series(parameters.id)
    if (!series) throw notFound(`series "${parameters.id}"`)
    return { body: seriesView(series, renderContext) }
  },
})
