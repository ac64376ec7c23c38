/** The tables of a deployed stack. */
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import type { TableName } from '../../lambdas/store/tables.ts'
import { OperatorError } from '../operator-error.ts'
import type { Account } from './account.ts'
import { askingAws } from './errors.ts'
import type { DeployedStack } from './stack.ts'

const OUTPUTS = { events: 'EventsTable', highlights: 'HighlightsTable' } as const satisfies Record<TableName, string>

/** What the tables of a stack are called. @throws {OperatorError} if the stack does not say */
export function tablesOf({ name, region, outputs }: DeployedStack): Record<TableName, string> {
  const nameOf = (table: TableName): string => {
    const found = outputs[OUTPUTS[table]]
    if (found !== undefined) return found
    throw new OperatorError(
      `The stack ${name} in ${region} has no output ${OUTPUTS[table]}: it is not a stack of Annals, or needs npm run deploy`,
    )
  }
  return { events: nameOf('events'), highlights: nameOf('highlights') }
}

/** Those of the tables that are there, and whether each refuses to be deleted. */
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
    const { Table } = (await askingAws(`Cannot ask for the table ${name}`, describing)) ?? {}
    const isLeaving = Table === undefined || Table.TableStatus === 'DELETING'
    return isLeaving ? [] : [{ name, isProtected: Table.DeletionProtectionEnabled === true }]
  })
  const found = (await Promise.all(described)).flat()
  client.destroy()
  return found
}
