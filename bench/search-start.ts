/**
 * What a process takes to be ready to search, told as JSON on standard output; run by `bench/search.ts` with the library, what to start
 * from, and its file: `build` from events, one of JSON in each line, or `load` what the library stores, compressed with Brotli.
 */
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { brotliDecompressSync } from 'node:zlib'
import type { StoredEvent } from '../lambdas/domain/event.ts'
import { LIBRARIES } from './search-libraries.ts'

const [library, from, file] = process.argv.slice(2) as [string, string, string]

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes of memory that the process has; SQLite allocates its own. */
function held(): number {
  collect()
  return process.memoryUsage().rss
}

function* lines(bytes: Buffer): Generator<StoredEvent> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf('\n', start)
    yield JSON.parse(bytes.toString('utf8', start, end))
    start = end + 1
  }
}

const bytes = readFileSync(file)
const { build, load } = LIBRARIES[library]!
const heldBefore = held()
const processorBefore = process.cpuUsage()
const search = from === 'build' ? build(lines(bytes)).search : load(brotliDecompressSync(bytes))
const found = search('하나원').length
const { user, system } = process.cpuUsage(processorBefore)
console.log(
  JSON.stringify({
    processorMilliseconds: (user + system) / 1_000,
    heldBytes: held() - heldBefore,
    peakBytes: process.resourceUsage().maxRSS * 1_024 - (from === 'build' ? bytes.length : 0),
    // Whoever finds nothing has not searched.
    found: Math.min(found, search('하나원').length),
  }),
)
