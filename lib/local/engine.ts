/** The local host's DynamoDB: the one at `DYNAMODB_ENDPOINT`, or dynoxide, which npm installs for the platform. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '../operator-error.ts'
import { answers, type Program, startProgram } from './engine-process.ts'

export interface Engine {
  /** Display name, e.g. `dynoxide`. */
  name: string
  /** e.g. `http://127.0.0.1:41231` */
  endpoint: string
  /** Stops the child process and waits until it has exited. Leaves an engine at `DYNAMODB_ENDPOINT` running. */
  stop(): Promise<void>
}

export interface EngineOptions {
  /** An existing folder for the data. By default they are in memory and are lost when the engine stops. */
  folder?: string | undefined
  env?: NodeJS.ProcessEnv
}

/** The platform package to look for. */
export interface EngineLocation {
  /** Defaults to `process.platform` and `process.arch`. */
  platform?: string
  arch?: string
  /** URL or path of the file from which the package is resolved. */
  from?: string
}

/** The optional dependencies `@dynoxide/*` of package.json. */
export const ENGINE_PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'] as const

/** Time limit for the DynamoDB at `DYNAMODB_ENDPOINT` to respond. */
const GIVEN_ENDPOINT_LIMIT_MILLISECONDS = 5_000

/**
 * Uses the DynamoDB at `DYNAMODB_ENDPOINT`, or starts dynoxide. Resolves when it responds.
 * @throws {OperatorError} if there is no engine, or it does not respond
 */
export async function startEngine({ folder, env = process.env }: EngineOptions = {}): Promise<Engine> {
  return env.DYNAMODB_ENDPOINT ? givenEngine(env.DYNAMODB_ENDPOINT) : startDynoxide({ folder, env })
}

/**
 * Starts dynoxide on a loopback address and resolves when it responds. It stops when this process exits, even by `kill -9`.
 * @throws {OperatorError} if the platform has no package, or the engine does not start
 */
export async function startDynoxide({ folder, env = process.env }: EngineOptions = {}): Promise<Engine> {
  const program = dynoxide(await findDynoxide({}, env))
  return { name: program.name, ...(await startProgram(program, folder && resolve(folder), env)) }
}

/** The binary in the platform's package, or `dynoxide` if it is on PATH. @throws {OperatorError} if neither exists */
export async function findDynoxide(
  { platform = process.platform, arch = process.arch, from = import.meta.url }: EngineLocation,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const name = `${platform}-${arch}`
  try {
    const manifest = createRequire(from).resolve(`@dynoxide/${name}/package.json`)
    return join(dirname(manifest), platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')
  } catch {
    const isOnPath = await promisify(execFile)('dynoxide', ['--version'], { env }).then(
      () => true,
      () => false,
    )
    if (isOnPath) return 'dynoxide'
    const reason = ENGINE_PLATFORMS.some(known => known === name)
      ? `@dynoxide/${name} is not installed: run npm ci without --omit=optional`
      : `There is no DynamoDB engine for ${name}, only for ${ENGINE_PLATFORMS.join(', ')}`
    throw new OperatorError(`${reason}; or set DYNAMODB_ENDPOINT to the URL of another DynamoDB`)
  }
}

async function givenEngine(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint, AbortSignal.timeout(GIVEN_ENDPOINT_LIMIT_MILLISECONDS)))) {
    throw new OperatorError(
      `No DynamoDB responds at DYNAMODB_ENDPOINT=${endpoint}: start it, or unset DYNAMODB_ENDPOINT to use the embedded one`,
    )
  }
  return { name: 'DYNAMODB_ENDPOINT', endpoint, stop: async () => {} }
}

const dynoxide = (file: string): Program => ({
  name: 'dynoxide',
  command: (port, folder, host) => ({
    file,
    args: [
      'serve',
      '--host',
      host,
      '--port',
      String(port),
      ...(folder ? ['--db-path', join(folder, 'dynamodb.sqlite')] : []),
    ],
  }),
})
