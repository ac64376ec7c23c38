/** `annals put`: adds or corrects the event in a file. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import { parse } from 'yaml'
import { OperatorError } from '../operator-error.ts'
import type { Definition } from './definition.ts'
import { timelineCommand } from './options.ts'
import { print } from './terminal.ts'
import { type Api, addressOf, atRevision, latestRevision, openApi } from './timeline-api.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description('Adds the event in a file to the running timeline, or corrects it if --revision says which revision.')
    .argument('<file>', 'one event, as YAML or JSON')
    .option('--revision <number>', 'revision that the file corrects, as annals get shows it')
    .action(async (file, { revision, ...choice }) => {
      const event = await readEvent(resolve(terminal.cwd, file))
      const given = revision === undefined ? undefined : atRevision(revision)
      const api = await openApi(choice, terminal)
      const condition = given ?? (await ifNew(api, event.id))
      const answer = await api('PUT', addressOf(event.id), { ...condition, body: JSON.stringify(event) })
      const { url, revision: written } = (await answer.json()) as { url: string; revision: number }
      print(terminal, `${event.id} ${answer.status === 201 ? 'added' : 'corrected'}, revision ${written}: ${url}`)
    })

async function readEvent(file: string): Promise<{ id: string }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${file} cannot be read: ${getSystemErrorMessage(error.errno!)}`)
  })
  try {
    const event = parse(text)
    if (typeof event?.id === 'string') return event
  } catch (error) {
    throw new OperatorError(`${file} is neither YAML nor JSON: ${(error as Error).message.split('\n')[0]}`)
  }
  throw new OperatorError(`${file} contains no event; allowed: a mapping with an id, as annals get prints it`)
}

/** @throws {OperatorError} if the event exists, because an unseen revision must not be overwritten */
async function ifNew(api: Api, id: string): Promise<{ 'if-none-match': '*' }> {
  const latest = await latestRevision(api, id)
  if (latest === undefined) return { 'if-none-match': '*' }
  const { revision } = latest
  throw new OperatorError(
    `Event "${id}" already exists at revision ${revision}: review it with annals get, and correct it with --revision ${revision}`,
  )
}
