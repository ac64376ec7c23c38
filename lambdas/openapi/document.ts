/** Writes the OpenAPI 3.1 document from the endpoints, the parameters and the schemas; `npm run generate` writes it to `http/openapi.json`. */
import { ENDPOINTS } from '../endpoints/index.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { SCHEMAS } from '../http/schemas.ts'
import { parameterComponents } from './parameters.ts'
import { parameterRef, schemaRef, withReferences } from './references.ts'
import { RESPONSES, responsesOf } from './responses.ts'

/** The sections of the reference, in order. The service itself comes last. */
const SECTIONS = [/^\/v1\//, /^\/feeds/, /./]
const sectionOf = ({ path }: Endpoint): number => SECTIONS.findIndex(section => section.test(path))

/** The endpoints for programs. Pages are for people, and `/mcp` describes itself to agents. */
const API_ENDPOINTS = ENDPOINTS.filter(({ function: name }) => !['pages', 'pictures', 'mcp'].includes(name)).toSorted(
  (a, b) => sectionOf(a) - sectionOf(b),
)

/** An operation in several formats has one id per format. */
function operationId({ operation, representation }: Endpoint): string {
  const isShared = API_ENDPOINTS.filter(endpoint => endpoint.operation === operation).length > 1
  return isShared ? operation + representation.charAt(0).toUpperCase() + representation.slice(1) : operation
}

/** The sections of the reference, by the functions that serve them. */
const TAGS = [
  { name: 'Timeline', description: 'Events, days, anniversaries, series and changes as JSON, and events as files' },
  { name: 'Editing', description: 'Signed writes of single events' },
  { name: 'Feeds', description: 'Feeds and calendars to subscribe to' },
  { name: 'Service', description: 'The service itself' },
] as const

function tagOf({ function: name, path }: Endpoint): (typeof TAGS)[number]['name'] {
  if (name === 'editor') return 'Editing'
  if (name === 'feeds') return 'Feeds'
  return path.startsWith('/v1/') ? 'Timeline' : 'Service'
}

const descriptionOf = ({ summary, function: name, auth, parameters }: Endpoint): string =>
  [
    `${summary}.`,
    parameters.includes('limit') && 'Answers a page: send its `next` back as `cursor` to get the page after it.',
    name === 'feeds' && 'Unknown parameters and `Accept` are ignored.',
    auth === 'iam' && 'Refused unless the request is signed, and says which version of the event it replaces.',
  ]
    .filter(Boolean)
    .join(' ')

function operationOf(endpoint: Endpoint) {
  const headers = { GET: [], POST: [], PUT: ['ifMatch', 'ifNoneMatch'], DELETE: ['ifMatch'] }[endpoint.method]
  return {
    operationId: operationId(endpoint),
    tags: [tagOf(endpoint)],
    summary: endpoint.summary,
    description: descriptionOf(endpoint),
    ...(endpoint.auth === 'iam' && { security: [{ sigv4: [] }] }),
    parameters: [...endpoint.parameters, ...headers].map(parameterRef),
    ...(endpoint.method === 'PUT' && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaRef('AuthoredEvent') } } },
    }),
    responses: responsesOf(endpoint),
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
        'Reads are public, cacheable and open to any origin. Unknown parameters are refused. HEAD agrees with GET. Errors are RFC 9457 problem details; on AWS, API Gateway answers an unsigned write (403), a request of more than 10 MB (413) and too many requests (429) by itself, as {"message": …} without CORS headers.',
      contact: { name: 'The owner of the timeline, as /about says' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // Reads need none; writes state their own.
    security: [],
    tags: TAGS,
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      [...Map.groupBy(API_ENDPOINTS, ({ path }) => path)].map(([path, endpoints]) => [
        path,
        Object.fromEntries(endpoints.map(endpoint => [endpoint.method.toLowerCase(), operationOf(endpoint)])),
      ]),
    ),
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description:
            'AWS Signature Version 4, at the API’s own address; on a laptop, Bearer and the token that annals start prints',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      parameters: parameterComponents(API_ENDPOINTS),
      responses: RESPONSES,
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, withReferences(schema)])),
    },
  }
}
