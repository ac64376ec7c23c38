/** GET /v1/events/{id}/revisions */
import { revisionView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'
import { notFound } from '../http/problem.ts'

export const listRevisions: Handler<'listRevisions'> = async (call, { events }) => {
  const { id, order } = call.parameters
  const page = await events.revisions(id, pageRequest(call, order))
  if (page.items.length === 0) throw notFound(`event "${id}"`)
  const { languages } = call.setting.timeline
  const { body, headers } = listReply(call, { ...page, items: page.items.map(each => revisionView(each, languages)) })
  return { body, headers: { ...headers, 'content-language': languages.join(', ') } }
}
