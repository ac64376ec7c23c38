/** Clients that four generators make of the OpenAPI document compile strictly and work, and two checkers have nothing to say about the document. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

const FOLDER = import.meta.dirname
const GENERATED = join(FOLDER, 'generated')
const DOCUMENT = join(FOLDER, '../../lambdas/http/openapi.json')
const run = promisify(execFile)

/** Runs a command of the generators' own packages. */
const tool = (name: string, ...args: string[]) =>
  run(process.execPath, [join(FOLDER, 'node_modules', '.bin', name), ...args], {
    cwd: FOLDER,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
    maxBuffer: 10_000_000,
  })

const GENERATORS: Record<string, () => Promise<unknown>> = {
  'openapi-fetch': () => tool('openapi-typescript', DOCUMENT, '-o', join(GENERATED, 'openapi-typescript.ts')),
  'hey-api': () => tool('openapi-ts', '-i', DOCUMENT, '-o', join(GENERATED, 'hey-api')),
  orval: () => tool('orval', '--input', DOCUMENT, '--output', join(GENERATED, 'orval.ts'), '--client', 'fetch'),
  'swagger-typescript-api': () =>
    tool(
      ...(['swagger-typescript-api', 'generate', '-p', DOCUMENT, '-o', GENERATED] as const),
      ...['-n', 'swagger-typescript-api.ts', '--extract-request-params'],
    ),
}

const FIRST = { first: 'settlement-support-act-promulgated', hasNext: true }
const EXPECTED: Record<string, object> = {
  'hey-api': FIRST,
  orval: FIRST,
  'swagger-typescript-api': { ...FIRST, event: '1999-07-08' },
}

let host: TestHost
beforeAll(async () => {
  if (!existsSync(join(FOLDER, 'node_modules'))) throw new Error('The generators are missing: npm run prepare:clients')
  host = await startTestHost({ today: '2026-07-14' })
  await rm(GENERATED, { recursive: true, force: true })
  await mkdir(GENERATED)
  for (const generate of Object.values(GENERATORS)) await generate()
}, STARTING_MILLISECONDS + 300_000)
afterAll(() => host.stop())

test('the clients compile strictly', async () => {
  const { stdout } = await tool('tsc', '-p', FOLDER).catch(error => error)
  expect(stdout).toBe('')
})

describe('the client of', () => {
  async function outputOf(name: string): Promise<unknown> {
    const outfile = join(GENERATED, `${name}.mjs`)
    const entryPoints = [join(FOLDER, 'sources', `${name}.ts`)]
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
    const { stdout } = await run(process.execPath, [outfile], { env: { ...process.env, BASE: host.url } })
    return JSON.parse(stdout)
  }

  test.each(Object.entries(EXPECTED))('%s lists events', async (name, expected) => {
    expect(await outputOf(name)).toEqual(expected)
  })

  test('openapi-fetch reads the requested address', async () => {
    expect(await outputOf('openapi-fetch')).toEqual({
      events: expect.arrayContaining([expect.stringMatching(/^[a-z0-9-]+ confirmed$/)]),
      hasNext: true,
      event: '1999-07-08',
      day: expect.any(Number),
      refused: 400,
      calendar: 'BEGIN:VCALENDAR',
      csv: [4, 'text/csv; charset=utf-8; header=present'],
      facets: 25,
    })
  })
})

test('redocly finds nothing', async () => {
  const { stdout } = await tool('redocly', 'lint', '--format=json', DOCUMENT)
  expect(JSON.parse(stdout).problems).toEqual([])
})

test('spectral finds nothing', async () => {
  const { stdout } = await tool(
    'spectral',
    'lint',
    '--format=json',
    '--ruleset',
    join(FOLDER, 'spectral.yaml'),
    DOCUMENT,
  )
  // A sentence follows the list.
  expect(stdout).toMatch(/^\[\]/)
})
