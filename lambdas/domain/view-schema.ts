/** JSON Schema of the public representations of events, series and timelines. The types and the OpenAPI document derive from it. */
import { type Static, type TSchema, Type } from 'typebox'
import { LEAP_DAY_RULES, STATUSES } from './event.ts'
import { EventSchema } from './schema.ts'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const closed = { additionalProperties: false } as const

const Day = (description: string) => Type.String({ format: 'date', description })
const Timestamp = (description: string) => Type.String({ format: 'date-time', description })

const translation = {
  language: Type.String({ description: 'language the texts are in, but for those listed in untranslated' }),
  untranslated: Type.Array(Type.String(), {
    description: 'fields shown in another language for want of a translation',
  }),
}

export const TermView = Type.Object({ id: Type.String(), name: Type.String() }, closed)

export const PlaceView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    country: nullable(Type.String({ description: 'ISO 3166-1 alpha-2' })),
    latitude: nullable(Type.Number({ description: 'degrees, WGS 84' })),
    longitude: nullable(Type.Number({ description: 'degrees, WGS 84' })),
  },
  closed,
)

export const DateView = Type.Object(
  {
    edtf: Type.String({ description: 'ISO 8601-2 (EDTF), as given' }),
    start: Day('first possible day'),
    end: Day('last possible day'),
    precision: Type.Enum(['day', 'month', 'year', 'interval']),
    approximate: Type.Boolean(),
    uncertain: Type.Boolean(),
    text: Type.String({ description: 'in words of the language, no more exact than it is known' }),
  },
  closed,
)

export const SourceView = Type.Object(
  {
    title: Type.String({ description: 'as published, or what the document is, where its title is not known' }),
    language: nullable(Type.String({ description: 'BCP 47 tag of the language of a title as published, if stated' })),
    publisher: Type.String(),
    url: Type.String({ format: 'uri' }),
    published: nullable(Type.String({ description: 'EDTF' })),
    supports: Type.String({ description: 'what this source bears out' }),
  },
  closed,
)

export const EventView = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ format: 'uri' }),
    date: DateView,
    title: Type.String(),
    summary: Type.String(),
    category: TermView,
    tags: Type.Array(TermView),
    actors: Type.Array(TermView),
    places: Type.Array(PlaceView),
    significance: Type.Integer({ minimum: 1, maximum: 5 }),
    status: Type.Enum([...STATUSES], {
      description: 'how far the statement is established; all but confirmed have an attribution',
    }),
    attribution: nullable(Type.String({ description: 'who says so' })),
    note: nullable(Type.String({ description: 'what sources disagree on' })),
    figures: Type.Array(Type.Object({ label: Type.String(), value: Type.Number(), unit: TermView }, closed)),
    observance: nullable(
      Type.Object({ since: Type.Integer({ description: 'year first kept' }), name: Type.String() }, closed),
    ),
    related: Type.Array(Type.String({ description: 'event id' })),
    sources: Type.Array(SourceView, { minItems: 1 }),
    ...translation,
    createdAt: Timestamp('when it was first published here'),
    updatedAt: Timestamp('when it was last corrected'),
    revision: Type.Integer({ minimum: 1 }),
  },
  closed,
)

export const RevisionView = Type.Object(
  {
    revision: Type.Integer({ minimum: 1 }),
    createdAt: Timestamp('when the event was first published here'),
    updatedAt: Timestamp('when this version was written'),
    event: nullable(EventSchema),
  },
  { ...closed, description: 'a version of an event as it was written, in all languages; null where it was deleted' },
)

export const EventReference = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ format: 'uri' }),
    title: Type.String({ description: 'with the status before it unless confirmed' }),
    date: DateView,
  },
  { ...closed, description: 'an event in short' },
)

export const EventPage = Type.Object(
  {
    ...EventView.properties,
    links: Type.Object(
      {
        previous: nullable(EventReference),
        next: nullable(EventReference),
        related: Type.Array(EventReference),
      },
      { ...closed, description: 'the events before and after it in time, and those it is related to' },
    ),
  },
  closed,
)

