/** The tables of a deployed stack. */
import {
  DescribeTableCommand,
  DynamoDBClient,
  paginateListTables,
  ResourceNotFoundException,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb'
import type { TableName } from '../../lambdas/store/tables.ts'
import { OperatorError } from '../operator-error.ts'
import type { Account } from './account.ts'
import { explainAwsErrors } from './errors.ts'
import type { DeployedStack } from './stack.ts'

const OUTPUTS = { events: 'EventsTable', highlights: 'HighlightsTable' } as const satisfies Record<TableName, string>

/** Names of a stack's tables. @throws {OperatorError} if an output is missing */
export function tablesOf({ name, region, outputs }: DeployedStack): Record<TableName, string> {
  const nameOf = (table: TableName): string => {
    const found = outputs[OUTPUTS[table]]
    if (found !== undefined) return found
    throw new OperatorError(
      `The stack ${name} in ${region} has no output ${OUTPUTS[table]}: it is not an Annals stack, or must be updated with annals deploy`,
    )
  }
  return { events: nameOf('events'), highlights: nameOf('highlights') }
}

export async function existingTables(
  names: readonly string[],
  { clientOptions }: Pick<Account, 'clientOptions'>,
): Promise<{ name: string; isProtected: boolean }[]> {
  const client = new DynamoDBClient(clientOptions('DYNAMODB'))
  const described = names.map(async name => {
    const describing = client.send(new DescribeTableCommand({ TableName: name })).catch(error => {
      if (error instanceof ResourceNotFoundException) return undefined
      throw error
    })
    const { Table } = (await explainAwsErrors(`Cannot ask for the table ${name}`, describing)) ?? {}
    const isLeaving = Table === undefined || Table.TableStatus === 'DELETING'
    return isLeaving ? [] : [{ name, isProtected: Table.DeletionProtectionEnabled === true }]
  })
  const found = (await Promise.all(described)).flat()
  client.destroy()
  return found
}

/**
 * Protects the tables of a stack from deletion, or removes the protection. Not in the template: CloudFormation could not delete the tables
 * of a failed first deployment.
 */
export async function protectTables(
  names: readonly string[],
  isProtected: boolean,
  account: Pick<Account, 'clientOptions'>,
): Promise<void> {
  const client = new DynamoDBClient(account.clientOptions('DYNAMODB'))
  for (const table of await existingTables(names, account)) {
    if (table.isProtected === isProtected) continue
    const update = new UpdateTableCommand({ TableName: table.name, DeletionProtectionEnabled: isProtected })
    await explainAwsErrors(
      `Cannot ${isProtected ? 'protect' : 'unprotect'} the table ${table.name}`,
      client.send(update),
    )
  }
  client.destroy()
}

/** Tables that an earlier stack of this name left behind because it was destroyed or could not be created. */
export async function orphanedTables(
  stackName: string,
  stack: DeployedStack | undefined,
  { clientOptions }: Pick<Account, 'clientOptions'>,
): Promise<string[]> {
  const client = new DynamoDBClient(clientOptions('DYNAMODB'))
  const list = async () => {
    const names: string[] = []
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames)
    return names
  }
  const names = await explainAwsErrors('Cannot ask for the tables', list())
  client.destroy()
  const inUse = Object.values(stack?.outputs ?? {})
  // As CloudFormation names them: stack, logical id and a random part.
  const pattern = new RegExp(`^${stackName}-(${Object.keys(OUTPUTS).join('|')})[0-9A-F]{8}-[0-9A-Z]+$`)
  return names.filter(name => pattern.test(name) && !inUse.includes(name))
}
