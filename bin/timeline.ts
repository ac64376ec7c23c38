/** `npm run timeline`: what an owner does with a timeline by hand. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readContents } from '../lambdas/data/read-contents.ts'
import { parseArguments, runCommand } from '../lib/command-line.ts'
import { setEnvironment } from '../lib/local/functions.ts'
import { loadData, runAnniversaries, tellingMistakes } from '../lib/local/jobs.ts'
import { openLocalTimeline } from '../lib/local/local-timeline.ts'
import { aDay } from '../lib/local/options.ts'
import { OperatorError } from '../lib/operator-error.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const HELP = `Usage: npm run timeline -- COMMAND [options]

  check               check the data folder: every mistake with its file, event and field
  run-anniversaries   do the daily job by hand, on the local timeline
                      --date DAY       for this day, as YYYY-MM-DD    (today)
                      --state FOLDER   where its state is kept        (.annals)

  --data FOLDER       the data folder                                 (data)
  --help              this text

The local timeline is that of a running npm start, else the one in the state folder;
with DYNAMODB_ENDPOINT set, the one there.
`

const dataOption = { data: { type: 'string', default: resolve(root, 'data') } } as const

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  async check(args) {
    const { data } = parseArguments(args, dataOption)
    const { events, series } = await tellingMistakes(readContents(resolve(data)))
    const sources = events.reduce((sum, { event }) => sum + event.sources.length, 0)
    console.log(`${data}: ${events.length} events with ${sources} sources and ${series.length} series, no mistakes`)
  },

  async 'run-anniversaries'(args) {
    const { data, date, state } = parseArguments(args, {
      ...dataOption,
      date: { type: 'string' },
      state: { type: 'string', default: resolve(root, '.annals') },
    })
    const day = aDay('--date', date)
    const timeline = await openLocalTimeline(resolve(state), 'timeline run-anniversaries')
    try {
      setEnvironment({ endpoint: timeline.endpoint, publicUrl: 'http://localhost:3000', dataFolder: resolve(data) })
      if (timeline.own) await loadData(line => console.log(line))
      await runAnniversaries(day, line => console.log(line))
    } finally {
      await timeline.stop()
    }
  },
}

await runCommand(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined || args.includes('--help') || ['help', '--help', '-h'].includes(name)) {
    process.stdout.write(HELP)
    return
  }
  if (!Object.hasOwn(COMMANDS, name))
    throw new OperatorError(`There is no command "${name}"; allowed are ${Object.keys(COMMANDS).join(' and ')}`)
  await COMMANDS[name]!(args)
})
