/** `npm run destroy`: deletes a stack after a confirmation and an export of its data. */
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

Asks for confirmation, exports the timeline to a file and deletes the stack. Tables are kept,
unless the stack was deployed with -c retain=false.

  --to FILE            export file                                (STACK-TIME.ndjson)
  --no-export          delete without an export
  --profile NAME       AWS profile                                (from the environment)
  --region NAME        AWS region                                 (AWS_REGION, or the profile's)
  --stack NAME         stack name                                 (Annals)
  --help               show this text
`

/** @throws {OperatorError} if not confirmed, or if the export fails */
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
  print(terminal, `${name} in account ${account.id}, ${account.region} will be deleted: its URLs stop working`)
  for (const table of tables)
    print(terminal, `  table ${table} ${isProtected.get(table) ? 'is kept' : 'is deleted, unless it is retained'}`)
  print(terminal, file === undefined ? '  the data is not exported' : `  the data is exported to ${file} first`)
  await confirm(name, terminal)

  if (file !== undefined) await exported(file, stack, account, terminal)
  await emptyBucket(searchBucket(stack, account.access))
  await runCdk({ action: 'destroy', stack: name, context: {} }, terminal, account.env)
  await printKeptTables(tables, account, terminal)
}

/** Empties the search bucket, because CloudFormation deletes only empty buckets. The index can be rebuilt. */
async function emptyBucket(place: BucketPlace | undefined): Promise<void> {
  if (place === undefined) return
  const { remove } = await bucketOf(place)
  for (const name of SEARCH_FILES) await explainAwsErrors(`Cannot empty the bucket ${place.bucket}`, remove(name))
}

async function confirm(name: string, terminal: Terminal): Promise<void> {
  const answer = await ask(`Type ${name} to delete it: `, terminal)
  if (answer !== name)
    throw new OperatorError(`${answer ? `"${answer}" is not ${name}` : 'No answer'}: nothing was deleted`)
}

async function exported(file: string, stack: DeployedStack, account: Account, terminal: Terminal): Promise<void> {
  try {
    await explainAwsErrors('the export stopped', exportTo(file, openStack(stack, account), terminal))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(`Nothing was deleted, because the export failed: ${error.message}; --no-export skips it`)
  }
}

async function printKeptTables(tables: readonly string[], account: Account, terminal: Terminal): Promise<void> {
  const { region } = account
  const left = await existingTables(tables, account)
  if (left.length === 0) print(terminal, 'Everything was deleted')
  else
    print(terminal, 'These tables are kept with their data, and their storage costs money. To delete them permanently:')
  for (const { name, isProtected } of left) {
    if (isProtected)
      print(
        terminal,
        `  aws dynamodb update-table --region ${region} --table-name ${name} --no-deletion-protection-enabled`,
      )
    print(terminal, `  aws dynamodb delete-table --region ${region} --table-name ${name}`)
  }
}
