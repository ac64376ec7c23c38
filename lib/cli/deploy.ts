/** `annals deploy`: checks everything that can be checked before building or sending anything. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { type Account, signIn } from '../aws/account.ts'
import { preflight } from '../aws/preflight.ts'
import { type DeployedStack, findStack, requireBootstrap } from '../aws/stack.ts'
import { protectTables, tablesOf } from '../aws/tables.ts'
import { counted } from '../counted.ts'
import { explainInvalidData } from '../local/jobs.ts'
import { OperatorError } from '../operator-error.ts'
import { REQUESTS_PER_SECOND, SETTINGS, STACK_NAME } from '../stack/settings.ts'
import { ask } from './ask.ts'
import {
  type CdkCall,
  CONTEXT,
  DATA_SETTING,
  readContext,
  runCdk,
  SETTINGS_HELP,
  STACK_SETTING,
  settingsOnDisk,
} from './cdk.ts'
import type { Definition } from './definition.ts'
import { costOf } from './deployment-cost.ts'
import { PROFILE, REGION } from './options.ts'
import { print, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  new Command()
    .description(
      'Checks credentials, region, account and data, shows the plan, asks for confirmation, deploys the stack and prints its URLs.',
    )
    .addHelpText('after', `\nSettings, for -c or permanently for cdk.context.json:\n${SETTINGS_HELP}`)
    .option('--yes', 'deploy without confirmation')
    .option('--dry-run', 'show the plan and how the stack would change, and deploy nothing')
    .addOption(CONTEXT)
    .addOption(DATA_SETTING)
    .addOption(STACK_SETTING)
    .addOption(PROFILE)
    .addOption(REGION)
    .action(async ({ yes, dryRun, context: pairs, data, stack: stackName, ...choice }) => {
      const given = {
        ...readContext(pairs),
        ...(data !== undefined && { data }),
        ...(stackName !== undefined && { stack: stackName }),
      }
      const settings: Record<string, unknown> = { ...(await settingsOnDisk(terminal)), ...given }
      const name = String(settings.stack ?? STACK_NAME)
      const folder = String(settings.data ?? 'data')
      const account = await signIn(choice, terminal.env)
      await requireBootstrap(account)
      const stack = await updatable(name, account)
      const { events, series } = await explainInvalidData(readContents(resolve(terminal.cwd, folder)))

      print(
        terminal,
        `${stack ? 'Update' : 'First deployment'} of ${name} to account ${account.id}, ${account.region}
  as         ${account.caller}
  data       ${counted(events.length, 'event')} and ${series.length} series, loaded as part of it
  settings   ${describe(settings)}
  cost       ${costOf(settings, REQUESTS_PER_SECOND)}: docs/cost.md`,
      )
      for (const note of await preflight({ name, stack, settings }, account)) print(terminal, `  note       ${note}`)
      if (dryRun) return runCdk({ action: 'diff', stack: name, context: given }, terminal, account.env)
      if (!yes) await confirm(terminal)

      const outputs = await deployed({ action: 'deploy', stack: name, context: given }, account, terminal)
      // Only now, so that a first deployment that fails leaves nothing behind.
      const deployedStack = { name, region: account.region, status: 'COMPLETE', outputs }
      await protectTables(Object.values(tablesOf(deployedStack)), String(settings.retain) !== 'false', account)
      print(terminal, '')
      const width = Math.max(...Object.keys(outputs).map(output => output.length))
      for (const [output, value] of Object.entries(outputs)) print(terminal, `${output.padEnd(width)}  ${value}`)
      print(terminal, `\nCheck it with annals smoke --stack ${name}`)
    })

/** The stack to update; undefined if it has to be created. @throws {OperatorError} if the stack is being changed */
async function updatable(name: string, account: Account): Promise<DeployedStack | undefined> {
  const stack = await findStack(name, account)
  if (stack?.status.endsWith('_IN_PROGRESS'))
    throw new OperatorError(
      `${name} in ${account.region} is being changed (${stack.status}): wait until it has finished`,
    )
  // If the first creation failed, cdk deletes the stack and creates it again.
  return stack?.status === 'ROLLBACK_COMPLETE' ? undefined : stack
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
