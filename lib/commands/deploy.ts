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
import { SETTINGS } from '../settings.ts'
import { ask } from './ask.ts'
import { type CdkCall, readContext, runCdk, STACK_OPTIONS } from './cdk.ts'

const DEPLOY_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...STACK_OPTIONS,
  yes: { type: 'boolean', default: false },
} as const

/** @throws {OperatorError} at the first check that fails */
export async function deployCommand(args: string[], root: string): Promise<void> {
  const { yes, stack, context: pairs, ...choice } = parseArguments(args, DEPLOY_OPTIONS)
  const context = readContext(pairs)
  const account = await signIn(choice)
  await requireBootstrap(account)
  const isUpdate = await mayDeploy(stack, account)
  const { events, series } = await tellingMistakes(readContents(join(root, 'data')))

  console.log(`${isUpdate ? 'Update' : 'First deployment'} of ${stack} to account ${account.id}, ${account.region}
  as         ${account.caller}
  data       ${events.length} events and ${series.length} series, loaded as part of it
  settings   ${describe({ ...(await settingsOnDisk(root)), ...context })}
  cost       about nothing while nobody asks, then by use: docs/cost.md`)
  if (!yes) await confirm()

  const outputs = await deployed({ action: 'deploy', stack, context }, root)
  console.log()
  const width = Math.max(...Object.keys(outputs).map(name => name.length))
  for (const [name, value] of Object.entries(outputs)) console.log(`${name.padEnd(width)}  ${value}`)
}

/** Shows what a deployment would change, without one. */
export async function diffStackCommand(args: string[], root: string): Promise<void> {
  const { stack, context, ...choice } = parseArguments(args, { ...ACCOUNT_OPTIONS, ...STACK_OPTIONS })
  const call = { action: 'diff', stack, context: readContext(context) } as const
  const { id, region } = await signIn(choice)
  console.log(`${stack} in account ${id}, ${region}`)
  await runCdk(call, root)
}

/** Whether there is a stack to update. @throws {OperatorError} while somebody else is at it */
async function mayDeploy(name: string, { region }: Account): Promise<boolean> {
  const stack = await findStack(name, region)
  if (stack?.status.endsWith('_IN_PROGRESS'))
    throw new OperatorError(`${name} in ${region} is being changed (${stack.status}): wait until that has ended`)
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

async function confirm(): Promise<void> {
  const answer = await ask('Deploy? [y/N] ')
  if (answer === undefined) throw new OperatorError('Nobody answered: confirm with y, or pass --yes')
  if (!/^y(es)?$/i.test(answer)) throw new OperatorError('Nothing was deployed')
}

/** Deploys, and tells what the stack puts out. */
async function deployed(call: CdkCall, root: string): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-outputs-'))
  try {
    const outputsFile = join(folder, 'outputs.json')
    await runCdk({ ...call, outputsFile }, root)
    return JSON.parse(await readFile(outputsFile, 'utf8'))[call.stack] ?? {}
  } finally {
    await rm(folder, { recursive: true })
  }
}
