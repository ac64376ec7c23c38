/** Writes the OpenAPI 3.1 document from the route table, the parameters and the shapes of answers; `npm run generate` puts it into `openapi.json`. */
import { type TSchema, Type } from 'typebox'
import { EventSchema } from '../domain/schema.ts'
import {
  ChangeView,
  DateView,
  EventPage,
  EventReference,
  EventView,
  FacetView,
  OccurrenceView,
  PlaceView,
  RevisionView,
  SeriesSummaryView,
  SeriesView,
  SourceView,
  TermView,
  TimelineView,
} from '../domain/view-schema.ts'
import { type Operation, type OperationsOf, ROUTES, type Route } from '../routes.ts'
import { PARAMETERS, type ParameterName } from './parameters.ts'
import { type ListFormat, PROBLEM_TYPE, REPRESENTATIONS, type RepresentationName } from './representations.ts'

const closed = { additionalProperties: false } as const

/** An event of which only some fields were asked for. */
const EventPart = Type.Object(
  {
    ...Type.Partial(EventView).properties,
    id: EventView.properties.id,
    status: EventView.properties.status,
    attribution: EventView.properties.attribution,
  },
  closed,
)

const SCHEMAS = {
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
        date_published: Type.String({ format: 'date-time' }),
        date_modified: Type.String({ format: 'date-time' }),
        tags: Type.Array(Type.String()),
        language: Type.String(),
        _annals: Type.Object(
          {
            status: EventView.properties.status,
            attribution: EventView.properties.attribution,
            categories: EventView.properties.tags,
            sources: EventView.properties.sources,
            untranslated: EventView.properties.untranslated,
          },
          closed,
        ),
      }),
    ),
  }),
  /** RFC 9457 */
  Problem: Type.Object(
    {
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
          Type.Object(
            {
              pointer: Type.String({ description: 'JSON Pointer (RFC 6901)' }),
              detail: Type.String(),
              allowed: Type.String(),
            },
            closed,
          ),
          { description: 'what is wrong with the content, place by place' },
        ),
      ),
    },
    closed,
  ),
} satisfies Record<string, TSchema>

const ref = (name: keyof typeof SCHEMAS) => ({ $ref: `#/components/schemas/${name}` })

/** The schema with each component in it replaced by a reference to it, so that every shape is written once. */
function referring(schema: unknown, top = true): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const component = Object.entries(SCHEMAS).find(([, each]) => each === schema)
  if (component && !top) return ref(component[0] as keyof typeof SCHEMAS)
  if (Array.isArray(schema)) return schema.map(each => referring(each, false))
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, referring(value, false)]))
}

/** A page: `next` is the cursor of the page after, or null when nothing follows. */
const list = (name: keyof typeof SCHEMAS, more: Record<string, object> = {}) => ({
  type: 'object',
  required: ['data', 'next', ...Object.keys(more)],
  properties: { ...more, data: { type: 'array', items: ref(name) }, next: { type: ['string', 'null'] } },
  additionalProperties: false,
})

/** https://timeline.knightlab.com/docs/json-format.html */
const TIMELINE_JS = {
  type: 'object',
  description: 'with format=timelinejs',
  required: ['title', 'events'],
  properties: { title: { type: 'object' }, events: { type: 'array', items: { type: 'object' } } },
}

const TEXTS: Partial<Record<RepresentationName, object>> = {
  rss: { type: 'string', description: 'RSS 2.0' },
  atom: { type: 'string', description: 'Atom 1.0 (RFC 4287)' },
  icalendar: { type: 'string', description: 'iCalendar (RFC 5545)' },
  opml: { type: 'string', description: 'OPML 2.0' },
}

/** What programs ask; pages are for people. */
const API_ROUTES: readonly Route[] = ROUTES.filter(route => route.function !== 'pages')

