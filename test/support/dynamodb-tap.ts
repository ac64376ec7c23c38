/** A proxy in front of a local DynamoDB that keeps every call that passes, and lets a test step in: to answer itself, to wait, or to cut the line. */
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { TABLES, type TableName } from '../../lambdas/store/tables.ts'

/** A JSON body of the DynamoDB protocol, with typed attribute values such as `{"S": "…"}`. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every action
export type Body = any

export interface Answer {
  status: number
  body: Body
}

export interface Call {
  /** From 1, in the order in which the calls arrived. */
  number: number
  /** e.g. `GetItem` */
  action: string
  /** What was touched, in the words of `Access`: `events:GetItem`, `events/byTime:Query`; a transaction touches several. */
  access: string[]
  /** A test may change it before it is forwarded. */
  request: Body
  /** Absent until it is answered, and when the line was cut. */
  answer?: Answer
  /** Capacity units consumed, if the call or the tap asked for them. */
  capacity?: number
}

/**
 * Decides what comes of a call.
 * @param forward passes it on, and resolves with what the database answers
 * @returns what the caller gets; nothing to cut the line
 */
export type Intercept = (call: Call, forward: () => Promise<Answer>) => Promise<Answer | undefined>

export interface Tap {
  endpoint: string
  /** Every call since the start, or since the last `reset`. */
  calls: Call[]
  /** Forgets the calls, counts from 1 again, and uses `intercept` from now on: without one, every call passes. */
  reset(intercept?: Intercept): void
  stop(): Promise<void>
}

/**
 * @param upstream address of the database
 * @param options.names what the tables are called there
 * @param options.measureCapacity asks for the capacity that each call consumes
 */
export async function startTap(
  upstream: string,
  { names, measureCapacity = false }: { names: Record<TableName, string>; measureCapacity?: boolean },
): Promise<Tap> {
  const passOn: Intercept = (_, forward) => forward()
  let intercept = passOn
  const calls: Call[] = []

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = String(incoming.headers['x-amz-target']).split('.')[1]!
    const asked: Body = JSON.parse(Buffer.concat(await incoming.toArray()).toString())
    const call: Call = { number: calls.length + 1, action, access: accessOf(action, asked, names), request: asked }
    calls.push(call)
    const forward = async () => {
      const body = measureCapacity ? { ...asked, ReturnConsumedCapacity: 'TOTAL' } : asked
      const answer = await send(upstream, incoming, body)
      const capacity = capacityOf(answer.body)
      if (capacity !== undefined) call.capacity = capacity
      return answer
    }
    const answer = await intercept(call, forward)
    if (answer === undefined) {
      response.destroy()
      return
    }
    call.answer = answer
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify(answer.body))
  }

  const server = createServer((request, response) => {
    // A line cut on this side or the other shows as a failure there; the tap lives on.
    serve(request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  // Like an engine, it keeps no process alive.
  server.unref()
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    reset(next = passOn) {
      intercept = next
      calls.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Every access that calls made, each once and in order, to compare with what an endpoint declares. */
export const accessUsed = (calls: readonly Call[]): string[] => [...new Set(calls.flatMap(call => call.access))].sort()

/** Answers with an error, e.g. `ProvisionedThroughputExceededException`. */
export const refusal = (type: string, status = 400): Answer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'refused by the test' },
})

/** Not by `fetch`, which refuses the ports of the engine as browsers do. */
async function send(upstream: string, { headers }: IncomingMessage, body: Body): Promise<Answer> {
  const sent = request(upstream, {
    method: 'POST',
    agent: UPSTREAM,
    headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => /^(content-type|authorization|x-amz-.*)$/.test(name)),
    ),
  })
  sent.end(JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await json(response) }
}

const UPSTREAM = new Agent({ keepAlive: true })

/** IAM knows the actions within a transaction by the name of each alone. */
function accessOf(action: string, request: Body, names: Record<TableName, string>): string[] {
  const tableOf = (name: string) => (Object.keys(TABLES) as TableName[]).find(table => names[table] === name) ?? name
  if (action === 'TransactWriteItems')
    return request.TransactItems.flatMap((item: Body) =>
      Object.entries<Body>(item).map(([kind, { TableName }]) => `${tableOf(TableName)}:${kind}Item`),
    )
  if (request.RequestItems) return Object.keys(request.RequestItems).map(name => `${tableOf(name)}:${action}`)
  if (request.TableName === undefined) return [action]
  const index = request.IndexName === undefined ? '' : `/${request.IndexName}`
  return [`${tableOf(request.TableName)}${index}:${action}`]
}

function capacityOf({ ConsumedCapacity: consumed }: Body): number | undefined {
  if (consumed === undefined) return undefined
  return [consumed].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
}
