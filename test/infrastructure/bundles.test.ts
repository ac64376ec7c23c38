/** The bundles themselves, made as a deployment makes them: what is in them, how large they are, and that Node loads them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Template } from 'aws-cdk-lib/assertions'
import { App } from 'aws-cdk-lib/core'
import type { FunctionName } from '../../lambdas/routes.ts'
import { TimelineStack } from '../../lib/timeline-stack.ts'

const ROOT = join(import.meta.dirname, '../..')

/**
 * Most bytes of each minified bundle, without what lies beside it: what was reached, and 2 % to move in. What answers is to stay below
 * 250 kB, for each 100 kB take the start about 5 ms longer. Half of the editor's is the validator of events; the daily job has the clients
 * of SNS and EventBridge, and the loader the parser of YAML: they answer nobody who waits. 30 kB of the pages' are scales, which bring the
 * colours of d3 with them.
 */
const BUDGETS: Record<FunctionName, number> = {
  api: 138_500,
  feeds: 122_000,
  pages: 222_000,
  editor: 297_000,
  anniversaries: 248_000,
  loader: 366_000,
}
const FUNCTIONS = Object.keys(BUDGETS) as FunctionName[]

/** What `lib/bundling.ts` replaces, and what comes with it: a package of the SDK may change its ways in, and bring them back. */
const LEFT_OUT = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/lib-dynamodb',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/nested-clients',
  '@aws-sdk/token-providers',
  '@smithy/core/dist-es/submodules/event-streams',
  '@smithy/credential-provider-imds',
]
const LEFT_OUT_PROVIDERS = /\/@aws-sdk\/credential-provider-/

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
  const stack = new TimelineStack(new App({ outdir }), 'Annals', { root: ROOT, timeZone: 'Asia/Seoul' })
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

  test('has nothing of what is replaced', () => {
    const { sources } = bundles[name]
    expect(sources.filter(source => LEFT_OUT.some(part => source.includes(`node_modules/${part}/`)))).toEqual([])
    expect(sources.filter(source => LEFT_OUT_PROVIDERS.test(source))).toEqual([])
    expect(sources.some(source => source.endsWith('lib/bundling/dynamodb.ts'))).toBe(true)
  })

  const hasAnotherClient = name === 'anniversaries'
  test(`has ${hasAnotherClient ? 'the rest' : 'nothing'} of @smithy/core/serde beside what stands in for it`, () => {
    const isWhole = bundles[name].sources.some(source =>
      source.includes('/@smithy/core/dist-es/submodules/serde/index.js'),
    )
    expect(isWhole).toBe(hasAnotherClient)
  })

  test('loads in Node by itself and exports a handler', () => {
    const { folder, environment } = bundles[name]
    const program = `const { handler } = ${loading(folder)}; console.log(typeof handler)`
    expect(run(program, deployed(environment))).toBe('function\n')
  })
})

test('every replacement is in some bundle: none is left from an SDK of the past', () => {
  const replacements = readdirSync(join(ROOT, 'lib/bundling')).map(file => `lib/bundling/${file}`)
  const used = Object.values(bundles).flatMap(({ sources }) => sources.map(source => source.replace(/^(\.\.\/)+/, '')))
  expect(replacements.filter(file => !used.some(source => source.endsWith(file)))).toEqual([])
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
  expect(files(join(bundles.loader.folder, 'data'))).toEqual(files(join(ROOT, 'data')))
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
