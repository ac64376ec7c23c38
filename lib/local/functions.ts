/** Loads the very functions that run in Lambda into this process, with the environment that the stack would give them. */
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { FunctionName } from '../../lambdas/routes.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'
import { buildId } from '../build-id.ts'
import { createTables } from './create-tables.ts'
import { LOCAL_ACCESS } from './engine-process.ts'

/** What the tables are called on a laptop. */
const TABLE_NAMES = { events: 'annals-events', highlights: 'annals-highlights' } as const

export interface LocalSettings {
  endpoint: string
  publicUrl: string
  dataFolder: string
  /** The day to travel to, `YYYY-MM-DD`. */
  today?: string | undefined
}

/** A function reads its environment as it is loaded, so that this process can have one set of functions only. */
export function setEnvironment({ endpoint, publicUrl, dataFolder, today }: LocalSettings): void {
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'TOPIC_ARN', 'EVENT_BUS', 'SEARCH_ENDPOINT', 'ANNALS_TODAY'])
    delete process.env[name]
  Object.assign(process.env, {
    // Never real ones: what is done on a laptop must not reach an account, whatever the shell is signed in to.
    AWS_REGION: LOCAL_ACCESS.region,
    AWS_ACCESS_KEY_ID: LOCAL_ACCESS.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_ACCESS.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    [TABLE_VARIABLES.events]: TABLE_NAMES.events,
    [TABLE_VARIABLES.highlights]: TABLE_NAMES.highlights,
    PUBLIC_URL: publicUrl,
    BUILD: buildId(join(import.meta.dirname, '../..')),
    DATA_FOLDER: dataFolder,
    ...(today !== undefined && { ANNALS_TODAY: today }),
  })
}

/** Makes the tables that are missing. */
export async function prepareTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ ...LOCAL_ACCESS, endpoint })
  await createTables(client, TABLE_NAMES)
  client.destroy()
}

const LOADERS = {
  api: () => import('../../lambdas/functions/api.ts'),
  feeds: () => import('../../lambdas/functions/feeds.ts'),
  pages: () => import('../../lambdas/functions/pages.ts'),
  editor: () => import('../../lambdas/functions/editor.ts'),
  anniversaries: () => import('../../lambdas/functions/anniversaries.ts'),
  loader: () => import('../../lambdas/functions/loader.ts'),
} as const satisfies Record<FunctionName, () => Promise<{ handler: unknown }>>

type Handlers = { [F in FunctionName]: Awaited<ReturnType<(typeof LOADERS)[F]>>['handler'] }

/** The handler of a function; `setEnvironment` goes first. */
export const functionHandler = async <F extends FunctionName>(name: F): Promise<Handlers[F]> =>
  (await LOADERS[name]()).handler as Handlers[F]
