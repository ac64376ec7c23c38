/** `timeline check --links`: requests every source URL in a data folder, sequentially per host, and reports failures. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Contents } from '../../lambdas/domain/event.ts'
import { counted } from '../counted.ts'
import { OperatorError } from '../operator-error.ts'

export interface Link {
  url: string
  /** The events and series years that cite the URL. */
  places: string[]
}

export interface FailedLink extends Link {
  problem: string
}

/** Network access, so that tests can use their own server. */
export interface Web {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** @param milliseconds delay between two requests to a host */
  pause: (milliseconds: number) => Promise<unknown>
}

const PAUSE = 1000
const TIME_LIMIT = 20_000
const HOSTS_AT_ONCE = 8
/** If this many hosts fail and none responds, the network is down. */
const HOSTS_WITHOUT_NETWORK = 10

/** Every URL once, in timeline order. */
export function linksOf({ events, series }: Pick<Contents, 'events' | 'series'>): Link[] {
  const cited = [
    ...events.map(({ event }) => ({ place: event.id, sources: event.sources })),
    ...series.flatMap(({ id, points }) => points.map(({ year, sources }) => ({ place: `${id} ${year}`, sources }))),
  ]
  const links = new Map<string, Link>()
  for (const { place, sources } of cited)
    for (const { url } of sources) {
      if (url === undefined) continue
      const link = links.get(url) ?? { url, places: [] }
      links.set(url, link)
      if (!link.places.includes(place)) link.places.push(place)
    }
  return [...links.values()]
}

/**
 * Sends HEAD, then GET if HEAD fails, because many sites support only GET.
 * @param contact e-mail or web address, sent to the sites as part of the user agent
 * @throws {OperatorError} if no host can be reached
 */
export async function failedLinks(
  links: readonly Link[],
  { contact, web = { fetch, pause: wait } }: { contact?: string | undefined; web?: Web } = {},
): Promise<FailedLink[]> {
  const userAgent = `annals-link-check (checks the sources of a timeline, started by hand${contact ? `; ${contact}` : ''})`
  const hosts = [...Map.groupBy(links, ({ url }) => new URL(url).host)]
  const failed = new Map<Link, FailedLink>()
  const silent = new Set<string>()
  let hasAnswer = false

  const problemOf = async (url: string, method: 'HEAD' | 'GET'): Promise<string | undefined> => {
    try {
      const response = await web.fetch(url, {
        method,
        headers: { 'user-agent': userAgent },
        signal: AbortSignal.timeout(TIME_LIMIT),
      })
      await response.body?.cancel()
      hasAnswer = true
      return response.ok ? undefined : `responds with ${response.status}`
    } catch (error) {
      silent.add(new URL(url).host)
      return reasonOf(error)
    }
  }
  const isOffline = () => !hasAnswer && silent.size >= Math.min(HOSTS_WITHOUT_NETWORK, hosts.length)

  const queue = hosts.map(([, ofHost]) => ofHost)
  const askHosts = async () => {
    for (let ofHost = queue.shift(); ofHost !== undefined && !isOffline(); ofHost = queue.shift())
      for (const [index, link] of ofHost.entries()) {
        if (index > 0) await web.pause(PAUSE)
        if ((await problemOf(link.url, 'HEAD')) === undefined) continue
        await web.pause(PAUSE)
        const problem = await problemOf(link.url, 'GET')
        if (problem !== undefined) failed.set(link, { ...link, problem })
      }
  }
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, askHosts))

  if (hosts.length > 0 && isOffline())
    throw new OperatorError(
      `There seems to be no network: none of ${silent.size} hosts could be reached, so the links were not checked`,
    )
  return links.flatMap(link => failed.get(link) ?? [])
}

/** Why a request got no response. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError') return `does not respond within ${TIME_LIMIT / 1000} s`
  return `cannot be reached (${cause?.code ?? name})`
}

/** Checks the links of a data folder and prints the result. @throws {OperatorError} listing the URLs that fail */
export async function checkLinks(
  contents: Pick<Contents, 'events' | 'series'>,
  options: { contact?: string | undefined; web?: Web },
  print: (line: string) => void,
): Promise<void> {
  const links = linksOf(contents)
  const hosts = new Set(links.map(({ url }) => new URL(url).host)).size
  print(`Checking ${counted(links.length, 'URL')} at ${counted(hosts, 'host')}, one request per host and second`)
  const failed = await failedLinks(links, options)
  if (failed.length > 0)
    throw new OperatorError(
      [
        ...failed.map(({ url, problem, places }) => `${url} ${problem}; cited by ${places.join(', ')}`),
        `${failed.length} of ${links.length} URLs fail`,
      ].join('\n'),
    )
  print(`All ${links.length} URLs work`)
}
