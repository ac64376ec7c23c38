/**
 * The client of a timeline, for programs elsewhere: `import { annals } from 'annals/client'`. It needs only `fetch`, so it runs
 * in Node.js, browsers and Deno.
 */
import type { Event, EventPart, Problem, Reads } from './types.ts'

export type * from './types.ts'

type Path = keyof Reads

const READS = {
  timeline: '/v1/timeline',
  events: '/v1/events',
  event: '/v1/events/{id}',
  revisions: '/v1/events/{id}/revisions',
  facets: '/v1/facets/{dimension}',
  changes: '/v1/changes',
  onThisDay: '/v1/on-this-day',
  onDay: '/v1/on-this-day/{monthDay}',
  anniversaries: '/v1/anniversaries',
  highlights: '/v1/highlights',
  allSeries: '/v1/series',
  series: '/v1/series/{id}',
} as const satisfies Record<string, Path>

interface Page<Item> {
  data: Item[]
  next: string | null
}

/** The first page when it is awaited, and every item of every page when it is iterated over. */
export interface List<Item, P extends Page<Item> = Page<Item>> extends Promise<P>, AsyncIterable<Item> {
  /** The pages one after the other, each with its items and other fields. */
  pages(): AsyncGenerator<P, void, undefined>
}

type Answer<A> = A extends Page<infer Item> ? List<Item, A> : Promise<A>

/** Parameters may be left out where none is required. `init` has a signal to abort with, or headers. */
type Read<Parameters, A> = (
  ...args: Record<string, never> extends Parameters
    ? [parameters?: Parameters, init?: RequestInit]
    : [parameters: Parameters, init?: RequestInit]
) => Answer<A>

type EventsRead = Reads['/v1/events']
type EventsPage<Item> = Omit<EventsRead['answer'], 'data'> & Page<Item>

/** A function for each read of the API. Each takes the parameters of its address, those in the path included. */
export type Client = {
  [Name in Exclude<keyof typeof READS, 'events'>]: Read<
    Reads[(typeof READS)[Name]]['parameters'],
    Reads[(typeof READS)[Name]]['answer']
  >
} & {
  /** Whole events, or with `fields` parts of them. */
  events: Read<Omit<EventsRead['parameters'], 'fields' | 'format'>, EventsPage<Event>> &
    Read<Omit<EventsRead['parameters'], 'format'> & { fields: string }, EventsPage<EventPart>>
}

export interface Options {
  /** Default: the global one. */
  fetch?: typeof fetch
  /**
   * Keeps answers by their addresses, such as a `Map` or an LRU cache. An unchanged response is not sent again (304). Browsers have a cache of
   * their own.
   */
  cache?: Pick<Map<string, { etag: string; body: unknown }>, 'get' | 'set'>
}

/** The API answered with an error. `message` is its detail. */
export class AnnalsError extends Error {
  override readonly name = 'AnnalsError'
  readonly status: number
  /** The details of the error (RFC 9457), such as the parameter at fault and what is allowed. */
  readonly problem: Partial<Problem>
  /** Seconds to wait before the next attempt, if the API says so. */
  readonly retryAfter: number | undefined

  constructor({ status, statusText, headers }: Response, problem: Partial<Problem>) {
    super(problem.detail ?? `${status} ${statusText}`)
    this.status = status
    this.problem = problem
    this.retryAfter = Number(headers.get('retry-after')) || undefined
  }
}

/**
 * A client of the timeline at `url`, such as `https://history.example`. Calls reject with {@link AnnalsError} if the API answers with an
 * error, and with the error of `fetch` if it does not answer.
 */
export function annals(url: string | URL, { fetch = globalThis.fetch, cache }: Options = {}): Client {
  const base = String(url).replace(/\/+$/, '')

  async function read(path: string, parameters: object, init: RequestInit): Promise<unknown> {
    const address = base + targetOf(path, parameters)
    const kept = cache?.get(address)
    const headers = new Headers(init.headers)
    if (kept) headers.set('if-none-match', kept.etag)
    const response = await fetch(address, { ...init, headers })
    if (kept && response.status === 304) return kept.body
    if (!response.ok) throw new AnnalsError(response, (await response.json().catch(() => ({}))) as Partial<Problem>)
    const body = await response.json()
    const etag = response.headers.get('etag')
    if (etag) cache?.set(address, { etag, body })
    return body
  }

  function call(path: string, parameters: object = {}, init: RequestInit = {}) {
    const first = read(path, parameters, init) as Promise<Page<unknown>>
    async function* pages() {
      for (
        let page = await first;
        ;
        page = (await read(path, { ...parameters, cursor: page.next }, init)) as typeof page
      ) {
        yield page
        if (page.next === null) return
      }
    }
    async function* items() {
      for await (const { data } of pages()) yield* data
    }
    return Object.assign(first, { pages, [Symbol.asyncIterator]: items })
  }

  return Object.fromEntries(
    Object.entries(READS).map(([name, path]) => [
      name,
      (parameters?: object, init?: RequestInit) => call(path, parameters, init),
    ]),
  ) as unknown as Client
}

/** Path and query of a read. */
function targetOf(path: string, parameters: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value === '' && path.includes(`{${name}}`)) throw new TypeError(`"${name}" is empty`)
    const inPath = path.replace(`{${name}}`, () => encodeURIComponent(value))
    if (inPath === path) for (const each of [value].flat()) if (each !== undefined) query.append(name, each)
    path = inPath
  }
  return query.size ? `${path}?${query}` : path
}
