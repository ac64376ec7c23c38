/** `annals status`: shows what a timeline contains and where it runs. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readMetadata } from '../../lambdas/store/dynamodb/bulk-write.ts'
import type { Connection } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { highlightWriter } from '../../lambdas/store/dynamodb/highlight-store.ts'
import { signIn } from '../aws/account.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { stackNamed } from '../aws/stack.ts'
import { orphanedTables } from '../aws/tables.ts'
import { runningHost } from '../local/state-folder.ts'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { openStack, type TimelineChoice, usingTimeline } from './open-timeline.ts'
import { JSON_OUTPUT, timelineCommand } from './options.ts'
import { print, printJson, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description('Shows whether a timeline runs and where, how many events it has, and when it last changed.')
    .addOption(JSON_OUTPUT)
    .action(async ({ json, ...choice }) => {
      const status = choice.stack === undefined ? await local(choice, terminal) : await deployed(choice, terminal)
      if (json) return printJson(terminal, status)
      const { outputs = {}, ...rest }: Record<string, unknown> = status
      const lines = Object.entries({ ...rest, ...(outputs as object) })
      const width = Math.max(...lines.map(([name]) => name.length))
      for (const [name, value] of lines) print(terminal, `${name.padEnd(width)}  ${value}`)
    })

async function local(choice: TimelineChoice, terminal: Terminal) {
  const folder = resolve(terminal.cwd, choice.state)
  if (!terminal.env.DYNAMODB_ENDPOINT && !existsSync(folder))
    throw new OperatorError(`There is no local timeline in ${folder}: run annals start, or name a stack with --stack`)
  const host = await runningHost(folder)
  return usingTimeline(choice, 'annals status', terminal, async ({ connection, name }) => ({
    timeline: name,
    state: host === undefined ? 'not running' : `running at ${host.url}`,
    ...(await contentOf(connection)),
  }))
}

async function deployed({ stack: wanted = '', ...choice }: TimelineChoice, terminal: Terminal) {
  const account = await signIn(choice, terminal.env)
  const stack = await stackNamed(wanted, account)
  const { connection, name } = openStack(stack, account, terminal)
  const content = await explainAwsErrors('The tables cannot be read', contentOf(connection))
  const orphans = await orphanedTables(wanted, stack, account)
  return {
    timeline: name,
    state: stack.status,
    ...content,
    ...(orphans.length > 0 && { leftTables: orphans.join(', ') }),
    outputs: stack.outputs,
  }
}

async function contentOf(connection: Connection) {
  const metadata = await readMetadata(connection)
  if (metadata?.timeline === undefined) return { events: 0 }
  const counts = await eventReader(connection).counts('status')
  return {
    title: Object.values(metadata.timeline.title)[0],
    namespace: metadata.timeline.namespace,
    events: counts.reduce((sum, { events }) => sum + events, 0),
    changed: metadata.updatedAt,
    ...(metadata.loading !== undefined && { load: 'in progress or interrupted' }),
    lastJob: (await highlightWriter(connection).watermark()) ?? 'never',
  }
}
