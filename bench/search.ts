/** How many events search holds, and what it takes, against MiniSearch: `npm run bench:search`. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify, styleText } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import type { StoredEvent } from '../lambdas/domain/event.ts'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { median } from './median.ts'
import { circumstances, conditions, table, writeNumbers, writeSection } from './report.ts'
import previous from './search.json' with { type: 'json' }
import { searchEvents } from './search-documents.ts'
import { LIBRARIES, type Search } from './search-libraries.ts'

const SIZES = [
  { events: 164, rounds: 5 },
  { events: 10_000, rounds: 3 },
  { events: 50_000, rounds: 1 },
  { events: 200_000, rounds: 1 },
]

const HELP = `Usage: npm run bench:search [-- --size N] [--dry-run]

Makes search indexes of Annals and of MiniSearch from the same events, each in a process of its own and in turns, loads them from
what they store, and searches them. Takes about ten minutes; do not use the machine for anything else meanwhile.
The results go to bench/search.json and bench/README.md.

  --size N    one of ${SIZES.map(({ events }) => events).join(', ')}; the results of the others stay. Default: all
  --dry-run   show the results, write nothing
  --help      show this text`

const QUERIES = {
  'a word': 'defector',
  'three words': 'north korean defectors',
  'a beginning': 'hanaw',
  'a word with typos': 'defectros',
  'a Korean noun': '하나원',
  'with a particle': '하나원에게',
  // From here on, MiniSearch would have to be taught first.
  'a longer noun': '북한이탈주민',
  'a Korean typo': '북한이탈줘민',
  'ten words, all mistyped':
    'defectros settelment korae consualte reptariation embasy minsitry hanawan 북한이탈줘민 정착지완',
}
const COMPARED = 6
const KINDS = Object.keys(QUERIES)

/** As loads and imports compress it. */
const BROTLI_QUALITY = 5

/** MiniSearch needs more than Node.js allows by default. */
const HEAP = '--max-old-space-size=10000'
setFlagsFromString(HEAP)

interface Start {
  processorMilliseconds: number
  heldBytes: number
  peakBytes: number
  found: number
}

interface Result {
  events: number
  library: string
  build: Start
  load: Start
  storedBytes: number
  compressedBytes: number
  /** Milliseconds, by kind of query. */
  queries: Record<string, number>
}

const run = promisify(execFile)

async function start(library: string, from: 'build' | 'load', file: string): Promise<Start> {
  const { stdout } = await run(process.execPath, [
    HEAP,
    join(import.meta.dirname, 'search-start.ts'),
    library,
    from,
    file,
  ])
  return JSON.parse(stdout)
}

/** @throws {OperatorError} when one found nothing, for a comparison would mean nothing then */
function middle(starts: readonly Start[]): Start {
  if (starts.some(({ found }) => found === 0)) throw new OperatorError('An index that was made or loaded finds nothing')
  const of = (field: keyof Start) => median(starts.map(each => each[field]))
  return {
    processorMilliseconds: of('processorMilliseconds'),
    heldBytes: of('heldBytes'),
    peakBytes: of('peakBytes'),
    found: of('found'),
  }
}

function* linesOf(events: readonly StoredEvent[]): Generator<string> {
  for (const event of events) yield `${JSON.stringify(event)}\n`
}

async function measure({ events, rounds }: (typeof SIZES)[number], folder: string): Promise<Result[]> {
  const documents = await searchEvents(events)
  const lines = join(folder, 'documents')
  await writeFile(lines, linesOf(documents))
  const indexes = Object.keys(LIBRARIES).map(id => ({ id, ...LIBRARIES[id]!.build(documents) }))
  const sizes: Pick<Result, 'storedBytes' | 'compressedBytes'>[] = []
  for (const { id, stored } of indexes) {
    const bytes = stored()
    const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
    await writeFile(join(folder, id), compressed)
    sizes.push({ storedBytes: bytes.length, compressedBytes: compressed.length })
  }
  const starts = indexes.map((): Record<'build' | 'load', Start[]> => ({ build: [], load: [] }))
  for (let round = 0; round < rounds; round++)
    for (const [index, { id }] of indexes.entries()) {
      starts[index]!.build.push(await start(id, 'build', lines))
      starts[index]!.load.push(await start(id, 'load', join(folder, id)))
    }
  const queries = measureQueries(indexes.map(({ search }) => search))
  return indexes.map(({ id }, index) => ({
    events,
    library: LIBRARIES[id]!.name,
    build: middle(starts[index]!.build),
    load: middle(starts[index]!.load),
    ...sizes[index]!,
    queries: Object.fromEntries(queries[index]!.map((taken, query) => [KINDS[query], Number(taken.toPrecision(3))])),
  }))
}

