/** Opens the timeline that a command works on: that of a deployed stack, or the local one. */
import { resolve } from 'node:path'
import { connection } from '../../lambdas/functions/environment.ts'
import { type Connection, WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import { TABLE_VARIABLES, type TableName } from '../../lambdas/store/tables.ts'
import { ACCOUNT_OPTIONS, signIn } from '../aws/account.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { tablesOf } from '../aws/tables.ts'
import { setEnvironment } from '../local/functions.ts'
import { openLocalTimeline } from '../local/local-timeline.ts'

/** Options of the commands that work on a timeline, deployed or local. */
export const timelineOptions = (root: string) =>
  ({
    ...ACCOUNT_OPTIONS,
    stack: { type: 'string' },
    state: { type: 'string', default: resolve(root, '.annals') },
  }) as const

export interface TimelineChoice {
  /** Name of a deployed stack; the local timeline without. */
  stack?: string | undefined
  profile?: string | undefined
  region?: string | undefined
  /** State folder of the local timeline. */
  state: string
}

export interface OpenTimeline {
  connection: Connection
  /** For people and for the first line of an export, e.g. `stack Annals in eu-central-1`. */
  name: string
  stop(): Promise<void>
}

/**
 * @param command for the message that another command gets meanwhile: `timeline export`
 * @throws {OperatorError} if the stack or the local timeline cannot be had
 */
export async function openTimeline(
  { stack, state, ...account }: TimelineChoice,
  command: string,
): Promise<OpenTimeline> {
  if (stack !== undefined) {
    const { region } = await signIn(account)
    return openStack(await stackNamed(stack, region))
  }
  const { endpoint, stop } = await openLocalTimeline(resolve(state), command)
  // The functions' own environment, of which no function is run here: what matters are the engine and the tables.
  setEnvironment({ endpoint, publicUrl: 'http://localhost:3000', dataFolder: '' })
  return { connection: connection(WORKING), name: `the local timeline in ${resolve(state)}`, stop }
}

/** The tables of a stack, with the credentials that found it. @throws {OperatorError} if it is not one of Annals */
export function openStack(stack: DeployedStack): OpenTimeline {
  const tables = tablesOf(stack)
  for (const table of Object.keys(tables) as TableName[]) process.env[TABLE_VARIABLES[table]] = tables[table]
  return { connection: connection(WORKING), name: `stack ${stack.name} in ${stack.region}`, stop: async () => {} }
}
