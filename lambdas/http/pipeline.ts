/** The middy pipeline that every request goes through, from an API Gateway HTTP API event (payload 2.0) to its answer. */
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import Negotiator from 'negotiator'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import { dateIn } from '../domain/time-zone.ts'
import { type HttpFunction, isForPrograms, matchPath, type OperationsOf } from '../routes.ts'
import { withDeadline } from '../store/deadline.ts'
import { CACHE_CLASSES } from './cache-control.ts'
import type { Call, Handler, Reply, Services, ShowProblem } from './call.ts'
import {
  entityTag,
  httpDate,
  isSettling,
  lastModified,
  namedTag,
  namesAny,
  unmodifiedSince,
  withRevision,
} from './conditional.ts'
import { type Coding, compressed, preferredCoding } from './content-coding.ts'
import { answerMemory, headMemory, isAskedAnew, sharing } from './memory.ts'
import { readParameters, refuseUnknown } from './parameters.ts'
import { Problem, problemDetails } from './problem.ts'
import {
  LIST_FORMATS,
  PROBLEM_TYPE,
  REPRESENTATIONS,
  type Representation,
  type RepresentationName,
} from './representations.ts'

/** Where and when the pipeline runs. */
export interface PipelineConfig {
  /** Public origin for absolute links, without a slash at the end; never taken from a caller's Host header. */
  publicUrl: string
  /** Identifies the code, so that validators change with it. */
  build: string
  now: () => Instant
  /** The day it is taken to be, for a laptop that travels in time; the real one without. */
  today?: CivilDate | undefined
}

type Answer = APIGatewayProxyStructuredResultV2

/** An answer whose entity tag is still to begin with the revision of what it shows, if that has one. */
type Rendered = Answer & Pick<Reply, 'revision'>

/** What API Gateway calls. It never fails: an error is an answer. */
export type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => Promise<Answer>

/** The event, to which each step adds what it learns. */
type HttpEvent = APIGatewayProxyEventV2 & { call: Call; coding: Coding; entityTag: string }

type Step = middy.MiddlewareObj<HttpEvent, Answer, Error, Context>

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

const isCached = ({ call }: HttpEvent) => call.route.cache !== 'none'

/** Whether an error is for people: the path decides first, for the host may hide what is accepted. */
function isForPeople({ rawPath, headers }: HttpEvent): boolean {
  const types = ['text/html', 'application/problem+json', 'application/json']
  return !isForPrograms(rawPath) && new Negotiator({ headers }).mediaType(types) === 'text/html'
}

