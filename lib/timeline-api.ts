/** The HTTP API in front of the functions: paths in, functions out, and a limit to what a flood of requests may cost. */
import { HttpApi, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { HttpFunction, Route } from '../lambdas/routes.ts'
import { OperatorError } from './operator-error.ts'

/** A route that asks for a signature does not compile here, rather than being open, until there is an authorizer for it. */
type OpenRoute = Pick<Route, 'path'> & { auth: 'none'; function: HttpFunction }

/** An HTTP API at its own address. Methods, CORS and errors are the functions' affair: it only finds the function. */
export class TimelineApi extends HttpApi {
  constructor(scope: Construct, id: string) {
    super(scope, id, { createDefaultStage: false })
    this.addStage('Stage', { autoDeploy: true, throttle: { rateLimit: 50, burstLimit: 100 } })
  }

  /**
   * Sends each path of `routes`, whatever the method, to its function, and every other request to the `fallback`, so that
   * a 404 or a 405 looks the same wherever it arises.
   * @throws {OperatorError} when two functions claim a path
   */
  serve(routes: readonly OpenRoute[], functions: Record<HttpFunction, IFunction>, fallback: HttpFunction): void {
    const integrations = new Map<HttpFunction, HttpLambdaIntegration>()
    for (const [path, name] of functionsByPath(routes)) {
      // One permission per function: a function's policy has a size limit, towards which one per route would add up.
      const integration =
        integrations.get(name) ?? new HttpLambdaIntegration(name, functions[name], { scopePermissionToRoute: false })
      integrations.set(name, integration)
      this.addRoutes({ path, integration })
    }
    // That permission is for stage/method/path, which `$default` has not: the fallback needs one of its own.
    new HttpRoute(this, 'Fallback', {
      httpApi: this,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('fallback', functions[fallback]),
    })
  }
}

function functionsByPath(routes: readonly OpenRoute[]): Map<string, HttpFunction> {
  const found = new Map<string, HttpFunction>()
  for (const { path, function: name } of routes) {
    const other = found.get(path) ?? name
    if (other !== name) {
      throw new OperatorError(`lambdas/routes.ts: ${path} goes to ${other} and to ${name}; a path has one function`)
    }
    found.set(path, name)
  }
  return found
}
