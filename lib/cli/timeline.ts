/** `npm run timeline`: commands for the owner of a timeline. */
import { OperatorError } from '../operator-error.ts'
import { checkCommand } from './check.ts'
import { diffDataCommand } from './diff-data.ts'
import { deleteCommand, getCommand, putCommand } from './edit.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { runAnniversariesCommand } from './run-anniversaries.ts'
import type { Command, Terminal } from './terminal.ts'

const HELP = `Usage: npm run timeline -- COMMAND [options]

  check               check the data folder and report every mistake with file, event and field
                      --links          also request every source URL and report failures
                      --contact TEXT   your e-mail or web address, sent to these sites
  run-anniversaries   run the daily job on the local timeline
                      --date DAY       day to mark, as YYYY-MM-DD     (today)
  export              write a timeline to a file; continues an interrupted export
                      --to FILE        one line per event             (NAME-DATE.ndjson)
  import              load an export file into a timeline; keeps later versions there
                      --from FILE
  generate            generate an artificial timeline for import, to test large timelines
                      --events N       number of events               (10000)
                      --seed N         seed of the random generator   (1)
                      --to FILE                                       (generated-EVENTS-SEED.ndjson)
  get                 print an event for editing
                      --id ID
  put                 add or correct the event in a file
                      --from FILE      one event, as YAML or JSON
                      --revision N     revision that it corrects
  delete              delete an event
                      --id ID
                      --revision N     revision that timeline get showed
  diff                show what loading the data folder would change

  --data FOLDER       data folder                                     (data)
  --stack NAME        deployed stack that holds the timeline          (the local timeline)
  --profile NAME      AWS profile                                     (from the environment)
  --region NAME       AWS region                                      (AWS_REGION)
  --state FOLDER      state folder of the local timeline              (.annals)
  --help              show this text

The local timeline belongs to the running npm start or, if none is running, to the state folder.
If DYNAMODB_ENDPOINT is set, it is the one stored there. get, put and delete call the API of the
running npm start, or of the stack; writes to a stack are signed with your credentials.
`

const COMMANDS: Record<string, Command> = {
  check: checkCommand,
  'run-anniversaries': runAnniversariesCommand,
  export: exportCommand,
  import: importCommand,
  // Loaded on demand, because no other command needs the generator of the benchmarks.
  async generate(args, terminal) {
    const { generateTimelineCommand } = await import('../../bench/generator/command.ts')
    return generateTimelineCommand(args, terminal)
  },
  diff: diffDataCommand,
  get: getCommand,
  put: putCommand,
  delete: deleteCommand,
}

/** @param args the command name and its arguments */
export async function timelineCommand([name, ...args]: string[], terminal: Terminal): Promise<void> {
  if (name === undefined || args.includes('--help') || ['help', '--help', '-h'].includes(name)) {
    terminal.stdout.write(HELP)
    return
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined)
    throw new OperatorError(`There is no command "${name}"; allowed: ${Object.keys(COMMANDS).join(', ')}`)
  return command(args, terminal)
}
