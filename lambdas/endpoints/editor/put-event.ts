import { checkEvent, declared, eventFields } from '../../data/check-event.ts'
import { resolveEvent } from '../../data/resolve.ts'
import { eventApiUrl, eventView } from '../../domain/view.ts'
import { jsonContent } from '../../http/content.ts'
import { endpoint } from '../../http/endpoint.ts'
import { expectedRevision } from '../../http/precondition.ts'
import type { EditorServices } from '../../http/services.ts'
import { WRITE_ACCESS } from './delete-event.ts'

export const putEvent = endpoint({
  method: 'PUT',
  path: '/v1/events/{id}',
  parameters: ['id', 'lang'],
  cache: 'none',
  // The vocabularies, and whether related events exist.
  access: ['events:Query', 'events:BatchGetItem', ...WRITE_ACCESS],
  summary: 'Adds an event (If-None-Match: *) or corrects one (If-Match); signed with SigV4',
  answer: 'Event',
  handle: async (request, { events, writer }: EditorServices) => {
    const { id } = request.parameters
    const current = await events.event(id)
    const expected = expectedRevision(request, current)
    const content = jsonContent(request)
    const fields = eventFields(isObject(content) ? { id, ...content } : content)
    const [vocabularies, related] = await Promise.all([
      events.vocabularies(),
      events.events(fields.valid.related ?? []),
    ])
    const authored = checkEvent(fields, id, {
      timeline: declared(request.renderContext.timeline, vocabularies),
      isEvent: other => related.has(other),
      eventsLike: () => 'ids of events there are',
    })
    const stored = await writer.put(resolveEvent(authored, vocabularies), expected, request.now)
    const created = current === undefined || 'deleted' in current
    return {
      status: created ? 201 : 200,
      body: eventView(stored, request.renderContext),
      // No ETag, because the stored event is not byte for byte the one that was sent (RFC 9110 §9.3.4).
      headers: created ? { location: eventApiUrl(id, request.renderContext) } : {},
    }
  },
})

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
