/** `annals destroy`: deletes a stack after a confirmation and a backup of its timeline. */
import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { type Account, signIn } from '../aws/account.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { existingTables, tablesOf } from '../aws/tables.ts'
import { OperatorError } from '../operator-error.ts'
import { STACK_NAME } from '../stack/settings.ts'
import { ask } from './ask.ts'
import { writeBackup } from './backup.ts'
import { runCdk, STACK_SETTING, settingsOnDisk } from './cdk.ts'
import type { Definition } from './definition.ts'
import { openStack } from './open-timeline.ts'
import { PROFILE, REGION } from './options.ts'
import { print, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  new Command()
    .description(
      'Asks for confirmation, writes a backup and deletes the stack. Tables are kept, unless the stack was deployed with -c retain=false.',
    )
    .option('--backup <file>', 'file for the backup; by default STACK-TIME.ndjson')
    .option('--no-backup', 'delete without a backup')
    .addOption(STACK_SETTING)
    .addOption(PROFILE)
    .addOption(REGION)
    .action(async ({ backup, stack: given, ...choice }) => {
      const name = given ?? String((await settingsOnDisk(terminal)).stack ?? STACK_NAME)
      const account = await signIn(choice, terminal.env)
      const stack = await stackNamed(name, account)
      const tables = Object.values(tablesOf(stack))
      const file =
        backup === false
          ? undefined
          : resolve(terminal.cwd, backup || `${name}-${terminal.now().replaceAll(':', '')}.ndjson`)

      const isProtected = new Map((await existingTables(tables, account)).map(table => [table.name, table.isProtected]))
      print(terminal, `${name} in account ${account.id}, ${account.region} will be deleted: its URLs stop working`)
      for (const table of tables)
        print(terminal, `  table ${table} ${isProtected.get(table) ? 'is kept' : 'is deleted, unless it is retained'}`)
      print(terminal, file === undefined ? '  no backup is written' : `  a backup is written to ${file} first`)
      await confirm(name, terminal)

      if (file !== undefined) await backedUp(file, stack, account, terminal)
      await runCdk({ action: 'destroy', stack: name, context: {} }, terminal, account.env)
      await printKeptTables(tables, account, terminal)
    })

async function confirm(name: string, terminal: Terminal): Promise<void> {
  const answer = await ask(`Type ${name} to delete it: `, terminal)
  if (answer !== name)
    throw new OperatorError(`${answer ? `"${answer}" is not ${name}` : 'No answer'}: nothing was deleted`)
}

async function backedUp(file: string, stack: DeployedStack, account: Account, terminal: Terminal): Promise<void> {
  try {
    await explainAwsErrors('the backup stopped', writeBackup(file, openStack(stack, account, terminal), terminal))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(`Nothing was deleted, because the backup failed: ${error.message}; --no-backup skips it`)
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
