/** The shapes in responses by name, as JSON Schema. The OpenAPI document has them as components. */
import { type TSchema, Type } from 'typebox'
import { EventSchema } from '../domain/schema.ts'
import { object } from '../domain/schema-parts.ts'
import {
  ChangeView,
  DateView,
  EventPage,
  EventReference,
  EventView,
  FacetView,
  ImageView,
  MediaView,
  OccurrenceView,
  PlaceView,
  RevisionView,
  SeriesSummaryView,
  SeriesView,
  SourceView,
  TermView,
  TimelineView,
} from '../domain/view-schema.ts'

/** An event with the requested fields only. */
const EventPart = object({
  ...Type.Partial(EventView).properties,
  id: EventView.properties.id,
  status: EventView.properties.status,
  attribution: EventView.properties.attribution,
})

export const SCHEMAS = {
  Event: EventView,
  AuthoredEvent: EventSchema,
  Revision: RevisionView,
  EventPage,
  EventReference,
  EventPart,
  Change: ChangeView,
  Facet: FacetView,
  Occurrence: OccurrenceView,
  Timeline: TimelineView,
  Date: DateView,
  Term: TermView,
  Place: PlaceView,
  Source: SourceView,
  Image: ImageView,
  Media: MediaView,
  Series: SeriesView,
  SeriesSummary: SeriesSummaryView,
  /** https://www.jsonfeed.org/version/1.1/ */
  JsonFeed: Type.Object({
    version: Type.Literal('https://jsonfeed.org/version/1.1'),
    title: Type.String(),
    home_page_url: Type.String({ format: 'uri' }),
    feed_url: Type.String({ format: 'uri' }),
    description: Type.String(),
    language: Type.String(),
    authors: Type.Optional(
      Type.Array(Type.Object({ name: Type.String(), url: Type.Optional(Type.String({ format: 'uri' })) })),
    ),
    next_url: Type.Optional(Type.String({ format: 'uri', description: 'the page of earlier items' })),
    hubs: Type.Optional(Type.Array(Type.Object({ type: Type.String(), url: Type.String({ format: 'uri' }) }))),
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        url: Type.String({ format: 'uri' }),
        title: Type.String(),
        summary: Type.String(),
        content_html: Type.String(),
        image: Type.Optional(Type.String({ format: 'uri' })),
        date_published: Type.String({ format: 'date-time' }),
        date_modified: Type.String({ format: 'date-time' }),
        tags: Type.Array(Type.String()),
        language: Type.String(),
        attachments: Type.Optional(
          Type.Array(
            Type.Object({
              url: Type.String({ format: 'uri' }),
              mime_type: Type.String(),
              title: Type.String(),
              size_in_bytes: Type.Integer(),
            }),
          ),
        ),
        _annals: object({
          status: EventView.properties.status,
          attribution: EventView.properties.attribution,
          categories: EventView.properties.tags,
          sources: EventView.properties.sources,
          untranslated: EventView.properties.untranslated,
          languages: Type.Optional(EventView.properties.languages),
        }),
      }),
    ),
  }),
  /** RFC 9457 */
  Problem: object({
    type: Type.String({ format: 'uri' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    instance: Type.String({ format: 'uri-reference' }),
    parameter: Type.Optional(Type.String({ description: 'the parameter at fault' })),
    allowed: Type.Optional(
      Type.Union([Type.String(), Type.Array(Type.String())], { description: 'what is allowed instead' }),
    ),
    errors: Type.Optional(
      Type.Array(
        object({
          pointer: Type.String({ description: 'JSON Pointer (RFC 6901)' }),
          detail: Type.String(),
          allowed: Type.String(),
        }),
        { description: 'what is wrong with the content, place by place' },
      ),
    ),
  }),
} satisfies Record<string, TSchema>

export type SchemaName = keyof typeof SCHEMAS
