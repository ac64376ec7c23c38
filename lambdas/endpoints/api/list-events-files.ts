/** Events as files for programs that follow no `Link`: each format has an address of its own, and says inside when events are left out. */
import { eventView } from '../../domain/view.ts'
import type { EventView } from '../../domain/view-schema.ts'
import { csv } from '../../formats/csv.ts'
import { type EventField, selectFields } from '../../formats/fields.ts'
import { geoJson } from '../../formats/geojson.ts'
import { ndjson } from '../../formats/ndjson.ts'
import { timelineJs } from '../../formats/timelinejs.ts'
import { type Answer, type Definition, endpoint, type RequestContext } from '../../http/endpoint.ts'
import { listResponse, requestedPosition } from '../../http/paging.ts'
import type { FileFormat } from '../../http/representations.ts'
import type { ApiServices } from '../../http/services.ts'
import type { Position } from '../../store/event-store.ts'
import { LIST_ACCESS, LIST_PARAMETERS, listedEvents } from './listed-events.ts'

/** Events in a file at most, and their bytes as JSON: a function responds with at most 6 MB. */
const MAX_EVENTS = 1_000
const MAX_BYTES = 4_000_000

const PAGE = 100

export const FILE_PATHS: Record<FileFormat, `/${string}`> = {
  csv: '/v1/events.csv',
  ndjson: '/v1/events.ndjson',
  timelinejs: '/v1/events.timelinejs.json',
  geojson: '/v1/events.geojson',
}

interface File {
  views: readonly EventView[]
  fields: readonly EventField[] | undefined
  /** URL of the next file; undefined after the last event. */
  next: string | undefined
  request: Pick<RequestContext, 'renderContext'>
}

interface Format {
  summary: string
  answer?: Answer
  write: (file: File) => unknown
}

const object = (properties: Record<string, object>) => ({
  schema: { type: 'object', required: Object.keys(properties), properties },
})
const OBJECTS = { type: 'array', items: { type: 'object' } }

const FORMATS: Record<FileFormat, Format> = {
  csv: {
    summary: 'Events as CSV, one per row',
    write: ({ views, fields, next }) => csv(views, fields, next && `More events: ${next}`),
  },
  ndjson: {
    summary: 'Events as NDJSON, one per line',
    write: ({ views, fields, next }) => {
      const values = fields === undefined ? views : views.map(view => selectFields(view, fields))
      return ndjson(next === undefined ? values : [...values, { next }])
    },
  },
  timelinejs: {
    summary: 'Events for TimelineJS',
    answer: object({ title: { type: 'object' }, events: OBJECTS }),
    write: ({ views, next, request }) => timelineJs(views, request.renderContext, next),
  },
  geojson: {
    summary: 'Events as GeoJSON (RFC 7946), each at its places',
    answer: object({
      type: { type: 'string', const: 'FeatureCollection' },
      features: OBJECTS,
      next: { type: ['string', 'null'], description: 'URL of the file that goes on after these events' },
    }),
    write: ({ views, next }) => geoJson(views, next),
  },
}

const file = (representation: FileFormat): Definition<ApiServices> => {
  const { summary, answer, write } = FORMATS[representation]
  const hasFields = representation === 'csv' || representation === 'ndjson'
  return endpoint({
    path: FILE_PATHS[representation],
    representation,
    parameters: [...LIST_PARAMETERS, 'fileLimit', ...(hasFields ? (['fields'] as const) : [])],
    access: LIST_ACCESS,
    summary: `${summary}: all of them, up to 1,000 or 4 MB; the file says when there are more`,
    ...(answer && { answer }),
    handle: async (request, services: ApiServices) => {
      const { order, fileLimit = MAX_EVENTS, fields } = request.parameters
      const read = listedEvents(request, services)
      const views: EventView[] = []
      let position: Position | undefined = requestedPosition(request)
      let bytes = 0
      do {
        const page = await read({ limit: Math.min(PAGE, fileLimit - views.length), order, after: position })
        const more = page.items.map(event => eventView(event, request.renderContext))
        bytes += Buffer.byteLength(JSON.stringify(more))
        if (bytes > MAX_BYTES && views.length > 0) break
        views.push(...more)
        position = page.next
      } while (position !== undefined && views.length < fileLimit)
      const { headers = {} } = listResponse(request, { items: [], ...(position !== undefined && { next: position }) })
      const next = /^<(.+)>/.exec(headers.link ?? '')?.[1]
      return { body: write({ views, fields, next, request }), headers }
    },
  })
}

export const listEventsAs = (Object.keys(FORMATS) as FileFormat[]).map(file)
