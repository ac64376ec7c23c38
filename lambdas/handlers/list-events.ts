/** GET /v1/events */
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { invalidParameter } from '../http/problem.ts'

export const listEvents: Handler<'listEvents'> = async (call, { events }) => {
  const { from, to, category, tag, order } = call.parameters
  if (from !== undefined && to !== undefined && from > to)
    throw invalidParameter('to', 'The range ends before it starts', 'a day, month or year that is not before "from"')
  const page = await events.list({ from, to, facets: { category, tag } }, pageRequest(call, order))
  return listReply(call, { ...page, items: page.items.map(event => eventView(event, call.setting)) })
}
