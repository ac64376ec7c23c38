/** `npm run timeline`: what an owner does with a timeline by hand. */
import { OperatorError } from '../operator-error.ts'
import { checkCommand } from './check.ts'
import { diffDataCommand } from './diff-data.ts'
import { deleteCommand, getCommand, putCommand } from './edit.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { runAnniversariesCommand } from './run-anniversaries.ts'
import type { Command, Terminal } from './terminal.ts'

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

const COMMANDS: Record<string, Command> = {
  check: checkCommand,
  'run-anniversaries': runAnniversariesCommand,
  export: exportCommand,
  import: importCommand,
  // Loaded on demand, since nothing else here uses the generator of the benches.
  async generate(args, terminal) {
    const { generateTimelineCommand } = await import('../../bench/generator/command.ts')
    return generateTimelineCommand(args, terminal)
  },
  diff: diffDataCommand,
  get: getCommand,
  put: putCommand,
  delete: deleteCommand,
}

/** @param args the name of a command, and its own arguments */
export async function timelineCommand([name, ...args]: string[], terminal: Terminal): Promise<void> {
  if (name === undefined || args.includes('--help') || ['help', '--help', '-h'].includes(name)) {
    terminal.stdout.write(HELP)
    return
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined)
    throw new OperatorError(`There is no command "${name}"; allowed are ${Object.keys(COMMANDS).join(', ')}`)
  return command(args, terminal)
}
