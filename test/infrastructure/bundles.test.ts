/** The bundles themselves, made as a deployment makes them: what is in them, how large they are, and that Node loads them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Template } from 'aws-cdk-lib/assertions'
import { App } from 'aws-cdk-lib/core'
import type { FunctionName } from '../../lambdas/routes.ts'
import { TimelineStack } from '../../lib/timeline-stack.ts'

const ROOT = join(import.meta.dirname, '../..')

/**
 * Most bytes of each minified bundle. The DynamoDB document client is 341 kB of each, and the OpenAPI document 40 kB of the API's;
 * the SNS client adds to the daily job, and the YAML parser and the schema validator to the loader, which answer nobody who waits.
 */
const BUDGETS: Record<FunctionName, number> = {
  api: 440_000,
  feeds: 410_000,
  anniversaries: 440_000,
  loader: 660_000,
}
const FUNCTIONS = Object.keys(BUDGETS) as FunctionName[]

interface Bundle {
  folder: string
  environment: Record<string, unknown>
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
    bundles[name] = { folder, environment: Environment.Variables }
  }
}, 120_000)
afterAll(() => rmSync(outdir, { recursive: true }))

describe.each(FUNCTIONS)('the bundle of %s', name => {
  test('begins at the file of that name', () => {
    const { sources } = JSON.parse(readFileSync(join(bundles[name].folder, 'index.mjs.map'), 'utf8'))
    expect(sources.at(-1)).toMatch(new RegExp(`/lambdas/functions/${name}\\.ts$`))
  })

  test(`is within its budget of ${BUDGETS[name]} bytes`, () => {
    expect(statSync(join(bundles[name].folder, 'index.mjs')).size).toBeLessThanOrEqual(BUDGETS[name])
  })

  test('loads in Node by itself and exports a handler', () => {
    const { folder, environment } = bundles[name]
    const url = pathToFileURL(join(folder, 'index.mjs')).href
    const code = `console.log(await import(${JSON.stringify(url)}).then(({ handler }) => typeof handler, String))`
    // As a module, because code evaluated as a script has a global `require` that Lambda has not.
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: folder,
      encoding: 'utf8',
      env: { AWS_REGION: 'ap-northeast-2', ...deployed(environment) },
    })
    expect(output).toBe('function\n')
  })
})

test('the loader carries the data folder', () => {
  const files = (folder: string) => readdirSync(folder, { recursive: true }).sort()
  expect(files(join(bundles.loader.folder, 'data'))).toEqual(files(join(ROOT, 'data')))
})

/** The environment as a deployment fills it in: a reference becomes some name. */
const deployed = (environment: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'https://deployed.test',
    ]),
  )
