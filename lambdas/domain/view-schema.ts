/** JSON Schema of the public representations of events, series and timelines. The types and the OpenAPI document derive from it. */
import { type Static, type TSchema, Type } from 'typebox'
import { type Event, LEAP_DAY_RULES, STATUSES } from './event.ts'
import { PRECISIONS } from './historical-date.ts'
import { EventSchema } from './schema.ts'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const closed = { additionalProperties: false } as const

const Day = (description: string) => Type.String({ format: 'date', description })
const Timestamp = (description: string) => Type.String({ format: 'date-time', description })

const TextLanguages = Type.Record(Type.String(), Type.String(), {
  description:
    'language (BCP 47) of each text that is not translated, by its path: `title`, `category.name`, `tags.0.name`, `sources.1.supports`',
})

const translation = {
  language: Type.String({ description: 'language of the texts, except the fields listed in untranslated' }),
  untranslated: Type.Array(Type.String(), {
    description: 'fields shown in another language because they are not translated',
  }),
  languages: TextLanguages,
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
    start: nullable(Day('first possible day; null if the start is open')),
    end: nullable(Day('last possible day; null if the end is open')),
    precision: Type.Enum([...PRECISIONS]),
    approximate: Type.Boolean(),
    uncertain: Type.Boolean(),
    text: Type.String({ description: 'the date in words, at its known precision' }),
  },
  closed,
)

export const SourceView = Type.Object(
  {
    title: Type.String({
      description: 'the published title, or a description of the document if its title is unknown',
    }),
    language: nullable(Type.String({ description: 'BCP 47 language of the published title, if stated' })),
    publisher: Type.String(),
    url: nullable(Type.String({ format: 'uri' })),
    reference: nullable(Type.String({ description: 'where it is found if not on the web' })),
    published: nullable(Type.String({ description: 'EDTF' })),
    supports: nullable(Type.String({ description: 'what this source supports' })),
  },
  closed,
)

export const EventView = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ format: 'uri' }),
    date: DateView,
    title: Type.String(),
    summary: nullable(Type.String({ description: 'a blank line separates paragraphs' })),
    category: TermView,
    tags: Type.Array(TermView),
    actors: Type.Array(TermView),
    places: Type.Array(PlaceView),
    significance: Type.Integer({ minimum: 1, maximum: 5 }),
    status: Type.Enum([...STATUSES], {
      description: 'how well the statement is established; every status but confirmed has an attribution',
    }),
    attribution: nullable(Type.String({ description: 'who makes the statement' })),
    note: nullable(Type.String({ description: 'what sources disagree on' })),
    figures: Type.Array(Type.Object({ label: Type.String(), value: Type.Number(), unit: TermView }, closed)),
    observance: nullable(
      Type.Object(
        { since: Type.Integer({ description: 'first year of the observance' }), name: Type.String() },
        closed,
      ),
    ),
    related: Type.Array(Type.String({ description: 'event id' })),
    sources: Type.Array(SourceView, { minItems: 1 }),
    ...translation,
    createdAt: Timestamp('when it was first published here'),
    updatedAt: Timestamp('when it was last corrected'),
    revision: Type.Integer({ minimum: 1 }),
  } satisfies Record<keyof Event, TSchema> & Record<string, TSchema>,
  closed,
)

export const RevisionView = Type.Object(
  {
    revision: Type.Integer({ minimum: 1 }),
    createdAt: Timestamp('when the event was first published here'),
    updatedAt: Timestamp('when this version was written'),
    event: nullable(EventSchema),
  },
  { ...closed, description: 'a version of an event as it was written, in all languages; null if it was deleted' },
)

export const EventReference = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ format: 'uri' }),
    title: Type.String({ description: 'prefixed with the status unless confirmed' }),
    language: Type.String({ description: 'language of the title' }),
    date: DateView,
  },
  { ...closed, description: 'a summary of an event' },
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
      { ...closed, description: 'the previous, next and related events' },
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
  { ...closed, description: 'the current version of an event; null if it was deleted' },
)

export const FacetView = Type.Object(
  {
    value: Type.String(),
    name: nullable(Type.String()),
    description: nullable(Type.String()),
    languages: TextLanguages,
    events: Type.Integer({ minimum: 0 }),
  },
  closed,
)

export const OccurrenceView = Type.Object(
  {
    date: Day('the day it is marked, in the time zone of the timeline'),
    kind: Type.Enum(['anniversary', 'month', 'observance']),
    years: Type.Integer({
      minimum: 1,
      description: 'years since the event; for an observance the ordinal: 3 for the third',
    }),
    rank: Type.Integer({ minimum: 1, maximum: 30, description: 'significance × milestone weight' }),
    text: Type.String({ description: 'the anniversary in words' }),
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
    textLanguages: TextLanguages,
    languages: Type.Array(Type.String({ description: 'BCP 47; the first is the default' })),
    timeZone: Type.String({ description: 'IANA name; event dates are civil dates of this zone' }),
    leapDay: Type.Enum([...LEAP_DAY_RULES], { description: 'where 29 February is marked in a common year' }),
    publisher: nullable(Type.Object({ name: Type.String(), url: nullable(Type.String({ format: 'uri' })) }, closed)),
    contact: nullable(Type.String({ description: 'where to send corrections: an e-mail address or a URL' })),
    licence: nullable(
      Type.Object(
        { name: Type.String(), url: Type.String({ format: 'uri' }) },
        { ...closed, description: 'the licence of the data' },
      ),
    ),
    version: Type.String({ description: 'changes whenever anything public changes' }),
    updatedAt: Timestamp('when an event was last added, corrected or deleted'),
    today: Day('the current day in the time zone of the timeline'),
    events: Type.Integer({ minimum: 0 }),
    span: nullable(Type.Object({ first: Type.String(), last: Type.String() }, closed)),
    years: Type.Array(CountView, { description: 'years with events, by the year in which an event starts' }),
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
  partOf: nullable(Type.String({ description: 'id of the larger series that includes this one' })),
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
          basis: Type.String({ description: 'who published this figure' }),
          disagreements: Type.Array(Type.String(), { description: 'different figures and who published them' }),
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
