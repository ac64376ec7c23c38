/** The bundles behind the gateway, as the local host has its functions. */
import { createServer } from 'node:http'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { HttpFunction } from '../../lambdas/http/endpoint.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { gateway } from '../../lib/local/gateway.ts'
import type { FunctionName } from '../../lib/stack/table-access.ts'
import { assemblyOfTests, type DeployedFunction, deployedFunctions } from './assembly.ts'
import { type Deployment, startDeployment } from './deployment.ts'
import { type Listening, listening } from './listening.ts'

/** Those that answer requests. */
export const HTTP_FUNCTIONS: HttpFunction[] = [...new Set(ENDPOINTS.map(route => route.function))]

/** `value` of each function that answers requests. */
export async function byFunction<T>(value: (name: HttpFunction) => Promise<T>): Promise<Record<HttpFunction, T>> {
  const entries = await Promise.all(HTTP_FUNCTIONS.map(async name => [name, await value(name)]))
  return Object.fromEntries(entries)
}

/** What a write to the bundles carries. */
export const TOKEN = 'token-of-the-bundles'

/** Starts every function that answers requests. @returns them, and a listener that puts them behind the gateway */
export async function startBundles({ start }: Deployment) {
  const functions = await byFunction(name => start(name))
  const handlers = await byFunction(async (name): Promise<HttpLambda> => {
    const { invoke } = functions[name]
    return event => invoke(event) as ReturnType<HttpLambda>
  })
  return { functions, answer: gateway(handlers, TOKEN) }
}

export interface BundlesHostOptions {
  /** Address of the DynamoDB that has the tables. */
  endpoint: string
  today: string
  /** Take the place of what the template says, where it says anything. */
  overrides: Record<string, string>
  /** Where the seconds stand by which the clock of all functions is ahead. */
  clockFile: string
  /** The same clock; milliseconds since 1970. */
  clock: () => number
}

/** Loads the data, runs the job for `today`, and serves. What the functions log as warnings and errors goes to this process's `console.error`, as with the local host. */
export async function startBundlesHost({
  endpoint,
  today,
  overrides,
  clockFile,
  clock,
}: BundlesHostOptions): Promise<Listening> {
  const server = createServer()
  // The functions make links with the address, which is known once it is taken.
  const { url, stop } = await listening(server)
  const deployment = await startDeployment({
    functions: overridden(await deployedFunctions(assemblyOfTests()), { PUBLIC_URL: url, ...overrides }),
    endpoint,
    additional: { ANNALS_TODAY: today, ANNALS_CLOCK: clockFile },
    told: line => /"level":"(WARN|ERROR)"/.test(line) && console.error(line),
    clock,
  })
  await deployment.run('loader', {})
  await deployment.run('anniversaries', { date: today })
  const { answer } = await startBundles(deployment)
  server.on('request', answer)
  return {
    url,
    stop: async () => {
      await stop()
      await deployment.stop()
    },
  }
}

const MOVED_CLOCK = `--import ${import.meta.resolve('./moved-clock.ts')}`

function overridden(functions: Record<FunctionName, DeployedFunction>, overrides: Record<string, string>) {
  const entries = Object.entries(functions).map(([name, deployed]) => {
    const { environment } = deployed
    const given = Object.entries(overrides).filter(([variable]) => variable in environment)
    const NODE_OPTIONS = `${environment.NODE_OPTIONS ?? ''} ${MOVED_CLOCK}`
    return [name, { ...deployed, environment: { ...environment, ...Object.fromEntries(given), NODE_OPTIONS } }]
  })
  return Object.fromEntries(entries) as Record<FunctionName, DeployedFunction>
}