/** What each operation is for, and what it answers. */
const OPERATIONS: Record<Exclude<Operation, OperationsOf<'pages'>>, { summary: string; answer: object }> = {
  getTimeline: { summary: 'The timeline: languages, zone, span, counts, categories, feeds', answer: ref('Timeline') },
  listEvents: {
    summary: 'Events by time',
    answer: { anyOf: [list('Event'), list('EventPart'), TIMELINE_JS] },
  },
  listFacets: {
    summary:
      'The values of a dimension with how many events have each: of those that the filters leave, where that can be counted',
    answer: list('Facet', {
      counted: {
        enum: ['filtered', 'all'],
        description: 'all events: without filters, or where they leave too many to count',
      },
    }),
  },
  listChanges: {
    summary: 'Additions, corrections and deletions in the order of time, for mirrors',
    answer: list('Change', {
      since: {
        type: 'string',
        format: 'date-time',
        description:
          'once nothing follows: what to ask for next. It overlaps; what comes again has the revision that it had',
      },
    }),
  },
  getEvent: { summary: 'One event, with those around it', answer: ref('EventPage') },
  putEvent: {
    summary: 'Adds an event (If-None-Match: *) or corrects one (If-Match); signed with SigV4',
    answer: ref('Event'),
  },
  deleteEvent: { summary: 'Deletes an event (If-Match); signed with SigV4', answer: {} },
  listRevisions: { summary: 'The versions of an event as they were written', answer: list('Revision') },
  getOnThisDay: {
    summary: 'What started on this day of the year, in all years; the answer says which day was used',
    answer: list('Event', { day: { type: 'string', pattern: '^\\d{2}-\\d{2}$' } }),
  },
  listAnniversaries: { summary: 'Anniversaries and observances to come', answer: list('Occurrence') },
  listHighlights: { summary: 'What the daily job marked, the latest day first', answer: list('Occurrence') },
  listSeries: { summary: 'The series of yearly statistics', answer: list('SeriesSummary') },
  getSeries: { summary: 'One series with its values and their sources', answer: ref('Series') },
  getAnniversariesFeed: {
    summary: 'What was highlighted in the last 60 days, to subscribe to',
    answer: ref('JsonFeed'),
  },
  getUpdatesFeed: {
    summary: 'Events added or corrected, the latest 100 changes, to subscribe to',
    answer: ref('JsonFeed'),
  },
  getTimelineFeed: {
    summary: 'Every event, the latest first, over pages (RFC 5005) that a mirror can follow',
    answer: ref('JsonFeed'),
  },
  getAnniversariesCalendar: {
    summary:
      'Anniversaries and observances as a calendar: each event on its day every year, the most significant 1,000',
    answer: {},
  },
  getTimelineCalendar: { summary: 'Events on the days on which they happened, the most significant 1,000', answer: {} },
  getSubscriptions: { summary: 'Every feed in every language, and one for each category and tag', answer: {} },
  getOpenApi: { summary: 'This document', answer: { type: 'object' } },
  getHealth: {
    summary: 'Whether the service runs; it asks no store',
    answer: {
      type: 'object',
      required: ['status'],
      properties: { status: { const: 'ok' } },
      additionalProperties: false,
    },
  },
}

const header = (description: string) => ({ description, schema: { type: 'string' } })

const headersOf = ({ dependsOn, parameters, operation }: Route) => ({
  ETag: header('Validator of this answer'),
  ...(dependsOn.includes('version') && { 'Last-Modified': header('When the answer last changed') }),
  ...(dependsOn.includes('version') && { 'Content-Language': header('Language of the texts') }),
  ...(operation === 'getTimeline' && { Link: header('The feeds, as alternates (RFC 8288)') }),
  ...(parameters.includes('limit') && { Link: header('The next page (RFC 8288), where one follows') }),
})

const problem = (description: string) => ({
  description,
  content: { [bare(PROBLEM_TYPE)]: { schema: ref('Problem') } },
})

/** A media type without its parameters. */
const bare = (contentType: string): string => contentType.split(';')[0]!

/** Operations that several routes share are told apart by the parameters or the format of the route. */
function operationId({ operation, path, representation }: Route): string {
  const suffix = /\{(\w+)\}$/.exec(path)?.[1]
  const shared = API_ROUTES.filter(route => route.operation === operation).length > 1
  if (!shared) return operation
  const distinction = suffix ?? (representation === 'json' ? '' : representation)
  return operation + distinction.charAt(0).toUpperCase() + distinction.slice(1)
}

const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` })

/** In the order of the table. */
const API_PARAMETERS = (Object.keys(PARAMETERS) as ParameterName[]).filter(name =>
  API_ROUTES.some(({ parameters }) => parameters.includes(name)),
)

function parameterObject(name: ParameterName) {
  const {
    name: called,
    in: where,
    description,
    schema,
    example,
    repeated = false,
  } = PARAMETERS[name] as (typeof PARAMETERS)['lang'] & { repeated?: true }
  return {
    name: called,
    in: where,
    description,
    required: where === 'path',
    schema: repeated ? { type: 'array', items: schema, maxItems: 10 } : schema,
    ...(repeated && { style: 'form', explode: true }),
    ...(example !== undefined && { example: exampleOf({ schema, example, repeated }) }),
  }
}

/** An example as a value of its schema, where the table has it as written in an address. */
function exampleOf({ schema, example, repeated }: { schema: object; example: string; repeated: boolean }): unknown {
  if (repeated) return [example]
  return 'type' in schema && schema.type === 'integer' ? Number(example) : example
}

/** What every operation may answer besides what it is for, so that the document says it once. */
const RESPONSES = {
  NotModified: { description: 'Not modified since the ETag in If-None-Match, or the date in If-Modified-Since' },
  InvalidParameter: problem('A parameter is unknown, or not what it may be: which one, and what is allowed'),
  NotFound: problem('There is no such thing'),
  Gone: problem('The event was deleted'),
  NotAcceptable: problem('Not available in the media types that Accept names'),
  UriTooLong: problem('The address is longer than any that has an answer'),
  Forbidden: problem('Not signed with credentials that may write'),
  PreconditionFailed: problem('The event is not what the precondition takes it to be'),
  ContentTooLarge: problem('The content is larger than any event'),
  UnsupportedMediaType: problem('The content is not JSON'),
  InvalidEvent: problem('The event has mistakes: each with its place in the content, and what is allowed'),
  PreconditionRequired: problem('Neither If-Match nor If-None-Match: nobody overwrites what they have not seen'),
  NotSearchable: problem('The timeline is searched in memory, and has more events than that holds'),
  Internal: problem('Something went wrong, and was logged'),
  Unavailable: {
    ...problem('The timeline is not loaded yet, or does not answer for now'),
    headers: { 'Retry-After': header('After how many seconds to ask again') },
  },
}

const responseRef = (name: keyof typeof RESPONSES) => ({ $ref: `#/components/responses/${name}` })

