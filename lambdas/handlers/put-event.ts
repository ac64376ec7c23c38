/** PUT /v1/events/{id} */
import { checkEvent, declared, eventFields } from '../data/check-event.ts'
import { resolveEvent } from '../data/resolve.ts'
import { eventApiUrl, eventView } from '../domain/view.ts'
import type { EditorServices, Handler } from '../http/call.ts'
import { jsonContent } from '../http/content.ts'
import { expectedRevision } from '../http/precondition.ts'

export const putEvent: Handler<'putEvent', EditorServices> = async (call, { events, writer }) => {
  const { id } = call.parameters
  const current = await events.event(id)
  const expected = expectedRevision(call, current)
  const content = jsonContent(call)
  const fields = eventFields(isObject(content) ? { id, ...content } : content)
  const [vocabularies, related] = await Promise.all([events.vocabularies(), events.events(fields.sound.related ?? [])])
  const authored = checkEvent(fields, id, {
    timeline: declared(call.setting.timeline, vocabularies),
    isEvent: other => related.has(other),
    eventsLike: () => 'ids of events there are',
  })
  const stored = await writer.put(resolveEvent(authored, vocabularies), expected, call.now)
  const created = current === undefined || 'deleted' in current
  return {
    status: created ? 201 : 200,
    body: eventView(stored, call.setting),
    // Without an entity tag: what is stored is not, byte for byte, what was sent (RFC 9110 §9.3.4).
    headers: created ? { location: eventApiUrl(id, call.setting) } : {},
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
