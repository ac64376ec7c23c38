/** The DynamoDB that the local host runs on: the one at `DYNAMODB_ENDPOINT`, or else dynoxide, which npm installs for the platform. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '../operator-error.ts'
import { answers, type Program, startProgram } from './engine-process.ts'

export interface Engine {
  /** For people, e.g. `dynoxide`. */
  name: string
  /** e.g. `http://127.0.0.1:41231` */
  endpoint: string
  /** Stops the process that was started and waits until it has ended. Leaves an engine at `DYNAMODB_ENDPOINT` running. */
  stop(): Promise<void>
}

export interface EngineOptions {
  /** An existing folder to keep the data in. Without one they are in memory and go with the engine. */
  folder?: string | undefined
  env?: NodeJS.ProcessEnv
}

/** Which package to look for, and where. */
export interface EngineLocation {
  /** As `process.platform` and `process.arch`. */
  platform?: string
  arch?: string
  /** The file from which the package is resolved. */
  from?: string
}

/** The optional dependencies `@dynoxide/*` of package.json. */
export const ENGINE_PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'] as const

/** How long a DynamoDB at `DYNAMODB_ENDPOINT` may take to answer. */
const GIVEN_ENDPOINT_LIMIT_MILLISECONDS = 5_000

/**
 * Uses the DynamoDB at `DYNAMODB_ENDPOINT`, or starts dynoxide on 127.0.0.1 and resolves when it answers.
 * @throws {OperatorError} if there is no engine, or it does not answer
 */
export async function startEngine({ folder, env = process.env }: EngineOptions = {}): Promise<Engine> {
  return env.DYNAMODB_ENDPOINT ? givenEngine(env.DYNAMODB_ENDPOINT) : startDynoxide({ folder, env })
}

/**
 * Starts dynoxide on 127.0.0.1 and resolves when it answers. Its process ends with the one that started it, however that one ends.
 * @throws {OperatorError} if there is none for the platform, or it does not start
 */
export async function startDynoxide({ folder, env = process.env }: EngineOptions = {}): Promise<Engine> {
  const program = dynoxide(await findDynoxide({}, env))
  return { name: program.name, ...(await startProgram(program, folder && resolve(folder), env)) }
}

/**
 * The binary in the platform's package, or the name of one on PATH.
 * @throws {OperatorError} if there is neither
 */
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
    throw new OperatorError(`${reason}; or set DYNAMODB_ENDPOINT to the address of any other DynamoDB`)
  }
}

async function givenEngine(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint, AbortSignal.timeout(GIVEN_ENDPOINT_LIMIT_MILLISECONDS)))) {
    throw new OperatorError(
      `No DynamoDB answers at ${endpoint}, which DYNAMODB_ENDPOINT names: start it, or unset DYNAMODB_ENDPOINT to have one started`,
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
