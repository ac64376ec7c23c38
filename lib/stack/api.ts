/** The HTTP API in front of the functions: routes, the IAM authorizer for writes, access log and throttle. */
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
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
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Aws, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { Endpoint, HttpFunction } from '../../lambdas/http/endpoint.ts'
import { OperatorError } from '../operator-error.ts'
import { ONE_MONTH } from './retention.ts'
import { metricsNamespace, timelineName } from './timeline-name.ts'

/** The part of an endpoint that decides its route. */
export type ServedEndpoint = Pick<Endpoint, 'method' | 'path' | 'auth' | 'function'>

/**
 * Without the caller's IP address, so that the log holds no personal data. `signer` is set for signed writes only. `id` is also in the
 * function's lines of the request, and `lambda` is the request id of its own log.
 */
const ACCESS_LOG = {
  time: '$context.requestTime',
  id: '$context.requestId',
  lambda: '$context.awsEndpointRequestId',
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

/** Failures that somebody should look at. The editor refuses writes with 503 while data is loaded, which is no fault. */
const SERVER_ERRORS =
  '{ ($.status = "5*") && (($.status != "503") || (($.method != "PUT") && ($.method != "DELETE"))) }'

const REFUSED = '{ $.status = "429" }'

/**
 * For all clients together. The rate is a target and not a guarantee:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
const BURST_SECONDS = 5

/** Writes have their own limit, so that a flood of reads cannot keep an editor out. */
const WRITES = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }

/** The API only picks the function and checks signatures. The functions handle methods, CORS and errors. */
export class TimelineApi extends HttpApi {
  /** Host name of the API, the origin for CloudFront. */
  readonly host: string
  /** Counts failed requests. */
  readonly serverErrors: MetricFilter
  /** Counts requests above the limit. */
  readonly refusedRequests: MetricFilter
  readonly log: LogGroup
  private readonly stage: CfnStage
  private readonly integrations = new Map<HttpFunction, HttpLambdaIntegration>()

  /** @param requestsPerSecond for all visitors together */
  constructor(scope: Construct, id: string, requestsPerSecond: number) {
    const name = timelineName(scope)
    super(scope, id, { apiName: name, createDefaultStage: false })
    this.host = `${this.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`
    // Any other name adds to the account's resource policy for log delivery, which has a limit of 5,120 characters:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    this.log = new LogGroup(this, 'Log', { logGroupName: `/aws/vendedlogs/annals/${name}/api`, ...ONE_MONTH })
    const stage = this.addStage('Stage', {
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: BURST_SECONDS * requestsPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.log),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    })
    this.stage = stage.node.defaultChild as CfnStage
    this.serverErrors = this.count('ServerErrors', SERVER_ERRORS)
    this.refusedRequests = this.count('RefusedRequests', REFUSED)
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
    const writes = endpoints.filter(({ auth }) => auth === 'iam')
    // A stage cannot have settings for a route that does not exist yet.
    for (const { path, method, function: name } of writes)
      for (const route of this.route(path, HttpMethod[method], name, functions[name], authorizer))
        this.stage.node.addDependency(route)
    this.stage.routeSettings = Object.fromEntries(writes.map(({ path, method }) => [`${method} ${path}`, WRITES]))

    // The permissions below cover stage/method/path, which `$default` lacks, so the fallback gets its own integration.
    new HttpRoute(this, 'Fallback', {
      httpApi: this,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('fallback', functions[fallback]),
    })
  }

  /** A metric of the lines in the access log that match. */
  private count(metricName: string, pattern: string): MetricFilter {
    return new MetricFilter(this, metricName, {
      logGroup: this.log,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: metricsNamespace(this.node.scope as Construct),
      metricName,
      metricValue: '1',
      defaultValue: 0,
    })
  }

  private route(
    path: string,
    method: HttpMethod,
    name: HttpFunction,
    run: IFunction,
    authorizer?: IHttpRouteAuthorizer,
  ): HttpRoute[] {
    // One permission per function: one per route could exceed the size limit of the function's policy.
    const integration =
      this.integrations.get(name) ?? new HttpLambdaIntegration(name, run, { scopePermissionToRoute: false })
    this.integrations.set(name, integration)
    return this.addRoutes({ path, methods: [method], integration, ...(authorizer && { authorizer }) })
  }
}

/**
 * The path of the route that has an endpoint. A variable has to be a whole segment, so `{id}.csv` shares a route with `{id}`:
 * https://github.com/anomalyco/sst/issues/207 has the expression by which API Gateway checks segments.
 */
const routePath = (template: string): string => template.replace(/(\{\w+\})[^/]+/g, '$1')

function functionsByPath(endpoints: readonly ServedEndpoint[]): Map<string, HttpFunction> {
  const found = new Map<string, HttpFunction>()
  for (const { path: template, function: name } of endpoints) {
    const path = routePath(template)
    const other = found.get(path) ?? name
    if (other !== name) {
      throw new OperatorError(`${path} has endpoints in ${other} and in ${name}; a path can have only one function`)
    }
    found.set(path, name)
  }
  return found
}
