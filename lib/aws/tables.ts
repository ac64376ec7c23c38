/** The tables of a deployed stack. */
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
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

/** Existing tables and their deletion protection. */
export async function existingTables(
  names: readonly string[],
  { access }: Pick<Account, 'access'>,
): Promise<{ name: string; isProtected: boolean }[]> {
  const client = new DynamoDBClient(access('DYNAMODB'))
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
