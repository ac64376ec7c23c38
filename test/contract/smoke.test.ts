/** `annals smoke` finds nothing wrong with a host that is right, and names what is wrong with one that is not. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { annals } from '../../lib/cli/annals.ts'
import { CHECKS, isWellFormed } from '../../lib/cli/smoke-checks.ts'
import { type AwsAccount, startAwsAccount } from '../support/aws-account.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import '../support/one-realm.ts'
import { runCommand } from '../support/terminal.ts'

interface Passing {
  path: string
  method: string
  /** Of the request, before it is passed on. */
  asked: IncomingHttpHeaders
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Changes one thing on the way. It is called before the request is passed on, and again with the response. */
interface Fault {
  request?: (passing: Pick<Passing, 'path' | 'method' | 'asked'>) => void
  response?: (passing: Passing) => void
}

/** Without those that a fault has removed. */
const present = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))

let fault: Fault = {}
let openApiRequests = 0
let host: TestHost
let account: AwsAccount
let url: string
const proxy = createServer(async (incoming, outgoing) => {
  const passing = { path: incoming.url!, method: incoming.method!, asked: { ...incoming.headers } }
  fault.request?.(passing)
  const { hostname, port } = new URL(host.url)
  const sent = request({ hostname, port, path: passing.path, method: passing.method, headers: present(passing.asked) })
  sent.end(Buffer.concat(await incoming.toArray()))
  const [received] = await once(sent, 'response')
  const body = Buffer.concat(await received.toArray())
  const answer = { ...passing, status: received.statusCode, headers: { ...received.headers }, body }
  fault.response?.(answer)
  outgoing.writeHead(answer.status, present({ ...answer.headers, 'content-length': undefined }))
  outgoing.end(answer.body)
})

beforeAll(async () => {
  host = await startTestHost()
  account = await startAwsAccount()
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}, STARTING_MILLISECONDS)
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await account.stop()
  await host.stop()
})
beforeEach(() => {
  fault = {}
  openApiRequests = 0
})

const smoke = (args: string[]) => runCommand(annals, ['smoke', ...args], { env: account.env })

test('finds everything as expected', async () => {
  const { code, stdout, stderr } = await smoke(['--url', host.url])
  expect({ code, stderr }).toEqual({ code: 0, stderr: [] })
  expect(stdout.filter(line => line.startsWith('ok '))).toHaveLength(CHECKS.length)
  expect(stdout.at(-1)).toBe(`All ${CHECKS.length} are as expected`)
})

describe('of a stack', () => {
  const outputs = () => ({ Address: url, ApiAddress: host.url })
  const cached = (hit: string): Fault => ({
    response: passing => {
      passing.headers['x-cache'] = passing.path === '/openapi.json' ? hit : 'Miss from cloudfront'
    },
  })

  test('requests its addresses, and expects the cache to answer the second request', async () => {
    account.reset({ Museum: { status: 'UPDATE_COMPLETE', outputs: outputs() } })
    fault = cached('Hit from cloudfront')
    expect(await smoke(['--stack', 'Museum'])).toMatchObject({ code: 0, stderr: [] })
    fault = cached('Miss from cloudfront')
    const { code, stderr } = await smoke(['--stack', 'Museum'])
    expect(code).toBe(1)
    expect(stderr[0]).toMatch(/^FAULT the same again .* x-cache: Miss from cloudfront; expected: the same copy$/)
  })
})

const at = (path: RegExp, change: (passing: Passing) => void): Fault => ({
  response: passing => {
    if (path.test(passing.path)) change(passing)
  },
})
const cut = (passing: Passing) => {
  // What is compressed is sent as it is no more.
  passing.headers = { ...passing.headers, 'content-encoding': undefined }
  passing.body = Buffer.from(passing.body.subarray(0, Math.floor(passing.body.length / 2)))
}
const uncompressed: NonNullable<Fault['request']> = ({ asked }) => {
  asked['accept-encoding'] = 'identity'
}

test.each<[name: string, fault: Fault, found: RegExp]>([
  [
    'health',
    at(/^\/health/, passing => {
      passing.status = 500
    }),
    /500; expected: 200$/,
  ],
  [
    'an event',
    at(/^\/v1\/events\/./, passing => {
      passing.status = 404
    }),
    /404 with its id; expected/,
  ],
  [
    'a search',
    {
      request: uncompressed,
      ...at(/q=/, passing => {
        passing.body = Buffer.from('{"data":[],"next":null}')
      }),
    },
    /200 with no events; expected: 200 with events$/,
  ],
  [
    'an unchanged response',
    {
      request: ({ asked }) => {
        asked['if-none-match'] = undefined
      },
    },
    /200; expected: 304$/,
  ],
  [
    'HEAD',
    at(/timeline/, passing => {
      if (passing.method === 'HEAD') passing.status = 405
    }),
    /405 without a body/,
  ],
  ['a feed', { request: uncompressed, ...at(/\.rss/, cut) }, /rss\+xml, not well-formed; expected/],
  ['a calendar', { request: uncompressed, ...at(/\.ics/, cut) }, /text\/calendar, incomplete; expected/],
  [
    'a page',
    at(/^\/$/, passing => {
      passing.headers['content-type'] = 'text/plain'
    }),
    /200 text\/plain with a heading/,
  ],
  [
    'a write without a signature',
    at(/annals-smoke/, passing => {
      passing.status = 422
    }),
    /PUT \/v1\/events\/annals-smoke +422; expected: 403$/,
  ],
  [
    'another origin',
    at(/timeline/, passing => {
      passing.headers['access-control-allow-origin'] = undefined
    }),
    /allowed from nowhere; expected/,
  ],
  ['compression', { request: uncompressed }, /none; expected: gzip$/],
  [
    'the same again',
    // The first request is that of another check.
    at(/openapi/, passing => {
      if (passing.status === 200 && ++openApiRequests > 2) passing.headers.etag = '"another"'
    }),
    /another ETag; expected: the same copy$/,
  ],
])('stops at a fault of %s, and says what was found and what to look at', async (name, injected, found) => {
  fault = injected
  const { code, stdout, stderr } = await smoke(['--url', url])
  expect(code).toBe(1)
  expect(stderr[0]).toMatch(found)
  expect(stderr[0]!.startsWith(`FAULT ${name}`)).toBe(true)
  expect(stderr[1]).toBe(`Look at this: ${CHECKS.find(check => check.name === name)!.hint}`)
  const before = CHECKS.findIndex(check => check.name === name)
  expect(stdout.filter(line => line.startsWith('ok '))).toHaveLength(before)
})

test.each([
  [['--url', 'example.org'], /^--url "example\.org" is not an address; allowed/],
  [['--url', 'http://127.0.0.1:1'], /^FAULT health: .* cannot be reached/],
  [['--state', '/nowhere/at/all'], /^No annals start is running with \/nowhere\/at\/all: start it, or name a --stack/],
  [['--stack', 'Other'], /^There is no stack Other/],
])('says in one line that there is nothing to request: %j', async (args, message) => {
  account.reset({})
  const { code, stderr } = await smoke(args)
  expect(code).toBe(1)
  expect(stderr[0]).toMatch(message)
})

test.each([
  ['<rss a="b"><channel/><x>1 &gt; 0</x></rss>', true],
  ['<?xml version="1.0"?><rss><![CDATA[</x>]]></rss>\n', true],
  ['<rss><channel></rss>', false],
  ['<rss></rss><b></b>', false],
  ['<html></html>', false],
  ['', false],
])('the XML %j is well-formed: %s', (xml, wellFormed) => {
  expect(isWellFormed(xml)).toBe(wellFormed)
})
