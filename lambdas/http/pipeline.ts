/** The middy pipeline that every request goes through, from an API Gateway HTTP API event (payload 2.0) to its answer. */
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import Negotiator from 'negotiator'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import { dateIn } from '../domain/time-zone.ts'
import { type HttpFunction, matchPath, type OperationsOf } from '../routes.ts'
import { withDeadline } from '../store/deadline.ts'
import { CACHE_CLASSES } from './cache-control.ts'
import type { Call, Handler, Reply, Services } from './call.ts'
import { entityTag, httpDate, lastModified, namedTag, namesAny, unmodifiedSince, withRevision } from './conditional.ts'
import { type Coding, compressed, preferredCoding } from './content-coding.ts'
import { readParameters, type Scope } from './parameters.ts'
import { Problem, problemDetails } from './problem.ts'
import { LIST_FORMATS, PROBLEM_TYPE, REPRESENTATIONS, type RepresentationName } from './representations.ts'

/** Where and when the pipeline runs. */
export interface Surroundings {
  /** Public origin for absolute links, without a slash at the end; never taken from a caller's Host header. */
  publicUrl: string
  /** Identifies the code, so that validators change with it. */
  build: string
  now: () => Instant
  /** The day it is taken to be, for a laptop that travels in time; the real one without. */
  today?: CivilDate | undefined
}

type Answer = APIGatewayProxyStructuredResultV2

/** What API Gateway calls. It never fails: an error is an answer. */
export type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => Promise<Answer>

/** The event, to which each step adds what it learns. */
type HttpEvent = APIGatewayProxyEventV2 & { call: Call; coding: Coding; entityTag: string }

type Step = middy.MiddlewareObj<HttpEvent, Answer | Reply, Error, Context>

/** API Gateway takes 10,240 bytes for the request line and all headers: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LONGEST_TARGET = 4096

/** What is kept of a function's time to render and compress what was read, which takes the largest answer far less. */
const RENDERING_MILLISECONDS = 3_000

/** Reads are public (https://fetch.spec.whatwg.org/#http-cors-protocol); errors may be read too. */
const COMMON_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Content-Language, Allow, Location, Retry-After',
  'x-content-type-options': 'nosniff',
}

/** How long a browser may remember a preflight, in seconds; browsers cap it at two hours themselves. */
const PREFLIGHT_MAX_AGE = '7200'

const methodOf = (event: HttpEvent) => event.requestContext.http.method

/** Last thing to see every answer: errors become problems, and an answer to HEAD loses its body. */
function finish(): Step {
  const complete = (event: HttpEvent, answer: Answer): Answer => ({
    ...answer,
    headers: { ...COMMON_HEADERS, ...answer.headers },
    ...(methodOf(event) === 'HEAD' ? { body: '', isBase64Encoded: false } : { body: answer.body ?? '' }),
  })
  return {
    after: request => {
      request.response = complete(request.event, request.response as Answer)
    },
    onError: request => {
      const { body, headers } = problemDetails(request.error, request.event.rawPath)
      if (body.status >= 500) log(request.error, request.context.awsRequestId, body.status !== 500)
      request.response = complete(request.event, {
        statusCode: body.status,
        headers: { 'content-type': PROBLEM_TYPE, 'cache-control': CACHE_CLASSES.none, ...headers },
        body: JSON.stringify(body),
      })
    },
  }
}

/** One line of JSON. A state that was foreseen needs no stack, unless it has a cause: what a store or service said. */
function log(error: unknown, requestId: string, isForeseen: boolean): void {
  const { cause, message, stack = `${error}` } = (error ?? {}) as Error
  const entry =
    isForeseen && cause === undefined
      ? { level: 'warn', requestId, error: message }
      : { level: 'error', requestId, error: stack }
  console.error(JSON.stringify({ ...entry, ...(cause !== undefined && { cause: `${cause}` }) }))
}

