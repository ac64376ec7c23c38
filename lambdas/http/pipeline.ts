/** The middy pipeline of every request: from an API Gateway HTTP API event (payload 2.0) to a response. */
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { withDeadline } from '../store/deadline.ts'
import type { Endpoint } from './endpoint.ts'
import { authorization } from './middleware/authorization.ts'
import { conditionalRequests } from './middleware/conditional-requests.ts'
import { type ErrorPage, errorHandler } from './middleware/error-handler.ts'
import type { HttpEvent, HttpResponse } from './middleware/http-event.ts'
import { negotiation } from './middleware/negotiation.ts'
import { type RequestConfig, requestParsing } from './middleware/request-parsing.ts'
import { respond } from './middleware/respond.ts'
import { routing } from './middleware/routing.ts'
import { targetLimit } from './middleware/target-limit.ts'
import type { Services } from './services.ts'
import { answerOf, type Log, logLine, type Metrics, requestFacts } from './telemetry.ts'

export interface PipelineConfig extends RequestConfig {
  /** Identifies the code, so that validators change with it. */
  build: string
  log?: Log | undefined
  metrics?: Metrics | undefined
}

/** The handler that API Gateway calls. It never throws: errors become responses. */
export type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResponse>

/** Time that store calls leave for rendering and compression, far more than the largest response takes. */
const RENDERING_MILLISECONDS = 3_000

/** The handler of a Lambda function that serves `endpoints`. Without an error page, every client gets problem+json. */
export function pipeline<S extends Pick<Services, 'events'>>(
  endpoints: readonly Endpoint<S>[],
  services: S,
  config: PipelineConfig,
  errorPage?: ErrorPage<S>,
): HttpLambda {
  const handler = middy<HttpEvent, HttpResponse, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(errorHandler(services, config.log ?? logLine, errorPage))
    .use(targetLimit())
    .use(routing(endpoints))
    .use(authorization())
    .use(negotiation())
    .use(requestParsing(services, config))
    .use(conditionalRequests(config))
    .handler(respond(services))
  return (event, context) =>
    withDeadline(context.getRemainingTimeInMillis() - RENDERING_MILLISECONDS, async () => {
      const response = await (handler as unknown as HttpLambda)(event, context)
      measure(event as HttpEvent, response, context)
      return response
    })

  function measure(event: HttpEvent, { statusCode: status = 200 }: HttpResponse, { awsRequestId }: Context): void {
    const facts = { ...requestFacts(event, awsRequestId), status, answer: answerOf(event, status) }
    config.metrics?.({ Responses: 1 }, facts, 'answer')
  }
}
