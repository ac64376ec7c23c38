/** The DynamoDB that the local host runs on: the one that is given, else the best engine to be had on this machine. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '../operator-error.ts'
import { dynamoDbLocal, findJava } from './dynamodb-local.ts'
import { answers, type Program, startProgram } from './engine-process.ts'

export type EngineName = 'dynoxide' | 'dynamodb-local'

export interface Engine {
  /** For people, e.g. `dynoxide`. */
  name: string
  /** e.g. `http://127.0.0.1:41231` */
  endpoint: string
  /** Ends what was started and waits until it is gone. Does nothing to an engine that was running before. */
  stop(): Promise<void>
}

const PLATFORM_PACKAGE = `@dynoxide/${process.platform}-${process.arch}`

/** An endpoint that somebody else runs is asked once; it has this long to answer. */
const GIVEN_ENDPOINT_LIMIT_MILLISECONDS = 5_000

/**
 * Starts a DynamoDB on 127.0.0.1 and resolves when it answers: `DYNAMODB_ENDPOINT` as it is, else dynoxide, else Amazon's DynamoDB Local.
 * The process ends with the one that started it, however that one ends.
 * @param options.engine this one or none
 * @param options.folder an existing folder to keep the data in; without one they are in memory and go with the engine
 * @throws {OperatorError} if there is none to be had, or it does not start
 */
export async function startEngine({
  engine,
  folder,
  env = process.env,
}: {
  engine?: EngineName | undefined
  folder?: string | undefined
  env?: NodeJS.ProcessEnv
} = {}): Promise<Engine> {
  if (engine === undefined && env.DYNAMODB_ENDPOINT) return givenEngine(env.DYNAMODB_ENDPOINT)
  const program = await findProgram(engine, env)
  return { name: program.name, ...(await startProgram(program, folder && resolve(folder), env)) }
}

async function givenEngine(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint, AbortSignal.timeout(GIVEN_ENDPOINT_LIMIT_MILLISECONDS)))) {
    throw new OperatorError(
      `No DynamoDB answers at ${endpoint}, which DYNAMODB_ENDPOINT names: start it, or unset DYNAMODB_ENDPOINT to have one started`,
    )
  }
  return { name: 'DYNAMODB_ENDPOINT', endpoint, stop: async () => {} }
}

async function findProgram(engine: EngineName | undefined, env: NodeJS.ProcessEnv): Promise<Program> {
  if (engine === 'dynamodb-local') return dynamoDbLocal(env)
  const file = await findDynoxide(env)
  if (file !== undefined) return dynoxide(file)
  const install = `npm install --no-save ${PLATFORM_PACKAGE}, or put dynoxide on PATH`
  if (engine === 'dynoxide') throw new OperatorError(`dynoxide is not installed: ${install}`)
  const { missing } = await findJava(env)
  if (missing === undefined) return dynamoDbLocal(env)
  throw new OperatorError(
    `There is no DynamoDB to run on: ${install}, or install Java 17 or newer (${missing}), or set DYNAMODB_ENDPOINT`,
  )
}

/** The binary in the platform's package, or the name of one on PATH. */
async function findDynoxide(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PLATFORM_PACKAGE}/package.json`)
    return join(dirname(manifest), process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')
  } catch {
    const onPath = promisify(execFile)('dynoxide', ['--version'], { env })
    return onPath.then(
      () => 'dynoxide',
      () => undefined,
    )
  }
}

const dynoxide = (file: string): Program => ({
  name: 'dynoxide',
  command: (port, folder) => ({
    file,
    args: ['serve', '--port', String(port), ...(folder ? ['--db-path', join(folder, 'dynamodb.sqlite')] : [])],
  }),
})
