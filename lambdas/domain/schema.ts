/**
 * JSON Schema 2020-12 of the files in `data/`. The types, `timeline check` and the schema files for editors all derive from it. Only the
 * loader, the CLI and the generator load this module; request handlers do not.
 */
import { type Static, type TObjectOptions, type TSchema, Type } from 'typebox'
import { ID, LEAP_DAY_RULES, STATUSES } from './enumerations.ts'
import {
  closed,
  EdtfDate,
  HttpUrl,
  Id,
  Image,
  KEBAB_CASE,
  Language,
  MediaName,
  object,
  Sources,
  Timestamp,
  text,
  UNIT_ID,
  UnitId,
} from './schema-parts.ts'

/**
 * At most 12 values per kind: a DynamoDB transaction holds 100 actions, and an event writes two for each value.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const terms = (kind: string) => ids(12, `at most 12 different ${kind} declared in timeline.yaml`)

const ids = (maxItems: number, description: string) =>
  Type.Optional(Type.Array(Id, { maxItems, uniqueItems: true, description }))

const byId = <T extends TSchema>(value: T, description: string, options: TObjectOptions = {}) =>
  Type.Record(Type.String({ pattern: ID.pattern }), value, { ...closed, propertyNames: Id, ...options, description })

export const EventSchema = object(
  {
    id: Type.String({
      pattern: ID.pattern,
      maxLength: 100,
      description: `${KEBAB_CASE}; never change it, because feeds and calendars identify the event by it`,
    }),
    formerly: ids(
      5,
      'at most 5 ids that the event had, the first one first; their addresses redirect, and feeds keep the first',
    ),
    date: EdtfDate('when it happened, in the zone of the timeline'),
    title: text('title in each language', 300),
    summary: Type.Optional(text('what happened, in each language; a blank line separates paragraphs', 4000)),
    category: Type.String({ pattern: ID.pattern, description: 'the id of a category declared in timeline.yaml' }),
    tags: terms('tags'),
    actors: terms('actors'),
    places: terms('places'),
    significance: Type.Integer({
      minimum: 1,
      maximum: 5,
      description: 'a whole number from 1 (a detail) to 5 (a turning point)',
    }),
    status: Type.Enum([...STATUSES], { description: 'how well the statement is established' }),
    attribution: Type.Optional(text('who makes the statement; required unless the status is confirmed', 500)),
    note: Type.Optional(text('what sources disagree on', 4000)),
    image: Type.Optional(Image),
    figures: Type.Optional(
      Type.Array(
        object(
          { label: text('what is counted', 200), value: Type.Number({ description: 'a number' }), unit: UnitId },
          { description: 'a figure' },
        ),
        { maxItems: 50, description: 'at most 50 figures' },
      ),
    ),
    observance: Type.Optional(
      object(
        {
          since: Type.Integer({ minimum: 1, maximum: 9999, description: 'the first year of the observance' }),
          name: text('name of the day', 200),
        },
        { description: 'a day observed every year on the date of this event' },
      ),
    ),
    related: ids(50, 'ids of at most 50 related events'),
    sources: Sources,
    added: Type.Optional(
      Timestamp('when the event was first published here, if neither with the timeline nor when it was loaded'),
    ),
    corrected: Type.Optional(Timestamp('when the event was last corrected')),
  },
  {
    description: 'an event',
    if: { required: ['status'], properties: { status: { enum: STATUSES.filter(status => status !== 'confirmed') } } },
    // biome-ignore lint/suspicious/noThenProperty: the JSON Schema keyword
    then: { required: ['attribution'], properties: { attribution: {} } },
  },
)

const termTable = (kind: string) =>
  byId(text('name in each language', 200), `${kind} by id, with the name in each language`)

const renamedTerms = (kind: string) => Type.Optional(byId(Id, `current ids of ${kind} by former id`))

export const TimelineSchema = object(
  {
    title: text('title of the timeline', 200),
    description: text('what the timeline is about', 1000),
    languages: Type.Array(Language, {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'languages of the texts; the first is the default',
    }),
    timeZone: Type.String({ description: 'IANA time zone of the dates, such as Asia/Seoul' }),
    leapDay: Type.Enum([...LEAP_DAY_RULES], { description: 'where 29 February is marked in a common year' }),
    namespace: Type.String({
      pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      description:
        'your own UUID (RFC 9562); all feed ids derive from it, so never change it once anyone has subscribed',
    }),
    published: Timestamp('when the timeline first went public'),
    publisher: Type.Optional(
      object(
        { name: text('name', 200), url: Type.Optional(HttpUrl('home page')) },
        { description: 'who publishes the timeline' },
      ),
    ),
    contact: Type.Optional(
      Type.String({
        pattern: '^([^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+|https?://[!-~]+)$',
        maxLength: 300,
        description: 'where to send corrections: an e-mail address, or an http or https URL',
      }),
    ),
    licence: Type.Optional(
      object(
        {
          name: Type.String({ minLength: 1, maxLength: 100, description: 'name of the licence, such as CC BY 4.0' }),
          url: HttpUrl('the text of the licence'),
        },
        { description: 'the licence of the data' },
      ),
    ),
    accent: Type.Optional(
      Type.String({
        pattern: '^#[0-9a-f]{6}$',
        description:
          'colour of links and of today, such as "#8c2b1b"; it is darkened or lightened until it is readable in the light and in the dark colours of the pages',
      }),
    ),
    logo: Type.Optional(MediaName('the logo of the publisher, best square and 512 pixels wide')),
    hub: Type.Optional(
      Type.String({
        pattern: '^https?://[!-~]+$',
        description: 'http or https URL of a WebSub hub that feeds advertise',
      }),
    ),
    webhooks: Type.Optional(
      Type.Array(
        Type.Object(
          {
            url: Type.String({ pattern: '^https?://[!-~]+$', maxLength: 2000, description: 'http or https URL' }),
            kind: Type.Optional(
              Type.Enum(['json', 'slack', 'discord'], {
                description: 'the shape of the message; default json, signed',
              }),
            ),
          },
          { ...closed, description: 'an address and the shape of its messages' },
        ),
        { maxItems: 10, description: 'addresses that get a POST for each announced day and for changes' },
      ),
    ),
    categories: byId(
      object(
        { name: text('name', 200), description: text('what belongs in it', 1000) },
        { description: 'the name of the category and what belongs in it' },
      ),
      'categories by id',
      { minProperties: 1 },
    ),
    families: Type.Optional(
      Type.Array(
        Type.Array(Type.String({ pattern: ID.pattern, description: 'the id of a category' }), {
          minItems: 1,
          description: 'ids of categories that belong together',
        }),
        {
          maxItems: 50,
          description:
            'the categories in the order in which pictures show them, in groups; categories that are not listed come last',
        },
      ),
    ),
    tags: termTable('tags'),
    formerly: Type.Optional(
      object(
        { categories: renamedTerms('categories'), tags: renamedTerms('tags') },
        { description: 'renamed categories and tags; their former addresses redirect' },
      ),
    ),
    actors: termTable('people and bodies'),
    places: byId(
      object(
        {
          name: text('name', 200),
          country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2 code' })),
          latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'degrees north, WGS 84' })),
          longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'degrees east, WGS 84' })),
        },
        {
          dependentRequired: { latitude: ['longitude'], longitude: ['latitude'] },
          description: 'the name of the place and, if known, its location',
        },
      ),
      'places by id',
    ),
    units: Type.Record(Type.String({ pattern: UNIT_ID }), text('name of the unit', 100), {
      ...closed,
      propertyNames: UnitId,
      description: 'units of figures by id',
    }),
  },
  { description: 'the timeline and its vocabulary' },
)

const EventsFileSchema = Type.Array(EventSchema, { description: 'the events that start in one year' })

export const SeriesSchema = object(
  {
    id: Id,
    title: text('title of the series', 300),
    description: text('what is counted, and how', 4000),
    unit: UnitId,
    partOf: Type.Optional(
      Type.String({
        pattern: ID.pattern,
        description: 'the id of the larger series that includes this one, in the same unit',
      }),
    ),
    points: Type.Array(
      object(
        {
          year: Type.String({ pattern: '^\\d{4}$', description: 'a year, YYYY, in quotes' }),
          value: Type.Number({ description: 'a number' }),
          cumulative: Type.Optional(Type.Number({ description: 'running total' })),
          basis: text('who published this figure', 500),
          disagreements: Type.Optional(
            Type.Array(text('a different figure and who published it', 1000), {
              maxItems: 20,
              description: 'at most 20 other figures',
            }),
          ),
          sources: Sources,
        },
        { description: 'the value of a year, with its sources' },
      ),
      { minItems: 1, maxItems: 500, description: '1–500 yearly values' },
    ),
  },
  { description: 'a series of yearly statistics' },
)

export type AuthoredEvent = Static<typeof EventSchema>
export type AuthoredTimeline = Static<typeof TimelineSchema>
export type AuthoredSeries = Static<typeof SeriesSchema>

export const SCHEMA_FILES = {
  'timeline.schema.json': TimelineSchema,
  'events.schema.json': EventsFileSchema,
  'series.schema.json': SeriesSchema,
} as const
