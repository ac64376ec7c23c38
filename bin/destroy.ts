/** `npm run destroy`: the way back from AWS. */
import { fileURLToPath } from 'node:url'
import { runCommand } from '../lib/command-line.ts'
import { destroyCommand } from '../lib/commands/destroy.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const HELP = `Usage: npm run destroy -- [options]

Exports the timeline to a file, then takes the stack down. It asks for the name of the stack
before. Tables stay, unless the stack was deployed with -c retain=false.

  --to FILE            where to export to                         (STACK-TIME.ndjson)
  --no-export          take it down without
  --profile NAME       credentials and region of this profile     (those of the environment)
  --region NAME        this region                                (AWS_REGION, or the profile's)
  --stack NAME         name of the stack                          (Annals)
  --help               this text
`

await runCommand(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(HELP)
  else await destroyCommand(args, root)
})
