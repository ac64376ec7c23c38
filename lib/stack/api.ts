/** The HTTP API in front of the functions: paths in, functions out, who may call, and a limit to what a flood of requests may cost. */
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Aws, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { Endpoint, HttpFunction } from '../../lambdas/http/endpoint.ts'
import { OperatorError } from '../operator-error.ts'
import { ONE_MONTH } from './retention.ts'

/** What the stack needs to know about an endpoint. */
export type ServedEndpoint = Pick<Endpoint, 'method' | 'path' | 'auth' | 'function'>

/** No address of the caller: what is not kept need not be guarded. Of a signed write it says who signed it. */
const ACCESS_LOG = {
  time: '$context.requestTime',
  id: '$context.requestId',
  method: '$context.httpMethod',
  path: '$context.path',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  agent: '$context.identity.userAgent',
  signer: '$context.identity.userArn',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
}

/** An HTTP API at its own address. Methods, CORS and errors are the functions' affair: it only finds the function, and checks signatures. */
export class TimelineApi extends HttpApi {
  /** Its address without the scheme, for who stands in front. */
  readonly host: string
  private readonly integrations = new Map<HttpFunction, HttpLambdaIntegration>()

  constructor(scope: Construct, id: string) {
    super(scope, id, { apiName: 'annals', createDefaultStage: false })
    this.host = `${this.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`
    const log = new LogGroup(this, 'Log', ONE_MONTH)
    this.addStage('Stage', {
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Reading is public, by purpose; each route that writes has the IAM authorizer.',
    })
  }

  /**
   * Sends each path of the open `endpoints`, whatever the method, to its function, each signed method of a path to its own, and every other
   * request to the `fallback`: its own routes, which need no other, and what is a 404.
   * @throws {OperatorError} when two functions claim a path
   */
  serve(
    endpoints: readonly ServedEndpoint[],
    functions: Record<HttpFunction, IFunction>,
    fallback: HttpFunction,
  ): void {
    const open = endpoints.filter(endpoint => endpoint.auth === 'none' && endpoint.function !== fallback)
    for (const [path, name] of functionsByPath(open)) this.route(path, HttpMethod.ANY, name, functions[name])

    const authorizer = new HttpIamAuthorizer()
    // API Gateway prefers the route that names the method.
    for (const { path, method, function: name } of endpoints.filter(({ auth }) => auth === 'iam'))
      this.route(path, HttpMethod[method], name, functions[name], authorizer)

    // The permission of a function is for stage/method/path, which `$default` has not: the fallback needs one of its own.
    new HttpRoute(this, 'Fallback', {
      httpApi: this,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('fallback', functions[fallback]),
    })
  }

  private route(
    path: string,
    method: HttpMethod,
    name: HttpFunction,
    run: IFunction,
    authorizer?: IHttpRouteAuthorizer,
  ): void {
    // One permission per function: a function's policy has a size limit, towards which one per route would add up.
    const integration =
      this.integrations.get(name) ?? new HttpLambdaIntegration(name, run, { scopePermissionToRoute: false })
    this.integrations.set(name, integration)
    this.addRoutes({ path, methods: [method], integration, ...(authorizer && { authorizer }) })
  }
}

function functionsByPath(endpoints: readonly ServedEndpoint[]): Map<string, HttpFunction> {
  const found = new Map<string, HttpFunction>()
  for (const { path, function: name } of endpoints) {
    const other = found.get(path) ?? name
    if (other !== name) {
      throw new OperatorError(`${path} has endpoints in ${other} and in ${name}; a path has one function`)
    }
    found.set(path, name)
  }
  return found
}
