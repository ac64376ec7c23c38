/** The API of a timeline, for the commands that edit single events. */
import { resolve } from 'node:path'
import { type Account, signIn } from '../aws/account.ts'
import { signed } from '../aws/sign.ts'
import { stackNamed } from '../aws/stack.ts'
import { runningHost } from '../local/state-folder.ts'
import { OperatorError } from '../operator-error.ts'
import type { TimelineChoice } from './open-timeline.ts'
import type { Terminal } from './terminal.ts'

export const addressOf = (id: string): string => `/v1/events/${encodeURIComponent(id)}`

/** @throws {OperatorError} if `revision` is not a revision number */
export function atRevision(revision: string): { 'if-match': string } {
  if (/^[1-9]\d{0,8}$/.test(revision)) return { 'if-match': `"${revision}"` }
  throw new OperatorError(`--revision "${revision}" is not a revision; allowed: whole numbers from 1`)
}

interface LatestRevision {
  revision: number
  updatedAt: string
  event: object
}

/** The event with its revision; undefined if it does not exist or is deleted. */
export async function latestRevision(api: Api, id: string): Promise<LatestRevision | undefined> {
  const answer = await api('GET', `${addressOf(id)}/revisions?order=desc&limit=1`, {})
  if (answer.status === 404) return undefined
  const { data } = (await answer.json()) as { data: (LatestRevision | { event: null })[] }
  return data.find(each => each.event !== null) as LatestRevision | undefined
}

/** @param request `body` is JSON; all other properties are headers */
export type Api = (method: string, target: string, request: Record<string, string>) => Promise<Response>

/**
 * Calls the API of a stack with signed requests, or of the running local host with its token. Resolves only for success, or for a GET
 * answered with 404.
 */
export async function openApi({ stack, state, ...account }: TimelineChoice, terminal: Terminal): Promise<Api> {
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
      `Annals is not running with the state folder ${state}: run annals start, or name a stack with --stack`,
    )
  const headersOf = async ({ headers }: { headers: object }) => ({ ...headers, authorization: `Bearer ${host.token}` })
  return { origin: host.url, headersOf }
}

async function deployedApi(name: string, account: Account) {
  const { region } = account
  const stack = await stackNamed(name, account)
  const origin = stack.outputs.ApiAddress
  if (origin === undefined)
    throw new OperatorError(`The stack ${name} in ${region} has no output ApiAddress: run annals deploy`)
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
