/** JSON Schema of the public representations of events, series and timelines. The types and the OpenAPI document derive from it. */
import { type Static, type TSchema, Type } from 'typebox'
import { type Event, LEAP_DAY_RULES, STATUSES } from './event.ts'
import { PRECISIONS } from './historical-date.ts'
import { MEDIA_TYPES } from './media.ts'
import { EventSchema } from './schema.ts'
import { object } from './schema-parts.ts'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

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

export const TermView = object({ id: Type.String(), name: Type.String() })

export const PlaceView = object({
  id: Type.String(),
  name: Type.String(),
  country: nullable(Type.String({ description: 'ISO 3166-1 alpha-2' })),
  latitude: nullable(Type.Number({ description: 'degrees, WGS 84' })),
  longitude: nullable(Type.Number({ description: 'degrees, WGS 84' })),
})

export const DateView = object({
  edtf: Type.String({ description: 'ISO 8601-2 (EDTF), as given' }),
  start: nullable(Day('first possible day; null if the start is open')),
  end: nullable(Day('last possible day; null if the end is open')),
  precision: Type.Enum([...PRECISIONS]),
  approximate: Type.Boolean(),
  uncertain: Type.Boolean(),
  text: Type.String({ description: 'the date in words, at its known precision' }),
})

export const SourceView = object({
  title: Type.String({
    description: 'the published title, or a description of the document if its title is unknown',
  }),
  language: nullable(Type.String({ description: 'BCP 47 language of the published title, if stated' })),
  publisher: Type.String(),
  url: nullable(Type.String({ format: 'uri' })),
  reference: nullable(Type.String({ description: 'where it is found if not on the web' })),
  published: nullable(Type.String({ description: 'EDTF' })),
  supports: nullable(Type.String({ description: 'what this source supports' })),
})

const media = {
  url: Type.String({ format: 'uri', description: 'changes with the content, which may be cached forever' }),
  type: Type.Enum([...MEDIA_TYPES]),
  bytes: Type.Integer({ minimum: 1 }),
  width: Type.Integer({ minimum: 1, description: 'pixels' }),
  height: Type.Integer({ minimum: 1, description: 'pixels' }),
}

export const MediaView = object(media)

export const ImageView = object({
  ...media,
  alt: Type.String({ description: 'what the picture shows' }),
  credit: Type.String({ description: 'who made the picture or owns it; show it with the picture' }),
  licence: nullable(object({ name: Type.String(), url: nullable(Type.String({ format: 'uri' })) })),
  source: nullable(Type.String({ format: 'uri', description: 'the page on which the picture was found' })),
})

export const EventView = object({
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
  image: nullable(ImageView),
  figures: Type.Array(object({ label: Type.String(), value: Type.Number(), unit: TermView })),
  observance: nullable(
    object({ since: Type.Integer({ description: 'first year of the observance' }), name: Type.String() }),
  ),
  related: Type.Array(Type.String({ description: 'event id' })),
  sources: Type.Array(SourceView, { minItems: 1 }),
  ...translation,
  createdAt: Timestamp('when it was first published here'),
  updatedAt: Timestamp('when it was last corrected'),
  revision: Type.Integer({ minimum: 1 }),
} satisfies Record<Exclude<keyof Event, 'formerly'>, TSchema> & Record<string, TSchema>)

export const RevisionView = object(
  {
    revision: Type.Integer({ minimum: 1 }),
    createdAt: Timestamp('when the event was first published here'),
    updatedAt: Timestamp('when this version was written'),
    event: nullable(EventSchema),
  },
  { description: 'a version of an event as it was written, in all languages; null if it was deleted' },
)

export const EventReference = object(
  {
    id: Type.String(),
    url: Type.String({ format: 'uri' }),
    title: Type.String({ description: 'prefixed with the status unless confirmed' }),
    language: Type.String({ description: 'language of the title' }),
    date: DateView,
  },
  { description: 'a summary of an event' },
)