export const ChangeView = Type.Object(
  {
    id: Type.String(),
    revision: Type.Integer({ minimum: 1 }),
    updatedAt: Timestamp('when it was added, corrected or deleted'),
    event: nullable(EventView),
  },
  { ...closed, description: 'an event as it now is; null where it was deleted' },
)

export const FacetView = Type.Object(
  {
    value: Type.String(),
    name: nullable(Type.String()),
    description: nullable(Type.String()),
    events: Type.Integer({ minimum: 0 }),
  },
  closed,
)

export const OccurrenceView = Type.Object(
  {
    date: Day('the day on which it is marked, in the zone of the timeline'),
    kind: Type.Enum(['anniversary', 'month', 'observance']),
    years: Type.Integer({
      minimum: 1,
      description: 'years since the event; for an observance the ordinal: 3 for the third',
    }),
    rank: Type.Integer({ minimum: 1, maximum: 30, description: 'significance × milestone weight' }),
    text: Type.String({ description: 'in words of the language' }),
    event: EventView,
  },
  closed,
)

const CountView = Type.Object(
  { year: Type.String({ pattern: '^\\d{4}$' }), events: Type.Integer({ minimum: 1 }) },
  closed,
)

export const TimelineView = Type.Object(
  {
    title: Type.String(),
    description: Type.String(),
    language: Type.String(),
    languages: Type.Array(Type.String({ description: 'BCP 47; the first is the default' })),
    timeZone: Type.String({ description: 'IANA name; event dates are civil dates of this zone' }),
    leapDay: Type.Enum([...LEAP_DAY_RULES], { description: 'where 29 February is marked in a common year' }),
    version: Type.String({ description: 'changes whenever anything public changes' }),
    updatedAt: Timestamp('when an event was last added, corrected or deleted'),
    today: Day('the day it is in the zone of the timeline'),
    events: Type.Integer({ minimum: 0 }),
    span: nullable(Type.Object({ first: Type.String(), last: Type.String() }, closed)),
    years: Type.Array(CountView, { description: 'years that have events, by the year an event starts in' }),
    categories: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), description: Type.String(), events: Type.Integer({ minimum: 0 }) },
        closed,
      ),
    ),
    feeds: Type.Array(
      Type.Object(
        {
          title: Type.String(),
          type: Type.String({ description: 'media type' }),
          language: Type.String(),
          url: Type.String({ format: 'uri' }),
        },
        closed,
      ),
    ),
  },
  closed,
)

const seriesHead = {
  id: Type.String(),
  url: Type.String({ format: 'uri' }),
  title: Type.String(),
  description: Type.String(),
  unit: TermView,
  partOf: nullable(Type.String({ description: 'id of the series of which this one counts a part' })),
  ...translation,
}

export const SeriesSummaryView = Type.Object(seriesHead, closed)

export const SeriesView = Type.Object(
  {
    ...seriesHead,
    points: Type.Array(
      Type.Object(
        {
          year: Type.String({ pattern: '^\\d{4}$' }),
          value: Type.Number(),
          cumulative: nullable(Type.Number()),
          basis: Type.String({ description: 'whose figure this is' }),
          disagreements: Type.Array(Type.String(), { description: 'other figures and whose they are' }),
          sources: Type.Array(SourceView, { minItems: 1 }),
        },
        closed,
      ),
    ),
  },
  closed,
)

export type EventView = Static<typeof EventView>
export type RevisionView = Static<typeof RevisionView>
export type EventReference = Static<typeof EventReference>
export type EventPage = Static<typeof EventPage>
export type ChangeView = Static<typeof ChangeView>
export type FacetView = Static<typeof FacetView>
export type OccurrenceView = Static<typeof OccurrenceView>
export type TimelineView = Static<typeof TimelineView>
export type SeriesView = Static<typeof SeriesView>
export type SeriesSummaryView = Static<typeof SeriesSummaryView>
