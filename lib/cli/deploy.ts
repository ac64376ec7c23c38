/** `npm run deploy` and `npm run diff`: everything that can be known to fail is checked before anything is built or sent. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { ACCOUNT_OPTIONS, type Account, signIn } from '../aws/account.ts'
import { findStack, requireBootstrap } from '../aws/stack.ts'
import { parseArguments } from '../command-line.ts'
import { tellingMistakes } from '../local/jobs.ts'
import { OperatorError } from '../operator-error.ts'
import { SETTINGS } from '../stack/settings.ts'
import { ask } from './ask.ts'
import { type CdkCall, readContext, runCdk, SETTINGS_HELP, STACK_OPTIONS } from './cdk.ts'
import { print, type Terminal } from './terminal.ts'

const DEPLOY_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...STACK_OPTIONS,
  yes: { type: 'boolean', default: false },
} as const

const DEPLOY_HELP = `Usage: npm run deploy -- [options]

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

const DIFF_HELP = `Usage: npm run diff -- [options]

Compares the stack as it would be deployed with the one that is. Nothing is changed; for the
data there is npm run timeline -- diff.

  -c, --context N=V    a setting, as for npm run deploy
${SETTINGS_HELP}
  --profile NAME       credentials and region of this profile     (those of the environment)
  --region NAME        this region                                (AWS_REGION, or the profile's)
  --stack NAME         what bin/app.ts calls the stack            (Annals)
  --help               this text
`

/** @throws {OperatorError} at the first check that fails */
export async function deployCommand(args: string[], terminal: Terminal): Promise<void> {
  if (args.includes('--help')) return void terminal.stdout.write(DEPLOY_HELP)
  const { yes, stack, context: pairs, ...choice } = parseArguments(args, DEPLOY_OPTIONS)
  const context = readContext(pairs)
  const account = await signIn(choice, terminal.env)
  await requireBootstrap(account)
  const isUpdate = await mayDeploy(stack, account)
  const { events, series } = await tellingMistakes(readContents(join(terminal.root, 'data')))

  print(
    terminal,
    `${isUpdate ? 'Update' : 'First deployment'} of ${stack} to account ${account.id}, ${account.region}
  as         ${account.caller}
  data       ${events.length} events and ${series.length} series, loaded as part of it
  settings   ${describe({ ...(await settingsOnDisk(terminal.root)), ...context })}
  cost       about nothing while nobody asks, then by use: docs/cost.md`,
  )
  if (!yes) await confirm(terminal)

  const outputs = await deployed({ action: 'deploy', stack, context }, account, terminal)
  print(terminal, '')
  const width = Math.max(...Object.keys(outputs).map(name => name.length))
  for (const [name, value] of Object.entries(outputs)) print(terminal, `${name.padEnd(width)}  ${value}`)
}

/** Shows what a deployment would change, without one. */
export async function diffStackCommand(args: string[], terminal: Terminal): Promise<void> {
  if (args.includes('--help')) return void terminal.stdout.write(DIFF_HELP)
  const { stack, context, ...choice } = parseArguments(args, { ...ACCOUNT_OPTIONS, ...STACK_OPTIONS })
  const call = { action: 'diff', stack, context: readContext(context) } as const
  const account = await signIn(choice, terminal.env)
  print(terminal, `${stack} in account ${account.id}, ${account.region}`)
  await runCdk(call, terminal, account.env)
}

/** Whether there is a stack to update. @throws {OperatorError} while somebody else is at it */
async function mayDeploy(name: string, account: Account): Promise<boolean> {
  const stack = await findStack(name, account)
  if (stack?.status.endsWith('_IN_PROGRESS'))
    throw new OperatorError(
      `${name} in ${account.region} is being changed (${stack.status}): wait until that has ended`,
    )
  // What CloudFormation could not create at all is removed by cdk before it starts again.
  return stack !== undefined && stack.status !== 'ROLLBACK_COMPLETE'
}

/** Settings that an owner keeps in the project, so that every deployment has them. The command line goes before `cdk.json`, and that before the other. */
async function settingsOnDisk(root: string): Promise<Record<string, unknown>> {
  const contextOf = async (file: string) => {
    const text = await readFile(join(root, file), 'utf8').catch(() => '{}')
    try {
      return JSON.parse(text)
    } catch {
      throw new OperatorError(`${file} is not JSON`)
    }
  }
  return { ...(await contextOf('cdk.context.json')), ...(await contextOf('cdk.json')).context }
}

function describe(settings: Record<string, unknown>): string {
  const given = Object.keys(SETTINGS).filter(name => settings[name] !== undefined)
  return (
    given.map(name => `${name}=${settings[name]}`).join(', ') ||
    'none: tables are retained, nobody gets mail, the address is CloudFront’s'
  )
}

async function confirm(terminal: Terminal): Promise<void> {
  const answer = await ask('Deploy? [y/N] ', terminal)
  if (answer === undefined) throw new OperatorError('Nobody answered: confirm with y, or pass --yes')
  if (!/^y(es)?$/i.test(answer)) throw new OperatorError('Nothing was deployed')
}

/** Deploys, and tells what the stack puts out. */
async function deployed(call: CdkCall, account: Account, terminal: Terminal): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-outputs-'))
  try {
    const outputsFile = join(folder, 'outputs.json')
    await runCdk({ ...call, outputsFile }, terminal, account.env)
    return JSON.parse(await readFile(outputsFile, 'utf8'))[call.stack] ?? {}
  } finally {
    await rm(folder, { recursive: true })
  }
}
