/** `npm run deploy`: the timeline on an AWS account. */
import { fileURLToPath } from 'node:url'
import { runCommand } from '../lib/command-line.ts'
import { SETTINGS_HELP } from '../lib/commands/cdk.ts'
import { deployCommand } from '../lib/commands/deploy.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const HELP = `Usage: npm run deploy -- [options]

Checks the credentials, the region, the account and the data, says what it will do, asks,
deploys the stack and prints its addresses.

  --yes                do not ask
  -c, --context N=V    a setting, for this deployment; for all of them it goes into cdk.context.json
${SETTINGS_HELP}
  --profile NAME       credentials and region of this profile     (those of the environment)
  --region NAME        this region                                (AWS_REGION, or the profile's)
  --stack NAME         what bin/app.ts calls the stack            (Annals)
  --help               this text
`

await runCommand(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(HELP)
  else await deployCommand(args, root)
})
