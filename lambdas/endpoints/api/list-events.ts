import { eventView } from '../../domain/view.ts'
import { selectFields } from '../../formats/fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { addressOf } from '../../http/moved.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'
import type { ApiServices } from '../../http/services.ts'
import { FILE_PATHS } from './list-events-files.ts'
import { LIST_ACCESS, LIST_PARAMETERS, listedEvents } from './listed-events.ts'

export const listEvents = endpoint({
  path: '/v1/events',
  parameters: [...LIST_PARAMETERS, 'limit', 'format', 'fields'],
  access: LIST_ACCESS,
  summary: 'Events by time',
  answer: { list: ['Event', 'EventPart'] },
  handle: async (request, services: ApiServices) => {
    const { order, format, fields } = request.parameters
    if (format !== 'json') {
      const query = new URLSearchParams(request.query)
      query.delete('format')
      return { status: 301, headers: { location: addressOf(FILE_PATHS[format], `${query}`) } }
    }
    const { items, ...rest } = await listedEvents(request, services)(pageRequest(request, order))
    const views = items.map(event => eventView(event, request.renderContext))
    const shown = fields === undefined ? views : views.map(view => selectFields(view, fields))
    return listResponse(request, { ...rest, items: shown })
  },
})
