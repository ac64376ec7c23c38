/** A collection of OpenSearch Serverless over HTTP: requests signed with AWS Signature Version 4, and no answer later than the deadline. */
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import { type Credentials, signed } from '../signature.ts'

export interface Access {
  /** `https://` and the host. */
  endpoint: string
  region: string
  credentials: Credentials
}

/** Takes a path and lines of JSON (https://github.com/ndjson/ndjson-spec), and gives what is answered. @throws {StoreUnavailable} */
export type Collection = (path: string, lines: readonly object[]) => Promise<unknown>

/** A line that was cut while the function was frozen is found out by the first attempt. Both end within the 7 s that a request has. */
const ATTEMPTS = 2
const ATTEMPT_MILLISECONDS = 3_000

/** Characters of an answer that is an error. */
const LONGEST_LOGGED = 500

/** Not there yet: a pipeline makes the index with the first event that it writes. */
const MISSING = 404
const THROTTLED = 429

/** The error for an answer that is one: it may pass, or is ours to mend. */
export function refusal(status: number, said: string): Error {
  const message = `OpenSearch answers ${status}: ${said}`
  const isPassing = status === MISSING || status === THROTTLED || status >= 500
  return isPassing ? new StoreUnavailable(message) : new Error(message)
}

export function collection({ endpoint, region, credentials }: Access): Collection {
  const { origin, host } = new URL(endpoint)

  async function attempt(path: string, body: string): Promise<unknown> {
    // Serverless asks for the digest of the content among what is signed, and takes no Content-Length there:
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html#serverless-signing
    const unsigned = { method: 'POST', path, headers: { host, 'content-type': 'application/x-ndjson' }, body }
    const headers = signed(unsigned, { service: 'aoss', region }, credentials, new Date())
    const patience = AbortSignal.timeout(ATTEMPT_MILLISECONDS)
    const end = deadline()
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers,
      body,
      signal: end ? AbortSignal.any([end, patience]) : patience,
    }).catch(unanswered)
    const text = await response.text().catch(unanswered)
    if (response.ok) return JSON.parse(text)
    throw refusal(response.status, text.slice(0, LONGEST_LOGGED))
  }

  return async (path, lines) => {
    const body = lines.map(line => `${JSON.stringify(line)}\n`).join('')
    for (let left = ATTEMPTS - 1; ; left--)
      try {
        return await attempt(path, body)
      } catch (error) {
        if (left === 0 || !(error instanceof StoreUnavailable)) throw error
      }
  }
}

/** Nothing but the line, or time, can end a request before it is answered. */
function unanswered(cause: unknown): never {
  throw new StoreUnavailable('OpenSearch does not answer', { cause })
}
