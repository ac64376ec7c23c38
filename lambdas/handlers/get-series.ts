/** GET /v1/series/{id} */
import { seriesView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound } from '../http/problem.ts'

export const getSeries: Handler<'getSeries'> = async ({ parameters, setting }, { events }) => {
  const series = await events.series(parameters.id)
  if (!series) throw notFound(`series "${parameters.id}"`)
  return { body: seriesView(series, setting) }
}
