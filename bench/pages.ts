/** Compares the time of a page with the JSON of the same data: `npm run bench:pages`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { median } from './median.ts'
import { ANEW, functionsOn, loadChronology, withTimelines } from './query-measurement.ts'
import { circumstances, conditions, table, writeNumbers, writeSection } from './report.ts'

const HELP = `Usage: npm run bench:pages [-- --dry-run]

Measures how long the functions take for each kind of page of the chronology, beside the JSON of the same data. Takes about a minute; do
not use the machine for anything else meanwhile. The results go to bench/pages.json and bench/README.md.

  --dry-run   show the results, write nothing
  --help      show this text`

const ROUNDS = 100
const WARM_UP_ROUNDS = 10
/** The maximum ratio of a page's time to the JSON's. */
const MOST = 3

/** Pages, and the API requests with the same data. */
const PAIRS: readonly { page: string; json: readonly string[] }[] = [
  {
    page: '/',
    json: [
      '/v1/anniversaries?days=1&limit=6',
      '/v1/anniversaries?from=2026-07-15&days=60&limit=4',
      '/v1/highlights?limit=4',
      '/v1/timeline',
    ],
  },
  { page: '/years/2004', json: ['/v1/events?from=2004&to=2004'] },
  {
    page: '/events/first-defectors-day-2024',
    json: ['/v1/events/first-defectors-day-2024', '/v1/events/first-defectors-day-2024/revisions'],
  },
  { page: '/on/07-14', json: ['/v1/on-this-day/07-14'] },
  { page: '/tags/hanawon', json: ['/v1/events?tag=hanawon'] },
  { page: '/categories/law', json: ['/v1/events?category=law'] },
  { page: '/search?q=hanawon', json: ['/v1/events?q=hanawon'] },
  { page: '/statistics', json: ['/v1/series', '/v1/series/arrivals'] },
]

interface Result {
  page: string
  /** The requests as the table shows them. */
  json: string
  pageMilliseconds: number
  jsonMilliseconds: number
  bytes: number
}

async function measure(scratch: string): Promise<Result[]> {
  const events = await loadChronology(scratch)
  return withTimelines(new Map([[events, scratch]]), async ([timeline]) => {
    const functions = functionsOn(timeline!.endpoint)
    const ask = (target: string) => functions.call('ask', { target, headers: ANEW })
    const taken = PAIRS.map(() => ({ page: [] as number[], json: [] as number[] }))
    try {
      for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++)
        for (const [index, { page, json }] of PAIRS.entries()) {
          const shown = await ask(page)
          let asked = 0
          for (const target of json) asked += (await ask(target)).milliseconds
          if (round < 0) continue
          taken[index]!.page.push(shown.milliseconds)
          taken[index]!.json.push(asked)
        }
      const bytes: number[] = []
      for (const { page } of PAIRS) bytes.push(Buffer.byteLength((await ask(page)).body!))
      return PAIRS.map(({ page, json }, index) => ({
        page,
        json: json.join(', '),
        pageMilliseconds: rounded(median(taken[index]!.page)),
        jsonMilliseconds: rounded(median(taken[index]!.json)),
        bytes: bytes[index]!,
      }))
    } finally {
      await functions.stop()
    }
  })
}

const rounded = (milliseconds: number): number => Number(milliseconds.toFixed(2))

function row({ page, json, pageMilliseconds, jsonMilliseconds, bytes }: Result): string[] {
  const ratio = pageMilliseconds / jsonMilliseconds
  const text = `${ratio.toFixed(2)} ×`
  return [
    page,
    json,
    (bytes / 1_000).toFixed(1),
    pageMilliseconds.toFixed(2),
    jsonMilliseconds.toFixed(2),
    ratio <= MOST ? `**${text}**` : `${text} (missed)`,
  ]
}

await runProgram(async args => {
  const values = parseArguments(args, { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } })
  if (values.help) return console.log(HELP)
  const circumstance = await circumstances(['d3-scale', '@dynoxide/linux-x64'])
  const scratch = await mkdtemp(join(tmpdir(), 'annals-pages-'))
  try {
    const results = await measure(scratch)
    const head = ['page', 'the same as JSON', 'kB', 'ms', 'JSON, ms', 'page / JSON']
    const text = `${table('llrrrr', head, results.map(row))}\n\n${conditions(circumstance)} ${ROUNDS} rounds.`
    console.log(text)
    if (values['dry-run']) return
    await writeNumbers('pages', { ...circumstance, rounds: ROUNDS, results })
    await writeSection('pages', text)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
})
