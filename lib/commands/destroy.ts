/** `npm run destroy`: takes a stack down, after it has saved what is in it and somebody has meant it. */
import { resolve } from 'node:path'
import { systemClock } from '../../lambdas/functions/config.ts'
import { ACCOUNT_OPTIONS, signIn } from '../aws/account.ts'
import { askingAws } from '../aws/errors.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { existingTables, tablesOf } from '../aws/tables.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { ask } from './ask.ts'
import { runCdk, STACK_OPTIONS } from './cdk.ts'
import { exportTo } from './export.ts'
import { openStack } from './open-timeline.ts'

/** @throws {OperatorError} if it is not confirmed, or cannot be exported before */
export async function destroyCommand(args: string[], root: string): Promise<void> {
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
  const account = await signIn(choice)
  const stack = await stackNamed(name, account.region)
  const tables = Object.values(tablesOf(stack))
  const file = withoutExport ? undefined : resolve(to ?? `${name}-${systemClock().replaceAll(':', '')}.ndjson`)

  const isProtected = new Map(
    (await existingTables(tables, account.region)).map(table => [table.name, table.isProtected]),
  )
  console.log(`${name} in account ${account.id}, ${account.region} will be taken down: its addresses stop to answer`)
  for (const table of tables)
    console.log(`  table ${table} ${isProtected.get(table) ? 'stays' : 'goes with it, unless it is retained'}`)
  const { SearchBucket: bucket } = stack.outputs
  if (bucket !== undefined) console.log(`  bucket ${bucket} of the search stays, and empties itself`)
  console.log(file === undefined ? '  nothing is exported before' : `  exported before to ${file}`)
  await confirm(name)

  if (file !== undefined) await exported(file, stack)
  await runCdk({ action: 'destroy', stack: name, context: {} }, root)
  await tellWhatStays(tables, bucket, account.region)
}

async function confirm(name: string): Promise<void> {
  const answer = await ask(`Type ${name} to take it down: `)
  if (answer !== name)
    throw new OperatorError(`${answer ? `"${answer}" is not ${name}` : 'Nobody answered'}: nothing was taken down`)
}

async function exported(file: string, stack: DeployedStack): Promise<void> {
  try {
    await askingAws('the export stopped', exportTo(file, openStack(stack)))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(
      `Nothing was taken down, for it could not be exported: ${error.message}; --no-export goes on without`,
    )
  }
}

async function tellWhatStays(tables: readonly string[], bucket: string | undefined, region: string): Promise<void> {
  const left = await existingTables(tables, region)
  if (left.length === 0 && bucket === undefined) console.log('Nothing of it is left')
  if (left.length > 0)
    console.log('These tables stay, with what is in them, and cost their storage. To delete them for good:')
  for (const { name, isProtected } of left) {
    if (isProtected)
      console.log(
        `  aws dynamodb update-table --region ${region} --table-name ${name} --no-deletion-protection-enabled`,
      )
    console.log(`  aws dynamodb delete-table --region ${region} --table-name ${name}`)
  }
  if (bucket === undefined) return
  console.log('This bucket stays, and is empty within two weeks. To delete it then:')
  console.log(`  aws s3 rb --region ${region} s3://${bucket}`)
}
