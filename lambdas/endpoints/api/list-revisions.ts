import { revisionView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import { notFound } from '../../http/problem.ts'

export const listRevisions = endpoint({
  path: '/v1/events/{id}/revisions',
  parameters: ['id', 'order', 'limit', 'cursor'],
  access: ['events:Query'],
  summary: 'The versions of an event as they were written',
  answer: { list: 'Revision' },
  handle: async (request, { events }) => {
    const { id, order } = request.parameters
    const page = await events.revisions(id, pageRequest(request, order))
    if (page.items.length === 0) throw notFound(`event "${id}"`)
    const { languages } = request.renderContext.timeline
    const { body, headers } = listResponse(request, {
      ...page,
      items: page.items.map(each => revisionView(each, languages)),
    })
    return { body, headers: { ...headers, 'content-language': languages.join(', ') } }
  },
})
