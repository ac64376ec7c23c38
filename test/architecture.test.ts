/** Holds the dependency rule of docs/architecture.md: which room may import from which, and what the pure rooms may not touch. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const ROOT = join(import.meta.dirname, '..')

/**
 * Each room and what it may import from, besides itself. A room is a folder or a file; the longest that fits is the one.
 * Imports of types only are imports too: a type says what a room knows of another.
 */
const ROOMS: Record<string, readonly string[]> = {
  'lambdas/domain': [],
  'lambdas/feeds': ['lambdas/domain'],
  'lambdas/pages': ['lambdas/domain', 'lambdas/feeds', 'lambdas/formats'],
  'lambdas/formats': ['lambdas/domain', 'lambdas/feeds'],
  'lambdas/store': ['lambdas/domain'],
  'lambdas/store/dynamodb': ['lambdas/domain', 'lambdas/store'],
  'lambdas/store/search': ['lambdas/domain', 'lambdas/store'],
  'lambdas/data': ['lambdas/domain'],
  'lambdas/notify': ['lambdas/domain', 'lambdas/feeds'],
  'lambdas/deployment': [],
  'lambdas/png': [],
  'lambdas/jobs': ['lambdas/domain', 'lambdas/store', 'lambdas/notify'],
  'lambdas/http': ['lambdas/domain', 'lambdas/data', 'lambdas/feeds', 'lambdas/formats', 'lambdas/store'],
  'lambdas/endpoints': [
    'lambdas/domain',
    'lambdas/data',
    'lambdas/feeds',
    'lambdas/formats',
    'lambdas/pages',
    'lambdas/store',
    'lambdas/http',
  ],
  // Every endpoint at once: for the hosts, and for what is generated. A function imports its own group.
  'lambdas/endpoints/index.ts': ['lambdas/endpoints', 'lambdas/http'],
  'lambdas/openapi': ['lambdas/endpoints/index.ts', 'lambdas/http'],
  // Where the parts are put together.
  'lambdas/functions': [
    'lambdas/domain',
    'lambdas/store',
    'lambdas/store/dynamodb',
    'lambdas/store/search',
    'lambdas/data',
    'lambdas/notify',
    'lambdas/deployment',
    'lambdas/png',
    'lambdas/jobs',
    'lambdas/http',
    'lambdas/endpoints',
  ],
  lib: [],
  'lib/stack': [
    'lib',
    'lambdas/domain',
    'lambdas/endpoints/index.ts',
    'lambdas/http',
    'lambdas/jobs',
    'lambdas/store/tables.ts',
    'lambdas/store/search-files.ts',
  ],
  'lib/bundling': [],
  // Runs the functions themselves, in this process.
  'lib/local': [
    'lib',
    'lambdas/endpoints/index.ts',
    'lambdas/jobs',
    'lambdas/store/tables.ts',
    'lambdas/store/dynamodb',
    'lambdas/functions',
    'lambdas/http',
    'lambdas/data',
    'lambdas/domain',
  ],
  // Runs elsewhere.
  'lib/client': [],
  // What the commands ask of an account.
  'lib/aws': ['lib', 'lambdas/store'],
  // The commands that a person runs.
  'lib/cli': [
    'lib',
    'lib/stack',
    'lib/aws',
    'lib/local',
    'lambdas/functions',
    'lambdas/data',
    'lambdas/domain',
    'lambdas/store',
    'lambdas/store/dynamodb',
    'lambdas/store/search',
  ],
  // Writes the generated files.
  'lib/generate': ['lib', 'lib/cli', 'lambdas/openapi', 'lambdas/domain'],
  // Builds what npm publishes.
  'lib/package': ['lib', 'lib/stack'],
  bin: ['lib', 'lib/stack', 'lib/cli', 'lib/generate', 'lib/package'],
}

/** Parts of the store that others may import from where they may not the rest. */
const OPEN_PARTS = ['lambdas/store/tables.ts', 'lambdas/store/search-files.ts']

const ROOM_NAMES = [...Object.keys(ROOMS), ...OPEN_PARTS]

const PURE = ['lambdas/domain', 'lambdas/feeds', 'lambdas/formats', 'lambdas/pages']

const sources = globSync('{bin,lib,lambdas}/**/*.ts', { cwd: ROOT }).map(file => ({
  file,
  code: readFileSync(join(ROOT, file), 'utf8'),
}))

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g

const importsOf = (code: string): string[] => [...code.matchAll(IMPORT)].map(match => match[1]!)

