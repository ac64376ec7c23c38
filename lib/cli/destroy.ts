/** `npm run destroy`: takes a stack down, after it has saved what is in it and somebody has meant it. */
import { resolve } from 'node:path'
import { bucketOf } from '../../lambdas/functions/search.ts'
import type { BucketPlace } from '../../lambdas/store/search/bucket-files.ts'
import { SEARCH_FILES } from '../../lambdas/store/search-files.ts'
import { ACCOUNT_OPTIONS, type Account, signIn } from '../aws/account.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { existingTables, tablesOf } from '../aws/tables.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { ask } from './ask.ts'
import { runCdk, STACK_OPTIONS } from './cdk.ts'
import { exportTo } from './export.ts'
import { openStack, searchBucket } from './open-timeline.ts'
import { print, type Terminal } from './terminal.ts'

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

/** @throws {OperatorError} if it is not confirmed, or cannot be exported before */
export async function destroyCommand(args: string[], terminal: Terminal): Promise<void> {
  if (args.includes('--help')) return void terminal.stdout.write(HELP)
  const {
    'no-export': withoutExport,
    to,
    stack: name,
    ...choice
  } = parseArguments(args, {
    ...ACCOUNT_OPTIONS,
    stack: STACK_OPTIONS.stack,
    to: { type: 'string' },
    'no-export': { type: 'boolean', default: false },
  })
  const account = await signIn(choice, terminal.env)
  const stack = await stackNamed(name, account)
  const tables = Object.values(tablesOf(stack))
  const file = withoutExport
    ? undefined
    : resolve(terminal.cwd, to ?? `${name}-${terminal.now().replaceAll(':', '')}.ndjson`)

  const isProtected = new Map((await existingTables(tables, account)).map(table => [table.name, table.isProtected]))
  print(
    terminal,
    `${name} in account ${account.id}, ${account.region} will be taken down: its addresses stop to answer`,
  )
  for (const table of tables)
    print(terminal, `  table ${table} ${isProtected.get(table) ? 'stays' : 'goes with it, unless it is retained'}`)
  print(terminal, file === undefined ? '  nothing is exported before' : `  exported before to ${file}`)
  await confirm(name, terminal)

  if (file !== undefined) await exported(file, stack, account, terminal)
  await emptyBucket(searchBucket(stack, account.access))
  await runCdk({ action: 'destroy', stack: name, context: {} }, terminal, account.env)
  await tellWhatStays(tables, account, terminal)
}

/** CloudFormation deletes no bucket that has files. The search index in it can be made again. */
async function emptyBucket(place: BucketPlace | undefined): Promise<void> {
  if (place === undefined) return
  const { remove } = await bucketOf(place)
  for (const name of SEARCH_FILES) await explainAwsErrors(`Cannot empty the bucket ${place.bucket}`, remove(name))
}

async function confirm(name: string, terminal: Terminal): Promise<void> {
  const answer = await ask(`Type ${name} to take it down: `, terminal)
  if (answer !== name)
    throw new OperatorError(`${answer ? `"${answer}" is not ${name}` : 'Nobody answered'}: nothing was taken down`)
}

async function exported(file: string, stack: DeployedStack, account: Account, terminal: Terminal): Promise<void> {
  try {
    await explainAwsErrors('the export stopped', exportTo(file, openStack(stack, account), terminal))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(
      `Nothing was taken down, for it could not be exported: ${error.message}; --no-export goes on without`,
    )
  }
}

async function tellWhatStays(tables: readonly string[], account: Account, terminal: Terminal): Promise<void> {
  const { region } = account
  const left = await existingTables(tables, account)
  if (left.length === 0) print(terminal, 'Nothing of it is left')
  else print(terminal, 'These tables stay, with what is in them, and cost their storage. To delete them for good:')
  for (const { name, isProtected } of left) {
    if (isProtected)
      print(
        terminal,
        `  aws dynamodb update-table --region ${region} --table-name ${name} --no-deletion-protection-enabled`,
      )
    print(terminal, `  aws dynamodb delete-table --region ${region} --table-name ${name}`)
  }
}
