/** The local API Gateway: converts HTTP requests to events (payload format 2.0) and function results to HTTP responses. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { ENDPOINTS, FALLBACK_FUNCTION } from '../../lambdas/endpoints/index.ts'
import { CACHE_CLASSES } from '../../lambdas/http/cache-control.ts'
import type { HttpFunction } from '../../lambdas/http/endpoint.ts'
import { COMMON_HEADERS } from '../../lambdas/http/middleware/http-event.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { Problem, problemDetails } from '../../lambdas/http/problem.ts'
import { PROBLEM_TYPE } from '../../lambdas/http/representations.ts'
import { createRouter } from '../../lambdas/http/router.ts'

/** API Gateway's limit: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MOST_BODY_BYTES = 10 * 1024 * 1024

/**
 * Concurrent function calls; further requests wait before their timeout starts. With 4,000 requests on 2,000 connections and two busy
 * cores, 380 failed with DynamoDB timeouts at 32, and none at 8.
 */
const MOST_AT_A_TIME = 8

/**
 * Routes each request to the function of its endpoint, or to the fallback function.
 * @param token required in writes as `Authorization: Bearer TOKEN`; without a token, all writes are forbidden
 * @param stopping aborted when the host stops: what no function has begun to answer then gets a 503
 */
export function gateway(functions: Record<HttpFunction, HttpLambda>, token?: string, stopping?: AbortSignal) {
  const limited = concurrencyLimit(MOST_AT_A_TIME)

  async function invoke(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
    if (stopping?.aborted) return refusal(STOPPING, event.rawPath)
    const { name, signed } = destination(event)
    // Stands in for API Gateway's IAM authorizer.
    if (signed && !isAuthorized(token, event.headers.authorization)) {
      const detail = 'A write needs the token that annals start prints, as Authorization: Bearer TOKEN'
      return refusal(new Problem('forbidden', { detail }), event.rawPath)
    }
    if (signed) Object.assign(event.requestContext, { authorizer: { iam: { userId: 'local' } } })
    return functions[name](event, lambdaContext(event.requestContext.requestId))
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, isMalformed(request) ? refusal(MALFORMED, '/') : await answer(request))
    } catch (error) {
      // The client disconnected before its body was complete.
      if (request.destroyed && !request.complete) return
      // Like API Gateway, hide the failure of a function from the client.
      console.error(error)
      send(response, refusal(error, originForm(request).target))
    }
  }

  async function answer(request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> {
    const body = await readBody(request)
    if (body === undefined) return refusal(TOO_LARGE, originForm(request).target)
    return limited(() => invoke(payload(request, body)))
  }
}

/** Runs at most `most` actions at a time; the others wait in order of arrival. */
function concurrencyLimit(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(action: () => Promise<T>): Promise<T> => {
    if (running < most) running++
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await action()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

const MALFORMED = new Problem('bad-request', { detail: 'A request has exactly one Host field' })
const TOO_LARGE = new Problem('content-too-large', { detail: `A request has at most ${MOST_BODY_BYTES} bytes` })

const STOPPING = new Problem('unavailable', {
  detail: 'The host is stopping; ask again once it has started',
  headers: { 'retry-after': '10', connection: 'close' },
})

/** An error that does not come from a function, in the shape of those that do. API Gateway sends `{"message":"Forbidden"}` instead. */
function refusal(error: unknown, target: string): APIGatewayProxyStructuredResultV2 {
  const { body, headers } = problemDetails(error, decode(target.split('?')[0]!))
  return {
    statusCode: body.status,
    headers: { ...COMMON_HEADERS, 'content-type': PROBLEM_TYPE, 'cache-control': CACHE_CLASSES.none, ...headers },
    body: JSON.stringify(body),
  }
}

function send(response: ServerResponse, answer: APIGatewayProxyStructuredResultV2): void {
  const { statusCode = 200, headers = {}, body, isBase64Encoded } = answer
  response.statusCode = statusCode
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  // The rest of a body that is too large stays unread, so the connection cannot be reused.
  if (statusCode === 413) response.setHeader('connection', 'close')
  response.end(isBase64Encoded ? Buffer.from(body ?? '', 'base64') : body)
}

/** A request must have exactly one Host field (RFC 9112 §3.2). Node.js rejects none, but of several it takes the first. */
const isMalformed = (request: IncomingMessage): boolean => (request.headersDistinct.host ?? []).length > 1

const route = createRouter(ENDPOINTS)

/** Routes as in the stack: a write has its own route, and all other methods of a path go to the function that reads. */
function destination({ rawPath, requestContext }: APIGatewayProxyEventV2): { name: HttpFunction; signed: boolean } {
  const endpoints = route(rawPath).map(({ endpoint }) => endpoint)
  const write = endpoints.find(({ auth, method }) => auth === 'iam' && method === requestContext.http.method)
  const endpoint = write ?? endpoints.find(({ auth }) => auth === 'none')
  return { name: endpoint?.function ?? FALLBACK_FUNCTION, signed: write !== undefined }
}

function isAuthorized(token: string | undefined, authorization = ''): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return token !== undefined && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
}

/** Returns `undefined` if the body is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function payload(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const { target, host } = originForm(request)
  const mark = target.indexOf('?')
  const rawPath = decode(mark === -1 ? target : target.slice(0, mark))
  const rawQueryString = mark === -1 ? '' : target.slice(mark + 1)
  const { cookie, ...headers } = request.headers
  const now = new Date()
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries({ ...headers, host }).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : value,
      ]),
    ),
    ...(rawQueryString !== '' && { queryStringParameters: commaJoined(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: body.length > 0,
    ...(body.length > 0 && { body: body.toString('base64') }),
  }
}

/** Also accepts the absolute form that clients send to a proxy; its host replaces the Host field (RFC 9112 §3.2.2). */
function originForm({ url = '/', headers }: IncomingMessage): { target: string; host: string } {
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url)
  if (absolute === null) return { target: url, host: headers.host ?? 'localhost' }
  const [, host = '', rest = ''] = absolute
  return { target: rest.startsWith('/') ? rest : `/${rest}`, host }
}

/** HTTP APIs pass the path decoded. A path that cannot be decoded stays as it is and matches no route. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** API Gateway joins repeated parameters with commas. */
function commaJoined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map(name => [name, query.getAll(name).join(',')]))
}

/** As much of Lambda's context as the functions use. */
const lambdaContext = (awsRequestId: string) => ({ awsRequestId, getRemainingTimeInMillis: () => 10_000 }) as Context
