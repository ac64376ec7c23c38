/** `npm run timeline`: what an owner does with a timeline by hand. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readContents } from '../lambdas/data/read-contents.ts'
import { checkLinks } from '../lib/cli/check-links.ts'
import { parseArguments, runCommand } from '../lib/command-line.ts'
import { diffCommand } from '../lib/commands/diff.ts'
import { deleteCommand, getCommand, putCommand } from '../lib/commands/edit.ts'
import { exportCommand } from '../lib/commands/export.ts'
import { generateCommand } from '../lib/commands/generate.ts'
import { importCommand } from '../lib/commands/import.ts'
import { localConfig } from '../lib/local/config.ts'
import { loadData, runAnniversaries, tellingMistakes } from '../lib/local/jobs.ts'
import { openLocalTimeline } from '../lib/local/local-timeline.ts'
import { aDay } from '../lib/local/options.ts'
import { OperatorError } from '../lib/operator-error.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const HELP = `Usage: npm run timeline -- COMMAND [options]

  check               check the data folder: every mistake with its file, event and field
                      --links          also ask every address of a source, and name those that fail
                      --contact TEXT   your email or web address, for the sites that are asked
  run-anniversaries   do the daily job by hand, on the local timeline
                      --date DAY       for this day, as YYYY-MM-DD    (today)
  export              write a timeline to a file; run again, it goes on where it ended
                      --to FILE        a line for each event          (NAME-DATE.ndjson)
  import              write what such a file holds to a timeline; what is later there stays
                      --from FILE
  generate            make up a timeline and write it to a file for import, to try what a large one asks
                      --events N       how many                       (10000)
                      --seed N         another one for each number    (1)
                      --to FILE                                       (generated-EVENTS-SEED.ndjson)
  get                 print an event as it is written, for an editor to correct
                      --id ID
  put                 add the event in a file, or correct it
                      --from FILE      one event, as YAML or JSON
                      --revision N     the revision that it corrects
  delete              delete an event
                      --id ID
                      --revision N     the revision that you saw
  diff                what a load of the data folder would change in a timeline

  --data FOLDER       the data folder                                 (data)
  --stack NAME        the timeline of a deployed stack                (the local one)
  --profile NAME      credentials and region of this profile          (of the environment)
  --region NAME       this region                                     (AWS_REGION)
  --state FOLDER      where the local timeline is kept                (.annals)
  --help              this text

The local timeline is that of a running npm start, else the one in the state folder;
with DYNAMODB_ENDPOINT set, the one there. get, put and delete ask the API: of the running npm start,
or of the stack, where what they write is signed with your credentials.
`

const dataOption = { data: { type: 'string', default: resolve(root, 'data') } } as const

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  async check(args) {
    const { data, links, contact } = parseArguments(args, {
      ...dataOption,
      links: { type: 'boolean', default: false },
      contact: { type: 'string' },
    })
    const contents = await tellingMistakes(readContents(resolve(data)))
    const { events, series } = contents
    const sources = events.reduce((sum, { event }) => sum + event.sources.length, 0)
    console.log(`${data}: ${events.length} events with ${sources} sources and ${series.length} series, no mistakes`)
    if (links) await checkLinks(contents, { contact }, line => console.log(line))
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
      const publicUrl = 'http://localhost:3000'
      const config = localConfig({ endpoint: timeline.endpoint, publicUrl, dataFolder: resolve(data) })
      const tell = (line: string) => console.log(line)
      if (timeline.own) await loadData(config, tell)
      await runAnniversaries(config, day === undefined ? { scheduledTime: config.now() } : { date: day }, tell)
    } finally {
      await timeline.stop()
    }
  },

  export: args => exportCommand(args, root),
  import: args => importCommand(args, root),
  generate: generateCommand,
  diff: args => diffCommand(args, root),
  get: args => getCommand(args, root),
  put: args => putCommand(args, root),
  delete: args => deleteCommand(args, root),
}

await runCommand(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined || args.includes('--help') || ['help', '--help', '-h'].includes(name)) {
    process.stdout.write(HELP)
    return
  }
  if (!Object.hasOwn(COMMANDS, name))
    throw new OperatorError(`There is no command "${name}"; allowed are ${Object.keys(COMMANDS).join(', ')}`)
  await COMMANDS[name]!(args)
})
