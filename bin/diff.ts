/** `npm run diff`: what a deployment would change on AWS. */
import { fileURLToPath } from 'node:url'
import { runCommand } from '../lib/command-line.ts'
import { SETTINGS_HELP } from '../lib/commands/cdk.ts'
import { diffStackCommand } from '../lib/commands/deploy.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const HELP = `Usage: npm run diff -- [options]

Compares the stack as it would be deployed with the one that is. Nothing is changed; for the
data there is npm run timeline -- diff.

  -c, --context N=V    a setting, as for npm run deploy
${SETTINGS_HELP}
  --profile NAME       credentials and region of this profile     (those of the environment)
  --region NAME        this region                                (AWS_REGION, or the profile's)
  --stack NAME         what bin/app.ts calls the stack            (Annals)
  --help               this text
`

await runCommand(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(HELP)
  else await diffStackCommand(args, root)
})
