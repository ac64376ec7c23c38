/** Stands in for Amazon EventBridge on this machine: takes events, and answers as it is told. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Entry {
  EventBusName: string
  Source: string
  DetailType: string
  /** As JSON. */
  Detail: string
}

/** `accept`, `reject` the entry in a successful response, `refuse` with an error of the service, or `ignore`: never answer. */
export type Behaviour = 'accept' | 'reject' | 'refuse' | 'ignore'

const ANSWERS = {
  accept: [200, { FailedEntryCount: 0, Entries: [{ EventId: '1' }] }],
  reject: [200, { FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'too many' }] }],
  refuse: [500, { __type: 'InternalException', message: 'out of order' }],
} as const

export interface EventBridgeServer {
  endpoint: string
  /** Whatever arrived since the start, or since the last `reset`. */
  entries: Entry[]
  reset(behaviour?: Behaviour): void
  stop(): Promise<void>
}

export async function startEventBridgeServer(): Promise<EventBridgeServer> {
  let behaviour: Behaviour = 'accept'
  const entries: Entry[] = []
  const server = createServer(async (request, response) => {
    entries.push(...JSON.parse(Buffer.concat(await request.toArray()).toString()).Entries)
    if (behaviour === 'ignore') return
    const [status, body] = ANSWERS[behaviour]
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    entries,
    reset(next = 'accept') {
      behaviour = next
      entries.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
