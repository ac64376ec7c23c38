/** A plain HTTP client: the target goes out exactly as it is written, and the answer comes back as it is. */
import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** As it came over the wire, in whatever coding. */
  bytes: Buffer
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  json(): any
}

export interface RequestOptions {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/**
 * @param origin e.g. `http://localhost:3000`
 * @param target path and query as they go over the wire; unlike `fetch`, nothing of it is tidied up
 */
export function send(
  origin: string,
  target: string,
  { body, headers, ...options }: RequestOptions = {},
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    // An address instead of the name: the host listens on IPv4 alone.
    const sent = request({
      host: hostname.replace('localhost', '127.0.0.1'),
      port,
      path: target,
      // Node.js leaves it to the caller to say how long the content of a DELETE is.
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      ...options,
    })
    sent.once('error', reject)
    sent.once('response', response => {
      buffer(response).then(bytes => {
        const { statusCode: status = 0, headers } = response
        const text = bytes.toString()
        resolve({ status, headers, bytes, text, json: () => JSON.parse(text) })
      }, reject)
    })
    sent.end(body)
  })
}

/** Headers of the connection and the clock, which say nothing of the answer. */
const OF_THE_MOMENT = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

/** The headers that say something of the answer. */
export const headersThatMatter = ({ headers }: HttpAnswer): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.includes(name)))