/** Last thing to see every answer: errors become problems, and an answer to HEAD loses its body. */
function finish<S>(services: S, show?: ShowProblem<S>): Step {
  const complete = (event: HttpEvent, answer: Answer): Answer => ({
    ...answer,
    headers: { ...COMMON_HEADERS, ...answer.headers },
    ...(methodOf(event) === 'HEAD' ? { body: '', isBase64Encoded: false } : { body: answer.body ?? '' }),
  })
  return {
    after: request => {
      request.response = complete(request.event, request.response!)
    },
    onError: async request => {
      const { error, event, context } = request
      const { body, headers } = problemDetails(error, event.rawPath)
      if (body.status >= 500) log(error, context.awsRequestId, body.status !== 500)
      const shown = show && isForPeople(event) ? await show(body, event, services) : undefined
      request.response = complete(event, {
        statusCode: body.status,
        headers: {
          ...(shown === undefined ? { 'content-type': PROBLEM_TYPE } : representationHeaders('html')),
          'cache-control': CACHE_CLASSES.none,
          ...headers,
          ...shown?.headers,
        },
        body: shown === undefined ? JSON.stringify(body) : shown.body,
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
function understand(services: Pick<Services, 'events'>, { publicUrl, now, today: travelledTo }: PipelineConfig): Step {
  const todayIn = (timeZone: string, now: Instant) => travelledTo ?? dateIn(timeZone, now)
  const headAt = headMemory(() => services.events.head())
  return {
    before: async ({ event }) => {
      const { call } = event
      call.now = now()
      if (!call.route.dependsOn.includes('version')) {
        // Fixed answers need no timeline, and stay alive without one.
        refuseUnknown([], call.query)
        call.parameters = {}
        call.setting = { publicUrl } as Call['setting']
        return
      }
      // What nobody may keep – a write above all – goes by what is stored now.
      const head = await headAt(call.now, !isCached(event) || isAskedAnew(event.headers))
      if (!head)
        throw new Problem('not-loaded', { detail: 'The timeline is not loaded yet', headers: { 'retry-after': '10' } })
      call.head = head
      const { timeline } = head
      // Sites add parameters of their own to the links that they pass on, which is no reason to refuse a reader.
      if (call.route.representation !== 'html') refuseUnknown(call.route.parameters, call.query)
      const scope = { timeline, today: () => todayIn(timeline.timeZone, call.now) }
      call.parameters = readParameters(call.route.parameters, call.path, call.query, scope)
      const { tz = timeline.timeZone, language, lang = language ?? timeline.languages[0]! } = call.parameters
      call.today = () => todayIn(tz, call.now)
      call.setting = { language: lang, timeline, publicUrl }
    },
  }
}

/** Validators and 304 before anything is rendered; the headers that a 304 shares with its 200 (RFC 9110 §15.4.5). */
function conditional({ build }: PipelineConfig): Step {
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
      const { revision, ...answer } = request.response as Rendered
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
function encode(answer: Rendered, coding: Coding): Rendered {
  const body = compressed(answer.body ?? '', coding)
  if (body === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'content-encoding': coding }, body, isBase64Encoded: true }
}

/** Those that go with a representation. */
function representationHeaders(name: RepresentationName): Record<string, string> {
  const { contentType, headers }: Representation = REPRESENTATIONS[name]
  return { 'content-type': contentType, ...headers }
}

/** Makes an answer of a handler's reply. */
function represent({ status, body, revision, headers }: Reply, call: Call): Rendered {
  if (body === undefined) return { statusCode: status ?? 204, headers: { ...headers } }
  const { language } = call.setting
  return {
    statusCode: status ?? 200,
    headers: {
      ...representationHeaders(representationOf(call)),
      ...(language !== undefined && { 'content-language': language }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(revision !== undefined && { revision }),
  }
}

/** Whether an answer may be remembered: not while what was read may be the state before the last change. */
const isLasting = (event: HttpEvent) =>
  isCached(event) && !(event.call.route.dependsOn.includes('version') && isSettling(event.call))

/**
 * The end of the pipeline: an answer that is kept, or that is being made for the same entity tag, or a new one by the handler. A request that
 * bypasses the memory shares with nobody, since what is being made may have been read before a change.
 */
function answering(reply: (call: Call) => Promise<Reply> | Reply) {
  const memory = answerMemory<Rendered>()
  const shared = sharing<Rendered>()
  return async (event: HttpEvent): Promise<Rendered> => {
    const { call, coding, entityTag } = event
    const make = async () => {
      const answer = encode(represent(await reply(call), call), coding)
      if (isLasting(event)) memory.set(entityTag, answer)
      return answer
    }
    if (!isCached(event) || isAskedAnew(event.headers)) return make()
    return memory.get(entityTag) ?? shared(entityTag, make)
  }
}

/** The handler of a Lambda function that answers with `handlers`, one for each of its operations in the route table, and has `show` for errors. */
export function pipeline<F extends HttpFunction, S extends Pick<Services, 'events'> = Services>(
  handlers: { [O in OperationsOf<F>]: Handler<O, S> },
  services: S,
  config: PipelineConfig,
  show?: ShowProblem<S>,
): HttpLambda {
  const byOperation = handlers as unknown as Record<string, (call: Call, services: S) => Promise<Reply> | Reply>
  const handler = middy<HttpEvent, Answer, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(finish(services, show))
    .use(limitTarget())
    .use(route())
    .use(authorize())
    .use(negotiate())
    .use(understand(services, config))
    .use(conditional(config))
    .handler(answering(call => byOperation[call.route.operation]!(call, services)))
  return (event, context) =>
    withDeadline(context.getRemainingTimeInMillis() - RENDERING_MILLISECONDS, () =>
      (handler as unknown as HttpLambda)(event, context),
    )
}
