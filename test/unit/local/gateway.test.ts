/** What the laptop's gateway makes of requests as they come over the wire, with functions that a test controls. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, jest, test } from '@jest/globals'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { HttpLambda } from '../../../lambdas/http/pipeline.ts'
import { gateway } from '../../../lib/local/gateway.ts'

let server: Server
afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})

/** A gateway in front of one function. */
async function serve(lambda: HttpLambda, stopping?: AbortSignal): Promise<void> {
  const functions = { api: lambda, feeds: lambda, pages: lambda, editor: lambda, mcp: lambda, pictures: lambda }
  server = createServer(gateway(functions, undefined, stopping)).listen(0, '127.0.0.1')
  await once(server, 'listening')
}

const open = (): Socket => connect((server.address() as AddressInfo).port, '127.0.0.1')

/** Sends `lines` as they are and resolves with the status and the body of the answer. */
async function exchange(...lines: string[]): Promise<{ status: number; body: string }> {
  const socket = open()
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'))
  const answer = await text(socket)
  return { status: Number(answer.split(' ')[1]), body: answer.slice(answer.indexOf('\r\n\r\n') + 4) }
}

/** A problem that web pages of any origin can read. */
function expectReadable(answer: string, status: number): void {
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toMatch(/^access-control-allow-origin: \*\r$/m)
  expect(answer).toMatch(/^content-type: application\/problem\+json\b/m)
  expect(JSON.parse(/\{.*\}/.exec(answer)![0])).toMatchObject({ status, type: expect.stringMatching(/^urn:annals:/) })
}

const echo: HttpLambda = async ({ rawPath, rawQueryString, headers, requestContext }: APIGatewayProxyEventV2) => ({
  statusCode: 200,
  body: [rawPath, rawQueryString, headers.host, requestContext.domainName].join(' '),
})

test.each([
  ['http://localhost:3000/v1/events?limit=1', '/v1/events limit=1 localhost:3000 localhost:3000'],
  ['HTTPS://annals.example/v1/events', '/v1/events  annals.example annals.example'],
  ['http://annals.example', '/  annals.example annals.example'],
  ['http://annals.example?lang=ko', '/ lang=ko annals.example annals.example'],
  ['/v1/events?limit=1', '/v1/events limit=1 other.example other.example'],
])('the target %s is accepted, and its host goes before the Host field', async (target, seen) => {
  await serve(echo)
  expect(await exchange(`GET ${target} HTTP/1.1`, 'Host: other.example')).toEqual({ status: 200, body: seen })
})

test.each([
  ['two Host fields', ['Host: localhost', 'Host: localhost']],
  ['no Host field', []],
])('a request with %s is a 400', async (_, fields) => {
  await serve(echo)
  expect((await exchange('GET / HTTP/1.1', ...fields)).status).toBe(400)
})

test('a body above 10 MiB is a 413 that the client can read', async () => {
  const invoked = jest.fn<HttpLambda>()
  await serve(invoked)
  const socket = open()
  const bytes = 10 * 1024 * 1024 + 1
  socket.write(`PUT /v1/events/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`)
  socket.write(Buffer.alloc(bytes))
  const answer = await text(socket)
  expectReadable(answer, 413)
  expect(invoked.mock.calls).toEqual([])
})

test('a client that disconnects during a body invokes nothing and prints nothing', async () => {
  const printed = jest.spyOn(console, 'error').mockReturnValue()
  const invoked = jest.fn<HttpLambda>()
  await serve(invoked)
  const socket = open()
  socket.write('PUT /v1/events/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
  const [, response] = await once(server, 'request')
  const closed = once(response, 'close')
  socket.resetAndDestroy()
  await closed
  // A request of its own has passed through the same loop of events by now.
  expect((await exchange('GET http://localhost HTTP/1.1', 'Host: a', 'Host: b')).status).toBe(400)
  expect([invoked.mock.calls, printed.mock.calls]).toEqual([[], []])
  printed.mockRestore()
})

test('at most 8 requests are answered at a time, and the others after them', async () => {
  const released = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  await serve(async () => {
    most = Math.max(most, ++running)
    await released.promise
    running--
    return { statusCode: 200 }
  })
  const arrived = Promise.withResolvers<void>()
  let requests = 0
  server.on('request', () => {
    if (++requests === 100) arrived.resolve()
  })
  const answers = Array.from({ length: 100 }, () => exchange('GET / HTTP/1.1', 'Host: localhost'))
  await arrived.promise
  released.resolve()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(100).fill(200))
  expect(most).toBe(8)
})

test('a function that fails is a 500 without its message, and frees its slot', async () => {
  const printed = jest.spyOn(console, 'error').mockReturnValue()
  await serve(async () => {
    throw new Error('secret')
  })
  const socket = open()
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  expectReadable(await text(socket), 500)
  for (let request = 1; request < 40; request++)
    expect(await exchange('GET / HTTP/1.1', 'Host: localhost')).toEqual({
      status: 500,
      body: expect.stringMatching(/^\{"type":"urn:annals:problem:internal",(?!.*secret)/),
    })
  expect(printed).toHaveBeenCalledTimes(40)
  printed.mockRestore()
})