/** Rounds of all queries; the first warm up. */
const ROUNDS = 7
const WARM_UP = 2

/** Median processor time of each in milliseconds, taken in turns: what else the machine does meets all of them alike. */
function processorTimes(runs: readonly (() => string)[]): number[] {
  const taken = runs.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, run] of runs.entries()) {
      const before = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(before)
      if (round >= WARM_UP) taken[index]!.push((user + system) / 1_000)
    }
  return taken.map(median)
}

/** All queries of Annals, which comes first, and those of the others that can be compared. */
function measureQueries(searches: readonly Search[]): number[][] {
  const queries = Object.values(QUERIES)
  const asked = searches.map((_, index) => (index === 0 ? queries : queries.slice(0, COMPARED)))
  const runs = searches.flatMap((search, index) => asked[index]!.map(query => () => `found ${search(query)}`))
  const taken = processorTimes(runs)
  return asked.map(({ length }) => taken.splice(0, length))
}

/** Bytes that code adds to a bundle, minified. */
async function bundled(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
  })
  return outputFiles[0]!.contents.length
}

/** Rounded, without an exponent. */
const rounded = (value: number, digits: number): string =>
  value < 10 ** digits ? value.toPrecision(digits) : Number(value.toPrecision(digits)).toLocaleString('en')
const mega = (bytes: number): string => rounded(bytes / 1e6, 3)
const seconds = (milliseconds: number): string => rounded(milliseconds / 1_000, 2)

function summary(results: readonly Result[]): string {
  const rows = results.map(({ events, library, build: made, load, storedBytes, compressedBytes }) => [
    events.toLocaleString('en'),
    library,
    seconds(made.processorMilliseconds),
    mega(made.peakBytes),
    seconds(load.processorMilliseconds),
    mega(load.peakBytes),
    mega(load.heldBytes),
    mega(storedBytes),
    mega(compressedBytes),
  ])
  const head = ['events', '', 'made, s', 'peak, MB', 'loaded, s', 'peak, MB', 'held, MB', 'stored, MB', 'Brotli, MB']
  return table('rlrrrrrrr', head, rows)
}

function queryTimes(results: readonly Result[]): string {
  const rows = results.map(({ events, library, queries }) => [
    events.toLocaleString('en'),
    library,
    ...KINDS.map(kind => (queries[kind] === undefined ? '' : rounded(queries[kind], 2))),
  ])
  return table(`rl${'r'.repeat(KINDS.length)}`, ['events', 'ms', ...KINDS], rows)
}

await runProgram(async args => {
  const {
    help,
    size: one,
    'dry-run': dryRun,
  } = parseArguments(args, {
    help: { type: 'boolean' },
    size: { type: 'string' },
    'dry-run': { type: 'boolean' },
  })
  if (help) return console.log(HELP)

  const sizes = SIZES.filter(({ events }) => one === undefined || events === Number(one))
  if (sizes.length === 0) throw new OperatorError(`--size ${one} is not measured`)

  const circumstance = await circumstances(['minisearch'])
  const bundles = {
    annals: await bundled("export * from '../lambdas/store/search/event-search.ts'"),
    minisearch: await bundled("export { default } from 'minisearch'"),
  }
  const results: Result[] = previous.results.filter(({ events }) => !sizes.some(size => size.events === events))
  const folder = await mkdtemp(join(tmpdir(), 'annals-search-'))
  try {
    for (const size of sizes) {
      results.push(...(await measure(size, folder)))
      for (const { events, library, build: made, load } of results.slice(-Object.keys(LIBRARIES).length)) {
        const text = `${seconds(made.processorMilliseconds)} s, ${seconds(load.processorMilliseconds)} s`
        console.error(
          `${events.toLocaleString('en')} events, ${library}, made and loaded: ${styleText('bold', text, { stream: process.stderr })}`,
        )
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  results.sort((a, b) => a.events - b.events)
  const kilo = (bytes: number) => (bytes / 1_000).toFixed(1)
  const text = [
    summary(results),
    queryTimes(results),
    `In a bundle, minified: ${kilo(bundles.annals)} kB; MiniSearch ${kilo(bundles.minisearch)} kB, without a stemmer.`,
    conditions(circumstance),
  ].join('\n\n')
  console.log(text)
  if (dryRun) return
  await writeNumbers('search', { ...circumstance, bundles, queries: QUERIES, results })
  await writeSection('search', text)
})