const roomOf = (file: string): string | undefined =>
  ROOM_NAMES.filter(room => file === room || file.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0]

const within = (room: string) => sources.filter(({ file }) => file.startsWith(`${room}/`))

test('every source file is in a room', () => {
  expect(sources.length).toBeGreaterThan(80)
  expect(sources.filter(({ file }) => roomOf(file) === undefined).map(({ file }) => file)).toEqual([])
})

test('every room imports only from the rooms it may', () => {
  const violations = sources.flatMap(({ file, code }) => {
    const room = roomOf(file)!
    const own = OPEN_PARTS.includes(room) ? 'lambdas/store' : room
    const allowed = [own, ...(ROOMS[own] ?? [])]
    return importsOf(code)
      .filter(target => target.startsWith('.'))
      .map(target => normalize(join(dirname(file), target)))
      .filter(target => target.startsWith('lambdas/') || target.startsWith('lib/') || target.startsWith('bin/'))
      .filter(target => {
        const targetRoom = roomOf(target)!
        if (OPEN_PARTS.includes(targetRoom) && allowed.includes('lambdas/store')) return false
        return !allowed.includes(targetRoom)
      })
      .map(target => `${file} imports ${target}`)
  })
  expect(violations).toEqual([])
})

test('no file imports itself through others', () => {
  const targets = new Map(
    sources.map(({ file, code }) => [
      file,
      importsOf(code)
        .filter(target => target.startsWith('.'))
        .map(target => normalize(join(dirname(file), target))),
    ]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  function visit(file: string, path: readonly string[]): void {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (path.includes(file) || done.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const { file } of sources) visit(file, [])
  expect(cycles).toEqual([])
})

describe('the pure rooms', () => {
  const pure = PURE.flatMap(within)

  test('import no package that has effects, and nothing of Node but hashing', () => {
    const allowed = ['typebox', 'uuid', 'd3-scale', 'node:crypto']
    const violations = pure.flatMap(({ file, code }) =>
      importsOf(code)
        .filter(target => !target.startsWith('.') && !allowed.includes(target))
        .map(target => `${file} imports ${target}`),
    )
    expect(violations).toEqual([])
  })

  test.each([
    ['the environment', /process\./],
    ['the clock', /Date\.now\(|new Date\(\)|performance\./],
    ['chance', /Math\.random|randomUUID|getRandomValues/],
    ['the console', /console\./],
  ])('do not know %s', (_, pattern) => {
    expect(pure.filter(({ code }) => pattern.test(code)).map(({ file }) => file)).toEqual([])
  })
})

test('nothing that runs in Lambda imports the CDK', () => {
  const violations = within('lambdas').filter(({ code }) =>
    importsOf(code).some(target => /^(aws-cdk-lib|constructs)/.test(target)),
  )
  expect(violations.map(({ file }) => file)).toEqual([])
})

test('nothing reads a whole table: there is no Scan', () => {
  expect(sources.filter(({ code }) => /ScanCommand|paginateScan|:Scan'/.test(code)).map(({ file }) => file)).toEqual([])
})

test('only the pipeline uses middy, and only the adapters use the AWS SDK', () => {
  const importers = (pattern: RegExp) =>
    sources.filter(({ code }) => importsOf(code).some(target => pattern.test(target))).map(({ file }) => file)
  expect(importers(/^@middy\//).sort()).toEqual(['lambdas/http/middleware/http-event.ts', 'lambdas/http/pipeline.ts'])
  const outside = importers(/^@aws-sdk\//).filter(
    file =>
      !/^lambdas\/store\/dynamodb\/|^lambdas\/store\/bucket|^lambdas\/notify\/(sns-notifier|event-bridge-notifier|client-config|webhook-secret)|^lib\/(aws|bundling|local)\//.test(
        file,
      ),
  )
  expect(outside).toEqual([])
})

describe('the environment', () => {
  test('is read by the entries of the functions only, and by nothing that a host imports', () => {
    const readers = within('lambdas').filter(({ code }) => /process\.env/.test(code))
    expect(readers.map(({ file }) => file)).toEqual(['lambdas/functions/environment.ts'])
    const importers = sources.filter(({ code }) => importsOf(code).some(target => target.endsWith('/environment.ts')))
    const entries = ['anniversaries', 'api', 'editor', 'feeds', 'loader', 'mcp', 'pages', 'pictures', 'publisher']
    expect(importers.map(({ file }) => file).sort()).toEqual(entries.map(name => `lambdas/functions/${name}.ts`))
  })
})