export const EventPage = object({
  ...EventView.properties,
  links: object(
    {
      previous: nullable(EventReference),
      next: nullable(EventReference),
      related: Type.Array(EventReference),
    },
    { description: 'the previous, next and related events' },
  ),
})

export const ChangeView = object(
  {
    id: Type.String(),
    revision: Type.Integer({ minimum: 1 }),
    updatedAt: Timestamp('when it was added, corrected or deleted'),
    event: nullable(EventView),
  },
  { description: 'the current version of an event; null if it was deleted' },
)

export const FacetView = object({
  value: Type.String(),
  name: nullable(Type.String()),
  description: nullable(Type.String()),
  languages: TextLanguages,
  events: Type.Integer({ minimum: 0 }),
})

export const OccurrenceView = object({
  date: Day('the day it is marked, in the time zone of the timeline'),
  kind: Type.Enum(['anniversary', 'month', 'observance']),
  years: Type.Integer({
    minimum: 1,
    description: 'years since the event; for an observance the ordinal: 3 for the third',
  }),
  rank: Type.Integer({ minimum: 1, maximum: 30, description: 'significance × milestone weight' }),
  text: Type.String({ description: 'the anniversary in words' }),
  event: EventView,
})

const CountView = object({ year: Type.String({ pattern: '^\\d{4}$' }), events: Type.Integer({ minimum: 1 }) })

export const TimelineView = object({
  title: Type.String(),
  description: Type.String(),
  language: Type.String(),
  textLanguages: TextLanguages,
  languages: Type.Array(Type.String({ description: 'BCP 47; the first is the default' })),
  timeZone: Type.String({ description: 'IANA name; event dates are civil dates of this zone' }),
  leapDay: Type.Enum([...LEAP_DAY_RULES], { description: 'where 29 February is marked in a common year' }),
  publisher: nullable(object({ name: Type.String(), url: nullable(Type.String({ format: 'uri' })) })),
  logo: nullable(MediaView),
  contact: nullable(Type.String({ description: 'where to send corrections: an e-mail address or a URL' })),
  licence: nullable(
    object({ name: Type.String(), url: Type.String({ format: 'uri' }) }, { description: 'the licence of the data' }),
  ),
  version: Type.String({ description: 'changes whenever anything public changes' }),
  updatedAt: Timestamp('when an event was last added, corrected or deleted'),
  today: Day('the current day in the time zone of the timeline'),
  events: Type.Integer({ minimum: 0 }),
  span: nullable(object({ first: Type.String(), last: Type.String() })),
  years: Type.Array(CountView, { description: 'years with events, by the year in which an event starts' }),
  categories: Type.Array(
    object({
      id: Type.String(),
      name: Type.String(),
      description: Type.String(),
      events: Type.Integer({ minimum: 0 }),
    }),
  ),
  feeds: Type.Array(
    object({
      title: Type.String(),
      type: Type.String({ description: 'media type' }),
      language: Type.String(),
      url: Type.String({ format: 'uri' }),
    }),
  ),
})

const seriesHead = {
  id: Type.String(),
  url: Type.String({ format: 'uri' }),
  title: Type.String(),
  description: Type.String(),
  unit: TermView,
  partOf: nullable(Type.String({ description: 'id of the larger series that includes this one' })),
  ...translation,
}

export const SeriesSummaryView = object(seriesHead)

export const SeriesView = object({
  ...seriesHead,
  points: Type.Array(
    object({
      year: Type.String({ pattern: '^\\d{4}$' }),
      value: Type.Number(),
      cumulative: nullable(Type.Number()),
      basis: Type.String({ description: 'who published this figure' }),
      disagreements: Type.Array(Type.String(), { description: 'different figures and who published them' }),
      sources: Type.Array(SourceView, { minItems: 1 }),
    }),
  ),
})

export type MediaView = Static<typeof MediaView>
export type ImageView = Static<typeof ImageView>
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
