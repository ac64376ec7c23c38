/** The functions of a deployment on this machine: the bundles as Lambda runs them, with the environment of the template. */
import type { FunctionName } from '../../lib/stack/table-access.ts'
import type { DeployedFunction } from './assembly.ts'
import { type FunctionOptions, type RunningFunction, startFunction } from './lambda.ts'
import { type Services, startServices } from './services.ts'

export interface DeploymentOptions extends FunctionOptions {
  functions: Record<FunctionName, DeployedFunction>
  /** Address of the DynamoDB that has their tables. */
  endpoint: string
  /** What no template says. */
  additional: Record<string, string>
}

export interface Deployment {
  services: Services
  /** What the template and Lambda give a function. */
  environment(name: FunctionName): Record<string, string>
  /** @throws {FunctionError} what kept it from starting */
  start(name: FunctionName, environment?: Record<string, string>): Promise<RunningFunction>
  /** Starts a function for one event. @returns what it returned. @throws {FunctionError} what it threw */
  run(name: FunctionName, event: unknown): Promise<unknown>
  /** Ends all that was started. */
  stop(): Promise<void>
}

/** The role of a function comes as credentials that are good for a while; these are good for nothing. */
const ROLE = {
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'ASIAANNALSTEST000000',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
}

/** As the template says. Lambda passes it on to the runtime client. */
const LOGGING = { AWS_LAMBDA_LOG_FORMAT: 'JSON' }

export async function startDeployment({
  functions,
  endpoint,
  additional,
  ...options
}: DeploymentOptions): Promise<Deployment> {
  const services = await startServices()
  const started: RunningFunction[] = []
  const environment = (name: FunctionName) => ({
    ...functions[name].environment,
    ...ROLE,
    ...LOGGING,
    ...services.environment,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    ...additional,
  })
  async function start(name: FunctionName, given = environment(name)): Promise<RunningFunction> {
    const running = await startFunction(functions[name], given, options)
    started.push(running)
    return running
  }
  return {
    services,
    environment,
    start,
    run: async (name, event) => {
      const running = await start(name)
      return running.invoke(event).finally(running.stop)
    },
    stop: async () => {
      await Promise.all(started.map(each => each.stop()))
      await services.stop()
    },
  }
}
