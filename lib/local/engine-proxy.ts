/** A proxy through which the owner's other programs use the engine. It rejects web pages, and requests without its secret. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

export interface EngineProxy {
  /** `http://127.0.0.1:41231/SECRET`: the path is the secret, which changes with every start. */
  endpoint: string
  stop(): Promise<void>
}

/** Connections to the engine; further requests wait for a free one. */
const MOST_CONNECTIONS = 50

/** @param engine URL of the engine, e.g. `http://127.85.9.201:6667` */
export async function startEngineProxy(engine: string): Promise<EngineProxy> {
  const secret = randomBytes(18).toString('base64url')
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS })
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const reason = reasonToRefuse(request, port, secret)
    if (reason !== undefined) refuse(response, reason)
    else forward(request, response, engine, agent).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
      agent.destroy()
    },
  }
}

/**
 * A web page cannot know the secret. The other checks protect the engine even if it leaks: browsers send `Origin`, a preflight, and the
 * page's own site in `Host` after DNS rebinding.
 */
function reasonToRefuse({ method, headers, url = '' }: IncomingMessage, port: number, secret: string) {
  if (headers.origin !== undefined) return 'The engine is closed to web pages'
  if (method !== 'POST') return 'The engine answers POST only'
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return 'The Host field must name this machine'
  if (!isSame(url.replace(/\/$/, ''), `/${secret}`)) return 'The path of the endpoint must be the secret of this start'
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** Responds with a DynamoDB error. Without CORS headers, a web page cannot read it. */
function refuse(response: ServerResponse, message: string): void {
  response.writeHead(403, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' })
  response.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }))
}

async function forward(request: IncomingMessage, response: ServerResponse, engine: string, agent: Agent) {
  const { host } = new URL(engine)
  const forwarded = send(engine, { method: 'POST', headers: { ...request.headers, host }, agent })
  const [[answer]] = await Promise.all([once(forwarded, 'response'), pipeline(request, forwarded)])
  const { 'access-control-allow-origin': _, ...headers } = (answer as IncomingMessage).headers
  response.writeHead((answer as IncomingMessage).statusCode ?? 502, headers)
  await pipeline(answer, response)
}
