/** Measures the speed of an import as a share of what the engine can take: `npm run bench:import`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { styleText } from 'node:util'
import { canonicalJson } from '../lambdas/domain/canonical-json.ts'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { generatedRecords } from './generator/generated-timeline.ts'
import { median } from './median.ts'
import { circumstances, conditions, table, writeNumbers, writeSection } from './report.ts'

const HELP = `Usage: npm run bench:import [-- options]

Imports a generated timeline, and writes the very same items by a plain loop of BatchWriteItem, each to new tables on disk and in a process
of its own. They take turns of a fraction of a second, in which the others and their engines are stopped; Linux only.
Takes about ten minutes. The results go to bench/import.json and bench/README.md.

  --events N   of the timeline                    (2000)
  --rounds N   how often all is done              (5)
  --dry-run    show the results, write nothing
  --help       show this text`

/** Batches in flight in the plain loop. */
const LANES = [1, 4, 16]
const WAYS = ['import', ...LANES.map(String)]

/** A paused process must not treat responses as late when it resumes. */
const TURN_MILLISECONDS = 150

interface Contestant {
  process: ChildProcess
  finished: Promise<void>
  done: boolean
  milliseconds: number
}

/** Ready; starts at its first turn. */
async function prepared(way: string, file: string, items: string): Promise<Contestant> {
  const program = join(import.meta.dirname, 'import-contestant.ts')
  const child = spawn(process.execPath, [program, way, file, items], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit').then(() => {
    throw new OperatorError(`The contestant "${way}" has ended before it was done`)
  })
  const line = async () => {
    await Promise.race([once(lines, 'line'), ended])
  }
  await line()
  const contestant = { process: child, finished: line(), done: false, milliseconds: 0 }
  contestant.finished = contestant.finished.then(() => {
    contestant.done = true
  })
  await signal(contestant, 'SIGSTOP')
  child.stdin.write('\n')
  return contestant
}

/** Signals the process and its engine, which has a session of its own. */
async function signal({ process: { pid } }: Pick<Contestant, 'process'>, name: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  for (const id of [pid!, ...children.trim().split(' ').map(Number)]) process.kill(id, name)
}

async function takeTurn(contestant: Contestant): Promise<void> {
  const start = performance.now()
  await signal(contestant, 'SIGCONT')
  await Promise.race([contestant.finished, setTimeout(TURN_MILLISECONDS)])
  contestant.milliseconds += performance.now() - start
  // It cleans up before the next turn begins.
  if (contestant.done) await once(contestant.process, 'exit')
  else await signal(contestant, 'SIGSTOP')
}

/** Seconds that each contestant took in its own turns. */
async function race(file: string, items: string): Promise<number[]> {
  const contestants: Contestant[] = []
  try {
    for (const way of WAYS) contestants.push(await prepared(way, file, items))
    for (let left = contestants; left.length > 0; left = left.filter(({ done }) => !done))
      for (const contestant of left) await takeTurn(contestant)
  } finally {
    // An engine exits with the process that started it.
    for (const { process } of contestants) process.kill('SIGKILL')
  }
  return contestants.map(({ milliseconds }) => milliseconds / 1_000)
}

/** Records the items that an import writes. @returns their number */
async function record(file: string, items: string): Promise<number> {
  const contestant = await prepared('record', file, items)
  await signal(contestant, 'SIGCONT')
  await contestant.finished
  await once(contestant.process, 'exit')
  return JSON.parse(await readFile(items, 'utf8')).length
}

function* linesOf(events: number): Generator<string> {
  for (const record of generatedRecords(events, 1)) yield `${canonicalJson(record)}\n`
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)

const percent = (share: number): string => `${Math.round(share * 100)} %`

await runProgram(async args => {
  const values = parseArguments(args, {
    events: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    'dry-run': { type: 'boolean' },
    help: { type: 'boolean' },
  })
  if (values.help) return console.log(HELP)
  const [events, rounds] = [Number(values.events), Number(values.rounds)]

  const circumstance = await circumstances(['@aws-sdk/client-dynamodb', '@dynoxide/linux-x64'])
  const folder = await mkdtemp(join(tmpdir(), 'annals-generated-'))
  /** Per round, in the order of `WAYS`. */
  const seconds: number[][] = []
  let items = 0
  try {
    const [file, written] = [join(folder, 'generated.ndjson'), join(folder, 'items.json')]
    await writeFile(file, linesOf(events))
    items = await record(file, written)
    for (let round = 0; round < rounds; round++) {
      const taken = await race(file, written)
      seconds.push(taken)
      const [imported, ...plain] = taken
      const share = styleText('bold', percent(Math.min(...plain) / imported!), { stream: process.stderr })
      const each = taken.map((time, index) => `${WAYS[index]} ${time.toFixed(1)} s`)
      console.error(`${share} (${each.join(', ')})`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  const rate = (way: number) => Math.round(items / median(seconds.map(round => round[way]!))).toLocaleString('en')
  const rows = LANES.map((lanes, index) => {
    const shares = sorted(seconds.map(([imported, ...plain]) => plain[index]! / imported!))
    return [`${lanes}`, rate(index + 1), percent(median(shares)), `${percent(shares[0]!)}–${percent(shares.at(-1)!)}`]
  })
  const text = [
    `${events.toLocaleString('en')} events, ${items.toLocaleString('en')} items; imported at ${rate(0)} items a second.`,
    table('rrrr', ['batches at a time', 'items a second, plainly', 'import, of that', 'all rounds'], rows),
    conditions(circumstance),
  ].join('\n\n')
  console.log(text)
  if (values['dry-run']) return
  await writeNumbers('import', { ...circumstance, events, items, ways: WAYS, seconds })
  await writeSection('import', text)
})
