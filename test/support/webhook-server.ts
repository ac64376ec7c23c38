/** A server that takes what hubs and webhooks are sent, and can be down. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface WebhookServer {
  address: (path: string) => string
  received: Received[]
  /** Statuses of the next answers, before all others are 204; `0` closes the connection instead. */
  failures: number[]
  stop: () => Promise<void>
}

/** @param interrupt runs between each message and its answer */
export async function startWebhookServer(interrupt?: () => Promise<unknown>): Promise<WebhookServer> {
  const received: Received[] = []
  const failures: number[] = []
  const server = createServer(async (request, response) => {
    received.push({ path: request.url!, headers: request.headers, body: await text(request) })
    await interrupt?.()
    const status = failures.shift() ?? 204
    if (status === 0) request.socket.destroy()
    else response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: path => `http://127.0.0.1:${port}${path}`,
    received,
    failures,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