/** 414 for a target that no route needs. */
function limitTarget(): Step {
  return {
    before: ({ event }) => {
      if (event.rawPath.length + event.rawQueryString.length > LONGEST_TARGET)
        throw new Problem('uri-too-long', { detail: `Path and query are longer than ${LONGEST_TARGET} characters` })
    },
  }
}

/** Finds the route: 404 without one, 405 for another method; answers OPTIONS. HEAD goes the way of GET. */
function route(): Step {
  return {
    before: ({ event }) => {
      const matches = matchPath(event.rawPath)
      if (matches.length === 0) throw new Problem('not-found', { detail: `There is nothing at ${event.rawPath}` })
      const allow = [
        ...matches.flatMap(({ route }) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method])),
        'OPTIONS',
      ].join(', ')
      const method = methodOf(event)
      if (method === 'OPTIONS') return preflight(allow)
      const match = matches.find(({ route }) => route.method === (method === 'HEAD' ? 'GET' : method))
      if (!match)
        throw new Problem('method-not-allowed', {
          detail: `${method} is not allowed here`,
          allowed: allow,
          headers: { allow },
        })
      event.call = {
        ...match,
        rawPath: event.rawPath,
        query: new URLSearchParams(event.rawQueryString),
        headers: event.headers,
        content: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
      } as unknown as Call
    },
  }
}

/** Ends the pipeline early, where middy does not run `after`: hence the common headers here. */
const preflight = (allow: string): Answer => ({
  statusCode: 204,
  headers: {
    ...COMMON_HEADERS,
    allow,
    'access-control-allow-methods': allow,
    'access-control-allow-headers': '*',
    'access-control-max-age': PREFLIGHT_MAX_AGE,
    'cache-control': `public, max-age=${PREFLIGHT_MAX_AGE}`,
  },
})

/** 403 for a write that the host did not let through by its signature: a second lock, should the first ever stand open. */
function authorize(): Step {
  return {
    before: ({ event }) => {
      const signed = 'authorizer' in event.requestContext && event.requestContext.authorizer !== undefined
      if (event.call.route.auth === 'iam' && !signed)
        throw new Problem('forbidden', { detail: 'A write is signed with credentials that may invoke it' })
    },
  }
}

/** A list of events has the format that is asked for; one that is none is told of when the parameters are read. */
function representationOf({ route, query }: Call): RepresentationName {
  const format = route.parameters.includes('format') ? query.get('format') : null
  return LIST_FORMATS.find(each => each === format) ?? route.representation
}

/** 406 when the representation is not among what the client accepts. */
function negotiate(): Step {
  return {
    before: ({ event }) => {
      const { satisfies } = REPRESENTATIONS[representationOf(event.call)]
      // Some clients name the character encoding too; all text here is in this one.
      const offered = satisfies.flatMap(type => [type, `${type}; charset=utf-8`])
      if (new Negotiator({ headers: event.headers }).mediaTypes(offered).length === 0)
        throw new Problem('not-acceptable', { detail: `Not available as ${event.headers.accept}`, allowed: satisfies })
    },
  }
}

/** Reads the head, the parameters, the language and the day. */
function understand(services: Pick<Services, 'events'>, { publicUrl, now, today: travelledTo }: Surroundings): Step {
  const todayIn = (timeZone: string, now: Instant) => travelledTo ?? dateIn(timeZone, now)
  return {
    before: async ({ event }) => {
      const { call } = event
      call.now = now()
      if (!call.route.dependsOn.includes('version')) {
        // Fixed answers need no timeline, and stay alive without one.
        call.parameters = readParameters([], {}, call.query, {} as Scope)
        call.setting = { publicUrl } as Call['setting']
        return
      }
      const head = await services.events.head()
      if (!head)
        throw new Problem('not-loaded', { detail: 'The timeline is not loaded yet', headers: { 'retry-after': '10' } })
      const { timeline } = head
      const today = todayIn(timeline.timeZone, call.now)
      call.parameters = readParameters(call.route.parameters, call.path, call.query, { timeline, today })
      const { tz, lang = timeline.languages[0]! } = call.parameters
      call.head = head
      call.today = tz === undefined ? today : todayIn(tz, call.now)
      call.setting = { language: lang, timeline, publicUrl }
    },
  }
}

