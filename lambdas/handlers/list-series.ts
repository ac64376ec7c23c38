/** GET /v1/series */
import { seriesSummaryView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply } from '../http/paging.ts'

export const listSeries: Handler<'listSeries'> = async (call, { events }) => {
  const series = await events.seriesList()
  return listReply(call, { items: series.map(each => seriesSummaryView(each, call.setting)) })
}
