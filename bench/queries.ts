/** Measures what queries cost as a timeline grows, and what else bounds them: `npm run bench:queries`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { hostRates } from './host-measurement.ts'
import { jobOf, knownCosts, loadChronology, pageCosts, withTimelines } from './query-measurement.ts'
import { type Queries, queriesText } from './query-report.ts'
import { circumstances, conditions, writeNumbers, writeSection } from './report.ts'
import { startUps } from './start-up.ts'
import { generatedStores, STORES } from './stores.ts'

const HELP = `Usage: npm run bench:queries [-- options]

Measures what each kind of page and the daily job take of generated timelines of different sizes, what an unchanged answer takes, how many
requests a second the server of npm start answers beside npm json-server and a plain server, and how soon npm start serves; Linux only.
Takes about a quarter of an hour; do not use the machine for anything else meanwhile. The timelines are made once and kept: 1,000,000 events
take three quarters of an hour and 30 GB of disk. The results go to bench/queries.json and bench/README.md.

  --sizes N,N,…     events of the timelines; 200 is the chronology,
                    10000 is there always                           (200,10000,100000,1000000)
  --rounds N        requests of each kind that are timed              (30)
  --stores FOLDER   where the timelines are kept                      (${STORES})
  --dry-run         show the results, write nothing
  --help            show this text`

/** The timeline for measurements that do not depend on size. */
const MIDDLE = 10_000

const CHRONOLOGY = 200

function sizesOf(text: string): number[] {
  const sizes = text.split(',').map(Number)
  if (sizes.some(size => !Number.isInteger(size) || size < 1 || (size < MIDDLE && size !== CHRONOLOGY)))
    throw new OperatorError(
      `--sizes takes ${CHRONOLOGY} and numbers from ${MIDDLE} on, such as ${CHRONOLOGY},${MIDDLE}`,
    )
  return [...new Set([...sizes, MIDDLE])].sort((a, b) => a - b)
}

function roundsOf(text: string): number {
  const rounds = Number(text)
  if (!Number.isInteger(rounds) || rounds < 1) throw new OperatorError('--rounds takes a whole number from 1 on')
  return rounds
}

const beginning = performance.now()

const logOf = (part: string) => (line: string) => {
  const seconds = Math.round((performance.now() - beginning) / 1_000)
  console.error(`${String(seconds).padStart(5)} s  ${part}: ${line}`)
}

async function measure(sizes: readonly number[], rounds: number, kept: string): Promise<Queries> {
  const generated = sizes.filter(size => size !== CHRONOLOGY)
  const stores = await generatedStores(generated, kept, logOf('timelines'))
  const scratch = await mkdtemp(join(tmpdir(), 'annals-queries-'))
  try {
    if (sizes.includes(CHRONOLOGY)) {
      const events = await loadChronology(scratch)
      if (events !== CHRONOLOGY) throw new OperatorError(`The chronology has ${events} events, not ${CHRONOLOGY}`)
      stores.set(events, scratch)
    }
    const ordered = new Map([...stores].sort(([a], [b]) => a - b))
    const measured = await withTimelines(ordered, async timelines => {
      const jobs = []
      for (const timeline of timelines) {
        logOf('the daily job')(`of ${timeline.events.toLocaleString('en')} events`)
        jobs.push(await jobOf(timeline))
      }
      const middle = timelines.find(({ events }) => events === MIDDLE)!
      return {
        jobs,
        ...(await pageCosts(timelines, { chronology: CHRONOLOGY, rounds }, logOf('pages'))),
        known: await knownCosts(middle, logOf('unchanged answers')),
        hosts: await hostRates(middle, scratch, logOf('servers')),
      }
    })
    return { rounds, ...measured, starts: await startUps(logOf('npm start')) }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

await runProgram(async args => {
  const values = parseArguments(args, {
    sizes: { type: 'string', default: '200,10000,100000,1000000' },
    rounds: { type: 'string', default: '30' },
    stores: { type: 'string', default: STORES },
    'dry-run': { type: 'boolean' },
    help: { type: 'boolean' },
  })
  if (values.help) return console.log(HELP)

  const [sizes, rounds] = [sizesOf(values.sizes), roundsOf(values.rounds)]
  const packages = ['@dynoxide/linux-x64', '@aws-sdk/client-dynamodb', 'json-server', 'autocannon']
  const circumstance = await circumstances(packages)
  const queries = await measure(sizes, rounds, values.stores)
  const text = `${queriesText(queries)}\n\n${conditions(circumstance)}`
  console.log(text)
  if (values['dry-run']) return
  await writeNumbers('queries', { ...circumstance, ...queries })
  await writeSection('queries', text)
})