/** Validators and 304 before anything is rendered; the headers that a 304 shares with its 200 (RFC 9110 §15.4.5). */
function conditional({ build }: Surroundings): Step {
  const isCached = ({ call }: HttpEvent) => call.route.cache !== 'none'
  const headersOf = (event: HttpEvent) => {
    const modified = lastModified(event.call)
    return {
      'cache-control': CACHE_CLASSES[event.call.route.cache],
      vary: 'Accept-Encoding',
      ...(isCached(event) && { etag: event.entityTag }),
      ...(isCached(event) && modified !== undefined && { 'last-modified': httpDate(modified) }),
    }
  }
  const notModified = (event: HttpEvent): Answer => ({
    statusCode: 304,
    headers: { ...COMMON_HEADERS, ...headersOf(event) },
  })
  return {
    before: ({ event }) => {
      const { call, headers } = event
      event.coding = preferredCoding(headers)
      event.entityTag = entityTag(call, build, event.coding)
      if (!isCached(event)) return
      const named = namedTag(headers['if-none-match'], event.entityTag)
      event.entityTag = named ?? event.entityTag
      const unmodified = !call.route.revisioned && unmodifiedSince(headers, call)
      if (named !== undefined || unmodified) return notModified(event)
    },
    after: request => {
      const { event } = request
      const { revision, ...answer } = request.response as Answer & Pick<Reply, 'revision'>
      if (revision !== undefined) event.entityTag = withRevision(event.entityTag, revision)
      // Of anything without a revision this was decided before it was read.
      const unmodified =
        namesAny(event.headers['if-none-match']) ||
        (revision !== undefined && unmodifiedSince(event.headers, event.call))
      request.response =
        isCached(event) && unmodified
          ? notModified(event)
          : { ...answer, headers: { ...headersOf(event), ...answer.headers } }
    },
  }
}

/** Compresses what is worth it. */
function encode(): Step {
  return {
    after: request => {
      const answer = request.response as Answer
      const { coding } = request.event
      const body = compressed(answer.body ?? '', coding)
      if (body === undefined) return
      request.response = {
        ...answer,
        headers: { ...answer.headers, 'content-encoding': coding },
        body,
        isBase64Encoded: true,
      }
    },
  }
}

/** Makes an answer of a handler's reply. */
function represent(): Step {
  return {
    after: request => {
      const { status, body, revision, headers } = request.response as Reply
      const { setting } = request.event.call
      if (body === undefined) {
        request.response = { statusCode: status ?? 204, headers: { ...headers } }
        return
      }
      request.response = {
        statusCode: status ?? 200,
        headers: {
          'content-type': REPRESENTATIONS[representationOf(request.event.call)].contentType,
          ...(setting.language !== undefined && { 'content-language': setting.language }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...(revision !== undefined && { revision }),
      }
    },
  }
}

/** The handler of a Lambda function that answers with `handlers`, one for each of its operations in the route table. */
export function pipeline<F extends HttpFunction, S extends Pick<Services, 'events'> = Services>(
  handlers: { [O in OperationsOf<F>]: Handler<O, S> },
  services: S,
  surroundings: Surroundings,
): HttpLambda {
  const byOperation = handlers as unknown as Record<string, (call: Call, services: S) => Promise<Reply> | Reply>
  const handler = middy<HttpEvent, Answer | Reply, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(finish())
    .use(limitTarget())
    .use(route())
    .use(authorize())
    .use(negotiate())
    .use(understand(services, surroundings))
    .use(conditional(surroundings))
    .use(encode())
    .use(represent())
    .handler(({ call }: HttpEvent) => byOperation[call.route.operation]!(call, services))
  return (event, context) =>
    withDeadline(context.getRemainingTimeInMillis() - RENDERING_MILLISECONDS, () =>
      (handler as unknown as HttpLambda)(event, context),
    )
}
