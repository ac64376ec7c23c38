/** Opens the timeline of a deployed stack, or the local one. */
import { resolve } from 'node:path'
import type { SearchPlace } from '../../lambdas/functions/config.ts'
import { type Connection, connection, WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import type { BucketPlace } from '../../lambdas/store/search/bucket-files.ts'
import { ACCOUNT_OPTIONS, type Account, signIn } from '../aws/account.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { tablesOf } from '../aws/tables.ts'
import { localStore } from '../local/config.ts'
import { openLocalTimeline } from '../local/local-timeline.ts'
import { searchFolderIn } from '../local/state-folder.ts'
import { stateOption } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Options of commands that work on a deployed or local timeline. */
export const timelineOptions = (terminal: Terminal) =>
  ({
    ...ACCOUNT_OPTIONS,
    stack: { type: 'string' },
    ...stateOption(terminal),
  }) as const

export interface TimelineChoice {
  /** Name of a deployed stack; absent for the local timeline. */
  stack?: string | undefined
  profile?: string | undefined
  region?: string | undefined
  /** State folder of the local timeline. */
  state: string
}

export interface OpenTimeline {
  connection: Connection
  /** Where its search index is stored if it is large. */
  searchPlace: SearchPlace | undefined
  /** Description for messages and for the export header, e.g. `stack Annals in eu-central-1`. */
  name: string
  stop(): Promise<void>
}

/**
 * @param command shown to other commands that find the timeline in use, e.g. `timeline export`
 * @throws {OperatorError} if the timeline cannot be opened
 */
export async function openTimeline(
  { stack, state, ...account }: TimelineChoice,
  command: string,
  terminal: Terminal,
): Promise<OpenTimeline> {
  if (stack !== undefined) {
    const signedIn = await signIn(account, terminal.env)
    return openStack(await stackNamed(stack, signedIn), signedIn)
  }
  const folder = resolve(terminal.cwd, state)
  const { endpoint, stop } = await openLocalTimeline(folder, command, terminal.env)
  return {
    connection: connection(localStore(endpoint), WORKING),
    searchPlace: { folder: searchFolderIn(folder) },
    name: `the local timeline in ${folder}`,
    stop,
  }
}

/** @throws {OperatorError} if the stack is not an Annals stack */
export function openStack(stack: DeployedStack, { access }: Pick<Account, 'access'>): OpenTimeline {
  return {
    connection: connection({ dynamoDB: access('DYNAMODB'), tables: tablesOf(stack) }, WORKING),
    searchPlace: searchBucket(stack, access),
    name: `stack ${stack.name} in ${stack.region}`,
    stop: async () => {},
  }
}

/** The search bucket of a stack. Undefined for stacks of earlier versions. */
export function searchBucket({ outputs }: DeployedStack, access: Account['access']): BucketPlace | undefined {
  const bucket = outputs.SearchBucket
  return bucket === undefined ? undefined : { bucket, access: access('S3') }
}
