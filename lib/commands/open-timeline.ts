/** Opens the timeline that a command works on: that of a deployed stack, or the local one. */
import { resolve } from 'node:path'
import { type Connection, connection, WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import { ACCOUNT_OPTIONS, signIn } from '../aws/account.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { tablesOf } from '../aws/tables.ts'
import { localStore } from '../local/config.ts'
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
  return {
    connection: connection(localStore(endpoint), WORKING),
    name: `the local timeline in ${resolve(state)}`,
    stop,
  }
}

/** The tables of a stack, with the credentials that found it. @throws {OperatorError} if it is not one of Annals */
export function openStack(stack: DeployedStack): OpenTimeline {
  return {
    connection: connection({ dynamoDB: { region: stack.region }, tables: tablesOf(stack) }, WORKING),
    name: `stack ${stack.name} in ${stack.region}`,
    stop: async () => {},
  }
}
