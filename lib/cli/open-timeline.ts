/** Opens the timeline of a deployed stack, or the local one. */
import { resolve } from 'node:path'
import type { LoaderConfig, StoreConfig } from '../../lambdas/functions/config.ts'
import type { BucketLocation } from '../../lambdas/store/bucket.ts'
import { type Connection, connection, WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import { type Account, signIn } from '../aws/account.ts'
import { type DeployedStack, stackNamed } from '../aws/stack.ts'
import { tablesOf } from '../aws/tables.ts'
import { localStore } from '../local/config.ts'
import { openLocalTimeline } from '../local/local-timeline.ts'
import { searchFolderIn } from '../local/state-folder.ts'
import type { Terminal } from './terminal.ts'

export interface TimelineChoice {
  /** Name of a deployed stack; absent for the local timeline. */
  stack?: string | undefined
  profile?: string | undefined
  region?: string | undefined
  state: string
}

export interface OpenTimeline {
  store: StoreConfig & Pick<LoaderConfig, 'mediaLocation'>
  connection: Connection
  /** Description for messages and for the header of a backup, e.g. `stack Annals in eu-central-1`. */
  name: string
  stop(): Promise<void>
}

/**
 * Opens the timeline, does the work on it, and closes it.
 * @param command shown to other commands that find the timeline in use, e.g. `annals backup`
 * @throws {OperatorError} if the timeline cannot be opened
 */
export async function usingTimeline<T>(
  choice: TimelineChoice,
  command: string,
  terminal: Terminal,
  work: (timeline: OpenTimeline) => Promise<T>,
): Promise<T> {
  const timeline = await openTimeline(choice, command, terminal)
  try {
    return await work(timeline)
  } finally {
    await timeline.stop()
  }
}

async function openTimeline(
  { stack, state, ...account }: TimelineChoice,
  command: string,
  terminal: Terminal,
): Promise<OpenTimeline> {
  if (stack !== undefined) {
    const signedIn = await signIn(account, terminal.env)
    return openStack(await stackNamed(stack, signedIn), signedIn, terminal)
  }
  const folder = resolve(terminal.cwd, state)
  const { endpoint, stop } = await openLocalTimeline(folder, command, terminal.env)
  const store = { ...localStore(endpoint, terminal.now), searchLocation: { folder: searchFolderIn(folder) } }
  return {
    store,
    connection: connection(store, WORKING),
    name: `the local timeline in ${folder}`,
    stop,
  }
}

/** @throws {OperatorError} if the stack is not an Annals stack */
export function openStack(
  stack: DeployedStack,
  { clientOptions }: Pick<Account, 'clientOptions'>,
  { now }: Pick<Terminal, 'now'>,
): OpenTimeline {
  const store = {
    dynamoDB: clientOptions('DYNAMODB'),
    tables: tablesOf(stack),
    now,
    searchLocation: bucketOf('SearchBucket', stack, clientOptions),
    mediaLocation: bucketOf('MediaBucket', stack, clientOptions),
  }
  return {
    store,
    connection: connection(store, WORKING),
    name: `stack ${stack.name} in ${stack.region}`,
    stop: async () => {},
  }
}

/** A bucket of a stack by the name of its output. Undefined for stacks of earlier versions. */
function bucketOf(
  output: 'SearchBucket' | 'MediaBucket',
  { outputs }: DeployedStack,
  clientOptions: Account['clientOptions'],
): BucketLocation | undefined {
  const bucket = outputs[output]
  return bucket === undefined ? undefined : { bucket, clientOptions: clientOptions('S3') }
}
