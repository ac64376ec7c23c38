/** The HTTP API in front of the functions: routes, the IAM authorizer for writes, access log and throttle. */
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
import { Aws, Stack, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { Endpoint, HttpFunction } from '../../lambdas/http/endpoint.ts'
import { OperatorError } from '../operator-error.ts'
import { ONE_MONTH } from './retention.ts'

/** The part of an endpoint that decides its route. */
export type ServedEndpoint = Pick<Endpoint, 'method' | 'path' | 'auth' | 'function'>

/** Leaves out the caller's IP address, so that the log holds no personal data of readers. `signer` is set for signed writes only. */
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

/** The API only picks the function and checks signatures. The functions handle methods, CORS and errors. */
export class TimelineApi extends HttpApi {
  /** Host name of the API, the origin for CloudFront. */
  readonly host: string
  private readonly integrations = new Map<HttpFunction, HttpLambdaIntegration>()

  constructor(scope: Construct, id: string) {
    super(scope, id, { apiName: Stack.of(scope).stackName, createDefaultStage: false })
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
      reason: 'Reads are public by design; every route that writes has the IAM authorizer.',
    })
  }

  /**
   * Routes every method of a public path to its function, and each signed method to the function that writes. All other requests,
   * unknown paths included, go to `fallback`.
   * @throws {OperatorError} if two functions claim one path
   */
  serve(
    endpoints: readonly ServedEndpoint[],
    functions: Record<HttpFunction, IFunction>,
    fallback: HttpFunction,
  ): void {
    const open = endpoints.filter(endpoint => endpoint.auth === 'none' && endpoint.function !== fallback)
    for (const [path, name] of functionsByPath(open)) this.route(path, HttpMethod.ANY, name, functions[name])

    const authorizer = new HttpIamAuthorizer()
    // A route with a method takes precedence over ANY.
    for (const { path, method, function: name } of endpoints.filter(({ auth }) => auth === 'iam'))
      this.route(path, HttpMethod[method], name, functions[name], authorizer)

    // The permissions below cover stage/method/path, which `$default` lacks, so the fallback gets its own integration.
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
    // One permission per function: one per route could exceed the size limit of the function's policy.
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
      throw new OperatorError(`${path} has endpoints in ${other} and in ${name}; a path can have only one function`)
    }
    found.set(path, name)
  }
  return found
}
