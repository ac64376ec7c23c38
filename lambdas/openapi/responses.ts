/** The responses of the document. */
import type { Endpoint } from '../http/endpoint.ts'
import { isNegotiated } from '../http/middleware/negotiation.ts'
import { PROBLEM_TYPE, REPRESENTATIONS, type Representation, type RepresentationName } from '../http/representations.ts'
import { schemaOf, schemaRef } from './references.ts'

const header = (description: string) => ({ description, schema: { type: 'string' } })

const headersOf = ({ dependsOn, parameters, link }: Endpoint) => ({
  ETag: header('Validator of this response'),
  ...(dependsOn.includes('version') && { 'Last-Modified': header('When the response last changed') }),
  ...(dependsOn.includes('version') && { 'Content-Language': header('Language of the texts') }),
  ...(link !== undefined && { Link: header(link) }),
  ...((parameters.includes('limit') || parameters.includes('fileLimit')) && {
    Link: header('The next page (RFC 8288), if one follows'),
  }),
})

const problem = (description: string) => ({
  description,
  content: { [bare(PROBLEM_TYPE)]: { schema: schemaRef('Problem') } },
})

/** A media type without its parameters. */
const bare = (contentType: string): string => contentType.split(';')[0]!

/** The responses that operations share. */
export const RESPONSES = {
  NotModified: { description: 'Not modified since the ETag in If-None-Match, or the date in If-Modified-Since' },
  InvalidParameter: problem('A parameter is unknown or invalid. The problem names it, and what is allowed'),
  NotFound: problem('The resource does not exist'),
  Gone: problem('The event was deleted'),
  NotAcceptable: problem('Not available in the media types of Accept'),
  UriTooLong: problem('The address is longer than any valid one'),
  Forbidden: problem('The request is not signed with credentials that may write'),
  PreconditionFailed: problem('The precondition is false'),
  ContentTooLarge: problem('The content is larger than any event'),
  UnsupportedMediaType: problem('The content is not JSON'),
  InvalidEvent: problem(
    'The event has mistakes. The problem lists each with its place in the content, and what is allowed',
  ),
  PreconditionRequired: problem(
    'If-Match or If-None-Match is required: nobody overwrites a version that they have not seen',
  ),
  NotSearchable: problem('The timeline has more events than can be searched'),
  Internal: problem('An internal error, which has been logged'),
  Unavailable: {
    ...problem('The timeline is not loaded yet, or the store is unavailable for now'),
    headers: { 'Retry-After': header('Seconds to wait before the next attempt') },
  },
}

const responseRef = (name: keyof typeof RESPONSES) => ({ $ref: `#/components/responses/${name}` })

/** The content of a response: text with a description, or JSON with a schema. */
function contentOf(name: RepresentationName, answer?: Endpoint['answer']): Record<string, object> {
  const { contentType, description }: Representation = REPRESENTATIONS[name]
  const json = answer === undefined ? {} : schemaOf(answer)
  return { [bare(contentType)]: { schema: description === undefined ? json : { type: 'string', description } } }
}

export function responsesOf(endpoint: Endpoint): Record<string, object> {
  const cached = endpoint.cache !== 'none'
  const stored = endpoint.dependsOn.includes('version')
  const content = contentOf(endpoint.representation, endpoint.answer)
  const answer = (description: string) => ({ description, content })
  const successes = {
    GET: { 200: { ...answer('The response'), ...(cached && { headers: headersOf(endpoint) }) } },
    PUT: { 200: answer('Corrected'), 201: { ...answer('Added'), headers: { Location: header('URL of the event') } } },
    DELETE: { 204: { description: 'Deleted' } },
    POST: { 200: answer('The response') },
  }
  const isRead = endpoint.auth === 'none'
  // A deleted event is gone; its versions stay.
  const exists = /^\/v1\/events\/\{id\}[^/]*$/.test(endpoint.path) && endpoint.method !== 'PUT'
  const isMissable = endpoint.feed !== undefined || ((isRead || exists) && endpoint.path.includes('{id}'))
  return {
    ...successes[endpoint.method],
    ...(cached && { 304: responseRef('NotModified') }),
    400: responseRef('InvalidParameter'),
    ...(!isRead && { 403: responseRef('Forbidden') }),
    ...(isMissable && { 404: responseRef('NotFound') }),
    ...(exists && { 410: responseRef('Gone') }),
    ...(isNegotiated(endpoint) && { 406: responseRef('NotAcceptable') }),
    414: responseRef('UriTooLong'),
    ...(!isRead && { 412: responseRef('PreconditionFailed'), 428: responseRef('PreconditionRequired') }),
    ...(endpoint.method === 'PUT' && {
      413: responseRef('ContentTooLarge'),
      415: responseRef('UnsupportedMediaType'),
      422: responseRef('InvalidEvent'),
    }),
    ...(endpoint.parameters.includes('q') && { 422: responseRef('NotSearchable') }),
    ...(stored && { 500: responseRef('Internal'), 503: responseRef('Unavailable') }),
  }
}
