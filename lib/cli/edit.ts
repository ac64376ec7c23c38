/** `timeline get`, `put` and `delete`: edit single events over the API. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { type Account, signIn } from '../aws/account.ts'
import { signed } from '../aws/sign.ts'
import { stackNamed } from '../aws/stack.ts'
import { parseArguments } from '../command-line.ts'
import { runningHost } from '../local/state-folder.ts'
import { OperatorError } from '../operator-error.ts'
import { type TimelineChoice, timelineOptions } from './open-timeline.ts'
import { print, type Terminal } from './terminal.ts'

/** Prints an event in the authored form, ready to be corrected and put back. */
export async function getCommand(args: string[], terminal: Terminal): Promise<void> {
  const { id, ...choice } = parseArguments(args, { ...timelineOptions(terminal), id: { type: 'string' } })
  const [latest] = (await latestRevisions(await openApi(choice, terminal), required(id, '--id', 'the id of an event')))
    .data
  if (!latest?.event) throw new OperatorError(`There is no event "${id}"`)
  terminal.stdout.write(`# revision ${latest.revision}, of ${latest.updatedAt}\n${stringify(latest.event)}`)
}

/** Adds or corrects the event in a file. */
export async function putCommand(args: string[], terminal: Terminal): Promise<void> {
  const { from, revision, ...choice } = parseArguments(args, {
    ...timelineOptions(terminal),
    from: { type: 'string' },
    revision: { type: 'string' },
  })
  const event = await readEvent(
    resolve(terminal.cwd, required(from, '--from', 'a file with one event, as YAML or JSON')),
  )
  const api = await openApi(choice, terminal)
  const condition = revision === undefined ? await ifNew(api, event.id) : atRevision(revision)
  const answer = await api('PUT', addressOf(event.id), { ...condition, body: JSON.stringify(event) })
  const { url, revision: written } = (await answer.json()) as { url: string; revision: number }
  print(terminal, `${event.id} ${answer.status === 201 ? 'added' : 'corrected'}, revision ${written}: ${url}`)
}

export async function deleteCommand(args: string[], terminal: Terminal): Promise<void> {
  const { id, revision, ...choice } = parseArguments(args, {
    ...timelineOptions(terminal),
    id: { type: 'string' },
    revision: { type: 'string' },
  })
  const event = required(id, '--id', 'the id of an event')
  const condition = atRevision(required(revision, '--revision', 'the revision that timeline get shows'))
  const api = await openApi(choice, terminal)
  await api('DELETE', addressOf(event), condition)
  print(terminal, `${event} deleted; its revisions stay`)
}

function required(value: string | undefined, option: string, what: string): string {
  if (value === undefined) throw new OperatorError(`${option} is required: ${what}`)
  return value
}

interface WrittenEvent {
  id: string
}

async function readEvent(file: string): Promise<WrittenEvent> {
  const text = await readFile(file, 'utf8').catch(error => {
    throw new OperatorError(`${file} cannot be read: ${error.message}`)
  })
  try {
    const event = parse(text)
    if (typeof event?.id === 'string') return event
  } catch (error) {
    throw new OperatorError(`${file} is neither YAML nor JSON: ${(error as Error).message.split('\n')[0]}`)
  }
  throw new OperatorError(`${file} contains no event; allowed: a mapping with an id, as timeline get prints it`)
}

const addressOf = (id: string): string => `/v1/events/${encodeURIComponent(id)}`

function atRevision(revision: string): { 'if-match': string } {
  if (/^[1-9]\d{0,8}$/.test(revision)) return { 'if-match': `"${revision}"` }
  throw new OperatorError(`--revision "${revision}" is not a revision; allowed: whole numbers from 1`)
}

/** @throws {OperatorError} if the event exists, because nobody should overwrite a revision they have not seen */
async function ifNew(api: Api, id: string): Promise<{ 'if-none-match': '*' }> {
  const [latest] = (await latestRevisions(api, id)).data
  if (!latest?.event) return { 'if-none-match': '*' }
  throw new OperatorError(
    `Event "${id}" already exists at revision ${latest.revision}: review it with timeline get, and correct it with --revision ${latest.revision}`,
  )
}

interface Revisions {
  data: { revision: number; updatedAt: string; event: object | null }[]
}

async function latestRevisions(api: Api, id: string): Promise<Revisions> {
  const answer = await api('GET', `${addressOf(id)}/revisions?order=desc&limit=1`, {})
  return answer.status === 404 ? { data: [] } : ((await answer.json()) as Revisions)
}

/** @param request `body` is JSON; all other properties are headers */
type Api = (method: string, target: string, request: Record<string, string>) => Promise<Response>

/**
 * Calls the API of a deployed stack with signed requests, or of the running local host with its token. Resolves only for success, or for a
 * GET answered with 404.
 */
async function openApi({ stack, state, ...account }: TimelineChoice, terminal: Terminal): Promise<Api> {
  const { origin, headersOf } =
    stack === undefined
      ? await localApi(resolve(terminal.cwd, state))
      : await deployedApi(stack, await signIn(account, terminal.env))
  return async (method, target, { body, ...conditions }) => {
    const url = new URL(target, origin)
    const headers = {
      accept: 'application/json',
      // Bypasses the cache, so that recent writes are visible.
      'cache-control': 'no-cache',
      ...conditions,
      ...(body && { 'content-type': 'application/json' }),
    }
    const request = { method, url, headers, ...(body !== undefined && { body }) }
    const answer = await fetch(url, { ...request, headers: await headersOf(request) }).catch(error => {
      throw new OperatorError(`${origin} cannot be reached: ${error.cause?.message ?? error.message}`)
    })
    if (answer.ok || (method === 'GET' && answer.status === 404)) return answer
    throw new OperatorError(await refusal(answer))
  }
}

async function localApi(state: string) {
  const host = await runningHost(state)
  if (host === undefined)
    throw new OperatorError(
      `Annals is not running with the state folder ${state}: run npm start, or name a stack with --stack`,
    )
  const headersOf = async ({ headers }: { headers: object }) => ({ ...headers, authorization: `Bearer ${host.token}` })
  return { origin: host.url, headersOf }
}

async function deployedApi(name: string, account: Account) {
  const { region } = account
  const stack = await stackNamed(name, account)
  const origin = stack.outputs.ApiAddress
  if (origin === undefined)
    throw new OperatorError(`The stack ${name} in ${region} has no output ApiAddress: run npm run deploy`)
  return { origin, headersOf: (request: Parameters<typeof signed>[0]) => signed(request, account) }
}

/** The error of a response: problem details (RFC 9457), or a message from API Gateway itself. */
async function refusal(answer: Response): Promise<string> {
  const text = await answer.text()
  const { detail, message, allowed, errors = [] } = json(text)
  const lines = errors.map(error => `${error.detail}; allowed: ${error.allowed}`)
  const first = `${answer.status}: ${detail ?? message ?? answer.statusText}`
  return [allowed ? `${first}; allowed: ${allowed}` : first, ...lines].join('\n')
}

interface Refusal {
  detail?: string
  message?: string
  allowed?: string | string[]
  errors?: { detail: string; allowed: string }[]
}

function json(text: string): Refusal {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
