/** The bundles themselves, made as a deployment makes them: what is in them, how large they are, and that Node loads them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Template } from 'aws-cdk-lib/assertions'
import { App } from 'aws-cdk-lib/core'
import type { FunctionName } from '../../lib/stack/table-access.ts'
import { TimelineStack } from '../../lib/stack/timeline.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { anHttpEvent } from '../support/http-event.ts'

const ROOT = join(import.meta.dirname, '../..')

/**
 * Most bytes of each minified bundle, without the files beside it: what is reached now, and 2 % to move in. Each 100 kB take a start about
 * 5 ms longer. The SDK's DynamoDB client is 168 kB of each. 147 kB of the editor and the loader are the validator of events, and the loader
 * parses YAML; nobody waits for either but an editor and a deployment.
 */
const BUDGETS: Record<FunctionName, number> = {
  api: 437_000,
  feeds: 421_000,
  pages: 550_000,
  editor: 579_000,
  mcp: 724_000,
  pictures: 500_000,
  anniversaries: 400_000,
  publisher: 426_000,
  loader: 567_000,
}
const FUNCTIONS = Object.keys(BUDGETS) as FunctionName[]

/** What `lib/bundling.ts` leaves out. A later SDK may import it from elsewhere, and bring it back. */
const LEFT_OUT = [
  '@aws-sdk/nested-clients',
  '@aws-sdk/token-providers',
  '@smithy/core/dist-es/submodules/event-streams',
  '@smithy/credential-provider-imds',
]
const LEFT_OUT_PROVIDERS = /\/@aws-sdk\/credential-provider-(?!env\/)/

/** The class that the tests and the laptop run. */
const CLIENT = 'node_modules/@aws-sdk/client-dynamodb/dist-es/DynamoDBClient.js'

const FUNCTION_FILE = new RegExp(`/lambdas/functions/(?:create-)?(${FUNCTIONS.join('|')})\\.ts$`)

interface Bundle {
  folder: string
  environment: Record<string, unknown>
  /** The files that its code is from. */
  sources: string[]
}

const outdir = mkdtempSync(join(tmpdir(), 'annals-bundles-'))
const bundles = {} as Record<FunctionName, Bundle>

beforeAll(() => {
  const stack = new TimelineStack(new App({ outdir }), 'Annals', {
    data: DATA_FOLDER,
    timeZone: 'Asia/Seoul',
  })
  const functions = Object.entries(Template.fromStack(stack).findResources('AWS::Lambda::Function'))
  for (const name of FUNCTIONS) {
    const [, { Properties }] = functions.find(([id]) => id.startsWith(`${name}Function`))!
    const { Code, Environment } = Properties
    const folder = join(outdir, `asset.${Code.S3Key.replace('.zip', '')}`)
    const { sources } = JSON.parse(readFileSync(join(folder, 'index.js.map'), 'utf8'))
    bundles[name] = { folder, environment: Environment.Variables, sources }
  }
}, 120_000)
afterAll(() => rmSync(outdir, { recursive: true }))

describe.each(FUNCTIONS)('the bundle of %s', name => {
  test('holds the function of that name and no other', () => {
    const functions = bundles[name].sources.flatMap(source => FUNCTION_FILE.exec(source)?.[1] ?? [])
    expect(new Set(functions)).toEqual(new Set([name]))
  })

  test(`is within its budget of ${BUDGETS[name]} bytes`, () => {
    expect(statSync(join(bundles[name].folder, 'index.js')).size).toBeLessThanOrEqual(BUDGETS[name])
  })

  test("has the SDK's own client, and nothing of what is left out", () => {
    const { sources } = bundles[name]
    expect(sources.filter(source => source.endsWith(CLIENT))).toHaveLength(1)
    expect(sources.filter(source => LEFT_OUT.some(part => source.includes(`node_modules/${part}/`)))).toEqual([])
    expect(sources.filter(source => LEFT_OUT_PROVIDERS.test(source))).toEqual([])
  })

  test('loads in Node by itself and exports a handler', () => {
    const { folder, environment } = bundles[name]
    const program = `const { handler } = ${loading(folder)}; console.log(typeof handler)`
    expect(run(program, deployed(environment))).toBe('function\n')
  })
})

test('signs its calls with the credentials that Lambda puts into the environment', () => {
  const { folder, environment } = bundles.api
  const program = `
    const server = require('node:http').createServer((request, response) => {
      console.log(request.headers['x-amz-target'], request.headers['x-amz-security-token'], request.headers.authorization)
      response.writeHead(400).end('{}')
    })
    server.listen(0, '127.0.0.1', async () => {
      process.env.AWS_ENDPOINT_URL_DYNAMODB = 'http://127.0.0.1:' + server.address().port
      const { handler } = ${loading(folder)}
      await handler(${JSON.stringify(anHttpEvent('/v1/timeline'))}, { getRemainingTimeInMillis: () => 10_000 })
      process.exit()
    })`
  const lambda = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
  const [call] = run(program, { ...deployed(environment), ...lambda }).split('\n')
  expect(call).toMatch(
    /^DynamoDB_20120810\.\w+ token AWS4-HMAC-SHA256 Credential=AKID\/\d+\/ap-northeast-2\/dynamodb\/aws4_request, /,
  )
})

test('a stack trace names the sources', () => {
  const { folder } = bundles.api
  const [message, thrown] = run(`try { ${loading(folder)} } catch ({ stack }) { console.log(stack) }`).split('\n')
  expect(message).toMatch(/^Error: The environment variable \w+ is not set$/)
  const line = 1 + sourceLines('lambdas/functions/environment.ts').findIndex(text => text.includes('is not set`'))
  expect(thrown).toMatch(new RegExp(`^ {4}at .*/lambdas/functions/environment\\.ts:${line}:\\d+\\)?$`))
})

test('the loader carries the data folder', () => {
  const files = (folder: string) => readdirSync(folder, { recursive: true }).sort()
  expect(files(join(bundles.loader.folder, 'data'))).toEqual(files(DATA_FOLDER))
})

const sourceLines = (file: string): string[] => readFileSync(join(ROOT, file), 'utf8').split('\n')

const loading = (folder: string): string => `require(${JSON.stringify(join(folder, 'index.js'))})`

/** What a program prints that is started in a folder without packages. */
const run = (program: string, environment: Record<string, string> = {}): string =>
  execFileSync(process.execPath, ['--eval', program], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { AWS_REGION: 'ap-northeast-2', ...environment },
  })

/** The environment as a deployment fills it in: a reference becomes some name. */
const deployed = (environment: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'https://deployed.test',
    ]),
  )
