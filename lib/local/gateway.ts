/** Stands in for API Gateway on a laptop: HTTP requests become events of payload format 2.0, and what the functions answer becomes responses. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { FALLBACK_FUNCTION, type HttpFunction, matchPath } from '../../lambdas/routes.ts'

/** API Gateway refuses larger bodies: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MOST_BODY_BYTES = 10 * 1024 * 1024

/**
 * Passes each request to the function that the route table names, and to the fallback where it names none.
 * @param token what a write carries as `Authorization: Bearer TOKEN`, in place of a signature; without one there are no writes
 */
export function gateway(functions: Record<HttpFunction, HttpLambda>, token?: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const body = await readBody(request)
      if (body === undefined) {
        response.writeHead(413).end()
        return
      }
      const event = payload(request, body)
      const { name, signed } = destination(event)
      if (signed && !carries(token, event.headers.authorization)) {
        // As API Gateway's IAM authorizer does.
        response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}')
        return
      }
      if (signed) Object.assign(event.requestContext, { authorizer: { iam: { userId: 'local' } } })
      const answer = await functions[name](event, lambdaContext(event.requestContext.requestId))
      response.statusCode = answer.statusCode ?? 200
      for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, String(value))
      response.end(answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : answer.body)
    } catch (error) {
      // As API Gateway does when a function fails: the client learns nothing of it.
      console.error(error)
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end('{"message":"Internal Server Error"}')
    }
  }
}

/** As the stack has it: a write is a route of its own, and every other method of a path goes where its reads go. */
function destination({ rawPath, requestContext }: APIGatewayProxyEventV2): { name: HttpFunction; signed: boolean } {
  const routes = matchPath(rawPath).map(({ route }) => route)
  const write = routes.find(({ auth, method }) => auth === 'iam' && method === requestContext.http.method)
  const route = write ?? routes.find(({ auth }) => auth === 'none')
  return { name: (route?.function as HttpFunction | undefined) ?? FALLBACK_FUNCTION, signed: write !== undefined }
}

function carries(token: string | undefined, authorization = ''): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return token !== undefined && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function payload(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const target = request.url ?? '/'
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
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
    ...(rawQueryString !== '' && { queryStringParameters: commaJoined(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: request.headers.host ?? 'localhost',
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

/** HTTP APIs hand over the path decoded. What cannot be decoded stays as it is and matches no route. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Parameters given more than once are joined with commas. */
function commaJoined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map(name => [name, query.getAll(name).join(',')]))
}

const lambdaContext = (awsRequestId: string): Context => ({
  awsRequestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'local',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:local:000000000000:function:local',
  logGroupName: 'local',
  logStreamName: 'local',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
})
