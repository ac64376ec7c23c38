/** `npm run deploy` and `npm run diff`: check everything that can be checked before building or sending anything. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { ACCOUNT_OPTIONS, type Account, signIn } from '../aws/account.ts'
import { findStack, requireBootstrap } from '../aws/stack.ts'
import { parseArguments } from '../command-line.ts'
import { explainInvalidData } from '../local/jobs.ts'
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

Checks credentials, region, account and data, shows the plan, asks for confirmation, deploys the
stack and prints its URLs.

  --yes                deploy without confirmation
  -c, --context N=V    setting of this deployment; store permanent settings in cdk.context.json
${SETTINGS_HELP}
  --profile NAME       AWS profile                                (from the environment)
  --region NAME        AWS region                                 (AWS_REGION, or the profile's)
  --stack NAME         stack name in bin/app.ts                   (Annals)
  --help               show this text
`

const DIFF_HELP = `Usage: npm run diff -- [options]

Shows how a deployment would change the stack, without changing it. To compare the data, run
npm run timeline -- diff.

  -c, --context N=V    setting, as for npm run deploy
${SETTINGS_HELP}
  --profile NAME       AWS profile                                (from the environment)
  --region NAME        AWS region                                 (AWS_REGION, or the profile's)
  --stack NAME         stack name in bin/app.ts                   (Annals)
  --help               show this text
`

/** @throws {OperatorError} at the first failed check */
export async function deployCommand(args: string[], terminal: Terminal): Promise<void> {
  if (args.includes('--help')) return void terminal.stdout.write(DEPLOY_HELP)
  const { yes, stack, context: pairs, ...choice } = parseArguments(args, DEPLOY_OPTIONS)
  const context = readContext(pairs)
  const account = await signIn(choice, terminal.env)
  await requireBootstrap(account)
  const isUpdate = await mayDeploy(stack, account)
  const { events, series } = await explainInvalidData(readContents(join(terminal.root, 'data')))

  print(
    terminal,
    `${isUpdate ? 'Update' : 'First deployment'} of ${stack} to account ${account.id}, ${account.region}
  as         ${account.caller}
  data       ${events.length} events and ${series.length} series, loaded as part of it
  settings   ${describe({ ...(await settingsOnDisk(terminal.root)), ...context })}
  cost       almost nothing when idle, then by usage: docs/cost.md`,
  )
  if (!yes) await confirm(terminal)

  const outputs = await deployed({ action: 'deploy', stack, context }, account, terminal)
  print(terminal, '')
  const width = Math.max(...Object.keys(outputs).map(name => name.length))
  for (const [name, value] of Object.entries(outputs)) print(terminal, `${name.padEnd(width)}  ${value}`)
}

/** Shows what a deployment would change. */
export async function diffStackCommand(args: string[], terminal: Terminal): Promise<void> {
  if (args.includes('--help')) return void terminal.stdout.write(DIFF_HELP)
  const { stack, context, ...choice } = parseArguments(args, { ...ACCOUNT_OPTIONS, ...STACK_OPTIONS })
  const call = { action: 'diff', stack, context: readContext(context) } as const
  const account = await signIn(choice, terminal.env)
  print(terminal, `${stack} in account ${account.id}, ${account.region}`)
  await runCdk(call, terminal, account.env)
}

/** Whether the stack exists and can be updated. @throws {OperatorError} if the stack is being changed */
async function mayDeploy(name: string, account: Account): Promise<boolean> {
  const stack = await findStack(name, account)
  if (stack?.status.endsWith('_IN_PROGRESS'))
    throw new OperatorError(
      `${name} in ${account.region} is being changed (${stack.status}): wait until it has finished`,
    )
  // If the first creation failed, cdk deletes the stack and creates it again.
  return stack !== undefined && stack.status !== 'ROLLBACK_COMPLETE'
}

/** Settings stored in the project. `cdk.json` overrides `cdk.context.json`; the command line overrides both. */
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
    'none: tables are retained, no e-mail is sent, the domain is CloudFront’s'
  )
}

async function confirm(terminal: Terminal): Promise<void> {
  const answer = await ask('Deploy? [y/N] ', terminal)
  if (answer === undefined) throw new OperatorError('No answer: confirm with y, or pass --yes')
  if (!/^y(es)?$/i.test(answer)) throw new OperatorError('Nothing was deployed')
}

/** Deploys and returns the stack outputs. */
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
