/** The checks of `annals smoke`: a table of requests, their expected responses, and where to look after a failure. */

/** An address and the properties that the checks use. */
export interface Target {
  /** Where visitors read, without a trailing slash. */
  url: string
  /** Where editors write: a signature covers the host, so a deployed stack has an address for it. */
  writeUrl: string
  /** Whether a cache answers in front of the functions. */
  hasCache: boolean
}

/** Learned from one check for the next. */
interface Known {
  id: string
  word: string
}

export interface Check {
  name: string
  expected: string
  /** Where to look after a failure. */
  hint: string
  /** @returns the request and its result */
  run(target: Target, known: Known): Promise<{ asked: string; found: string }>
}

const TIMEOUT_MILLISECONDS = 15_000

/** As browsers and readers ask. The ETag depends on the coding. */
const READER = { 'accept-encoding': 'gzip', 'user-agent': 'annals-smoke' }

function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...READER, ...(init.headers as Record<string, string>) }
  return fetch(url, { ...init, headers, redirect: 'follow', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) })
}

const FUNCTIONS =
  'run annals status --stack NAME: is it deployed whole? On AWS, the saved query "failed requests" has the function’s own line'

export const CHECKS: readonly Check[] = [
  {
    name: 'health',
    expected: '200',
    hint: `nothing behind the address answers: ${FUNCTIONS}`,
    run: async ({ url }) => get(`${url}/health`, async ({ status }) => `${status}`),
  },
  {
    name: 'an event',
    expected: '200 with its id',
    hint: `no event is served: has the data been loaded? The output Data of the stack says so; then ${FUNCTIONS}`,
    run: async ({ url }, known) => {
      const list = await (await ask(`${url}/v1/events?limit=1`)).json().catch(() => ({}))
      const [first] = (list as { data?: { id: string; title: string }[] }).data ?? []
      known.id = first?.id ?? 'none'
      known.word = longestWord(first?.title ?? '')
      return get(`${url}/v1/events/${encodeURIComponent(known.id)}`, async response => {
        const { id } = (await response.json().catch(() => ({}))) as { id?: string }
        return `${response.status} with ${id === known.id ? 'its id' : `the id ${id}`}`
      })
    },
  },
  {
    name: 'a search',
    expected: '200 with events',
    hint: 'the search finds no word of an event that is there: the log of the function api says why; annals load stores the index again',
    run: async ({ url }, { word }) =>
      get(`${url}/v1/events?limit=5&q=${encodeURIComponent(word)}`, async response => {
        const { data = [] } = (await response.json().catch(() => ({}))) as { data?: unknown[] }
        return `${response.status} with ${data.length === 0 ? 'no events' : 'events'}`
      }),
  },
  {
    name: 'an unchanged response',
    expected: '304',
    hint: 'readers download everything each time: something on the way drops If-None-Match or ETag',
    run: async ({ url }) => {
      const path = `${url}/openapi.json`
      const etag = (await ask(path)).headers.get('etag') ?? 'none'
      return get(path, async ({ status }) => `${status}`, { headers: { 'if-none-match': etag } })
    },
  },
  {
    name: 'HEAD',
    expected: '200 without a body',
    hint: 'HEAD does not reach the functions: look at the allowed methods of the distribution, and at the routes of the API',
    run: async ({ url }) =>
      get(
        `${url}/v1/timeline`,
        async response => `${response.status} ${(await response.text()) === '' ? 'without' : 'with'} a body`,
        { method: 'HEAD' },
      ),
  },
  {
    name: 'a feed',
    expected: '200 application/rss+xml, well-formed',
    hint: 'the feed cannot be read: the log of the function feeds says why',
    run: async ({ url }) =>
      get(`${url}/feeds/anniversaries.rss`, async response => {
        const verdict = isWellFormed(await response.text()) ? 'well-formed' : 'not well-formed'
        return `${response.status} ${mediaType(response)}, ${verdict}`
      }),
  },
  {
    name: 'a calendar',
    expected: '200 text/calendar, complete',
    hint: 'the calendar cannot be read: the log of the function feeds says why',
    run: async ({ url }) =>
      get(`${url}/feeds/anniversaries.ics`, async response => {
        const verdict = isCompleteCalendar(await response.text()) ? 'complete' : 'incomplete'
        return `${response.status} ${mediaType(response)}, ${verdict}`
      }),
  },
  {
    name: 'a page',
    expected: '200 text/html with a heading',
    hint: 'the home page is not shown: the log of the function pages says why',
    run: async ({ url }) =>
      get(`${url}/`, async response => {
        const heading = /<h1[\s>]/.test(await response.text()) ? 'a heading' : 'no heading'
        return `${response.status} ${mediaType(response)} with ${heading}`
      }),
  },
  {
    name: 'a write without a signature',
    expected: '403',
    hint: 'ANYBODY MAY WRITE, or writes do not arrive: the routes PUT and DELETE of the API need the IAM authorizer. Take the stack down until they have it',
    // Harmless if it is let through: an event needs a date.
    run: async ({ writeUrl }) =>
      get(`${writeUrl}/v1/events/annals-smoke`, async ({ status }) => `${status}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-none-match': '*' },
        body: '{}',
      }),
  },
  {
    name: 'another origin',
    expected: 'allowed from *',
    hint: 'web pages of others cannot read the API: something on the way drops Access-Control-Allow-Origin',
    run: async ({ url }) =>
      get(
        `${url}/v1/timeline`,
        async ({ headers }) => `allowed from ${headers.get('access-control-allow-origin') ?? 'nowhere'}`,
        { headers: { origin: 'https://example.org' } },
      ),
  },
  {
    name: 'compression',
    expected: 'gzip',
    hint: 'responses are sent uncompressed, which costs transfer: the cache policy must pass Accept-Encoding on',
    run: async ({ url }) =>
      get(`${url}/v1/events?limit=50`, async ({ headers }) => headers.get('content-encoding') ?? 'none'),
  },
  {
    name: 'the same again',
    expected: 'the same copy',
    hint: 'nothing is kept, so every request costs a run of a function: look at Cache-Control and at the cache policy',
    run: async ({ url, hasCache }) => {
      const path = `${url}/openapi.json`
      const before = await ask(path)
      await before.text()
      return get(path, async ({ headers }) => {
        if (hasCache && !/hit/i.test(headers.get('x-cache') ?? ''))
          return `x-cache: ${headers.get('x-cache') ?? 'none'}`
        return headers.get('etag') === before.headers.get('etag') ? 'the same copy' : 'another ETag'
      })
    },
  },
]

async function get(url: string, found: (response: Response) => Promise<string>, init: RequestInit = {}) {
  return { asked: `${init.method ?? 'GET'} ${new URL(url).pathname}`, found: await found(await ask(url, init)) }
}

const mediaType = ({ headers }: Response): string => (headers.get('content-type') ?? 'no type').split(';')[0]!

const longestWord = (title: string): string =>
  (title.match(/[\p{L}\p{N}]+/gu) ?? []).reduce((longest, word) => (word.length > longest.length ? word : longest), '')

/** Whether all elements are nested correctly. An XML parser would be one more dependency of the package. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = []
  const markup = xml.replace(/<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>/gs, '')
  for (const [, slash, name, end] of markup.matchAll(/<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === '/' && open.pop() !== name) return false
    if (slash === '' && end === '') open.push(name!)
    if (open.length === 0 && name !== 'rss') return false
  }
  return open.length === 0 && /<\/rss>\s*$/.test(markup)
}

/** Whether all components are nested correctly. */
function isCompleteCalendar(text: string): boolean {
  const open: string[] = []
  for (const [, kind, name] of text.matchAll(/^(BEGIN|END):(\w+)\r$/gm))
    if (kind === 'BEGIN') open.push(name!)
    else if (open.pop() !== name) return false
  return open.length === 0 && /^BEGIN:VCALENDAR\r\n/.test(text) && /\r\nEND:VCALENDAR\r\n$/.test(text)
}