function responsesOf(route: Route): Record<string, object> {
  const { contentType } = REPRESENTATIONS[route.representation]
  const schema = TEXTS[route.representation] ?? OPERATIONS[route.operation as keyof typeof OPERATIONS].answer
  const cached = route.cache !== 'none'
  const stored = route.dependsOn.includes('version')
  const others = route.parameters.includes('format') ? { ndjson: 'one event a line', csv: 'one event a row' } : {}
  const content = {
    [bare(contentType)]: { schema },
    ...Object.fromEntries(
      Object.entries(others).map(([format, description]) => [
        bare(REPRESENTATIONS[format as ListFormat].contentType),
        { schema: { type: 'string', description } },
      ]),
    ),
  }
  const answer = (description: string) => ({ description, content })
  const successes = {
    GET: { 200: { ...answer('The answer'), ...(cached && { headers: headersOf(route) }) } },
    PUT: { 200: answer('Corrected'), 201: { ...answer('Added'), headers: { Location: header('Where it is') } } },
    DELETE: { 204: { description: 'Deleted' } },
  }
  const isRead = route.method === 'GET'
  const exists = route.operation === 'getEvent' || route.method === 'DELETE'
  return {
    ...successes[route.method],
    ...(cached && { 304: responseRef('NotModified') }),
    400: responseRef('InvalidParameter'),
    ...(!isRead && { 403: responseRef('Forbidden') }),
    ...((isRead || exists) && route.path.includes('{id}') && { 404: responseRef('NotFound') }),
    ...(exists && { 410: responseRef('Gone') }),
    406: responseRef('NotAcceptable'),
    414: responseRef('UriTooLong'),
    ...(!isRead && { 412: responseRef('PreconditionFailed'), 428: responseRef('PreconditionRequired') }),
    ...(route.method === 'PUT' && {
      413: responseRef('ContentTooLarge'),
      415: responseRef('UnsupportedMediaType'),
      422: responseRef('InvalidEvent'),
    }),
    ...(route.parameters.includes('q') && { 501: responseRef('NotSearchable') }),
    ...(stored && { 500: responseRef('Internal'), 503: responseRef('Unavailable') }),
  }
}

/** Preconditions of a write (`precondition.ts`). */
const HEADERS = {
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The ETag of the event, or its revision in quotes: it is written only if it is still at this revision.',
    schema: { type: 'string' },
    example: '"3"',
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: '`*`: it is written only if there is no such event.',
    schema: { const: '*' },
  },
}

function operationOf(route: Route) {
  const headers = { GET: [], PUT: ['ifMatch', 'ifNoneMatch'], DELETE: ['ifMatch'] }[route.method]
  return {
    operationId: operationId(route),
    summary: OPERATIONS[route.operation as keyof typeof OPERATIONS].summary,
    ...(route.auth === 'iam' && { security: [{ sigv4: [] }] }),
    parameters: [...route.parameters, ...headers].map(parameterRef),
    ...(route.method === 'PUT' && {
      requestBody: { required: true, content: { 'application/json': { schema: ref('AuthoredEvent') } } },
    }),
    responses: responsesOf(route),
  }
}

/** The document, for the version of Annals that is given. */
export function openApiDocument(version: string) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Annals',
      version,
      summary: 'A timeline of dated, sourced events',
      description:
        'Reads are public, cacheable and open to any origin. Unknown parameters are refused. HEAD agrees with GET. Errors are RFC 9457 problem details.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      [...Map.groupBy(API_ROUTES, route => route.path)].map(([path, routes]) => [
        path,
        Object.fromEntries(routes.map(route => [route.method.toLowerCase(), operationOf(route)])),
      ]),
    ),
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description:
            'AWS Signature Version 4, at the API’s own address; on a laptop, Bearer and the token that npm start prints',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      parameters: {
        ...Object.fromEntries(API_PARAMETERS.map(name => [name, parameterObject(name)])),
        ...HEADERS,
      },
      responses: RESPONSES,
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, referring(schema)])),
    },
  }
}
