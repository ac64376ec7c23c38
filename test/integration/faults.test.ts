/** DynamoDB that throttles, fails, falls silent or never comes to an end: every answer is a 503 that says when to ask again, within the function's time. */

import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { createApi } from '../../lambdas/functions/create-api.ts'
import { createFeeds } from '../../lambdas/functions/create-feeds.ts'
import { createPages } from '../../lambdas/functions/create-pages.ts'
import { createPictures } from '../../lambdas/functions/create-pictures.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { createRouter } from '../../lambdas/http/router.ts'
import { deadline, withDeadline } from '../../lambdas/store/deadline.ts'
import { MOST_FUTILE_ATTEMPTS } from '../../lambdas/store/dynamodb/batches.ts'
import { ANSWERING, connection } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { StoreUnavailable } from '../../lambdas/store/event-store.ts'
import { localConfig } from '../../lib/local/config.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { READS, targetAt } from '../support/addresses.ts'
import { type Call, type Intercept, refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { clientOf } from '../support/engine.ts'
import { anEvent } from '../support/events.ts'
import { anHttpEvent } from '../support/http-event.ts'
import { ANEW } from '../support/local-host.ts'
import '../support/one-realm.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { sample } from '../support/thorough.ts'
import { portsOf, startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const PUBLIC_URL = 'https://annals.example'

let store: TimelineStore
let tap: Tap
let functions: Record<string, HttpLambda>
beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
  await store.load(await readContents(DATA_FOLDER))
  const config = localConfig({ endpoint: tap.endpoint, publicUrl: PUBLIC_URL, dataFolder: DATA_FOLDER })
  functions = {
    api: createApi(config),
    feeds: createFeeds(config),
    pages: createPages(config),
    pictures: createPictures(config),
  }
})
afterAll(async () => {
  await tap.stop()
  await store.stop()
})

let logged: jest.SpiedFunction<typeof console.error>
beforeEach(() => {
  tap.reset()
  logged = jest.spyOn(console, 'error').mockReturnValue()
  // Both the SDK and the adapter wait for a share of a growing time, by chance: none here.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

/** What is left of the function's time when its request begins; of that, 3 s are kept to render. */
const PLENTY = 10_000
const TENTH_OF_A_SECOND_TO_READ = 3_100

const route = createRouter(ENDPOINTS)

/** Asks for an answer that no function remembers. */
function ask(target: string, { remaining = PLENTY, method = 'GET' } = {}): Promise<APIGatewayProxyStructuredResultV2> {
  const event = anHttpEvent(targetAt(PUBLIC_URL, target), { method, headers: ANEW })
  const name = route(event.rawPath)[0]!.endpoint.function
  const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => remaining } as Context
  return functions[name]!(event, context)
}

function expectUnavailable({ statusCode, headers, body }: APIGatewayProxyStructuredResultV2, target: string): void {
  const path = target.split('?')[0]!
  const isPage = route(path)[0]!.endpoint.function === 'pages' && path !== '/oembed'
  if (isPage) expect(body).toMatch(/<h1>(Not available for now|지금은 볼 수 없습니다)<\/h1>/)
  else
    expect(JSON.parse(body!)).toEqual({
      type: 'urn:annals:problem:unavailable',
      title: 'Unavailable for now',
      status: 503,
      detail: 'The timeline does not answer for now; ask again later',
      instance: path,
    })
  expect(statusCode).toBe(503)
  const { 'content-language': _, 'content-security-policy': __, ...others } = headers!
  expect(others).toEqual({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('ETag'),
    'cache-control': 'no-store',
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
    ...(isPage && { 'referrer-policy': 'strict-origin-when-cross-origin' }),
    'retry-after': '10',
    'x-content-type-options': 'nosniff',
  })
}

const throttling = refusal('ProvisionedThroughputExceededException')

describe.each<[string, Awaited<ReturnType<Intercept>>, string]>([
  ['throttles the table', throttling, 'ProvisionedThroughputExceededException: refused by the test'],
  ['throttles the index or the key', refusal('ThrottlingException'), 'ThrottlingException: refused by the test'],
  ['throttles the account', refusal('RequestLimitExceeded'), 'RequestLimitExceeded: refused by the test'],
  ['fails', refusal('InternalServerError', 500), 'InternalServerError: refused by the test'],
  ['is down', refusal('ServiceUnavailable', 503), 'ServiceUnavailable: refused by the test'],
  ['cuts the line', undefined, 'TimeoutError: socket hang up'],
])('DynamoDB that %s', (_, answer, cause) => {
  test('is called three times, and then the answer is 503', async () => {
    tap.reset(async () => answer)
    expectUnavailable(await ask('/v1/series'), '/v1/series')
    expect(tap.calls.map(call => call.action)).toEqual(Array(ANSWERING.maxAttempts).fill('GetItem'))
  })

  test('is logged in one line, with its own message', async () => {
    tap.reset(async () => answer)
    await ask('/v1/series')
    expect(logged).toHaveBeenCalledTimes(1)
    const entry = JSON.parse(String(logged.mock.calls[0]![0]))
    expect(entry).toMatchObject({ level: 'error', requestId: 'invocation', cause })
    expect(entry.error).toMatch(/^Error: DynamoDB is temporarily unavailable\n/)
  })

  test('and then answers is called a second time', async () => {
    tap.reset(async (call, forward) => (call.number === 1 ? answer : forward()))
    expect((await ask('/v1/series')).statusCode).toBe(200)
  })
})

describe('an error that no retry can fix', () => {
  test.each(['ResourceNotFoundException', 'AccessDeniedException', 'ValidationException'])(
    'such as %s is called once, and the answer is 500',
    async type => {
      tap.reset(async () => refusal(type))
      const { statusCode, headers, body } = await ask('/v1/series')
      expect([statusCode, headers?.['retry-after']]).toEqual([500, undefined])
      expect(body).not.toContain('refused by the test')
      expect(tap.calls).toHaveLength(1)
    },
  )
})

const STORED = READS.filter(({ route }) => route.dependsOn.includes('version')).map(({ address }) => address)
/** Reads the metadata only. */
const HEAD_ALONE = STORED.filter(target =>
  /\/(docs|search|openapi\.json|feeds\.opml|llms\.txt|opensearch\.xml|timeline\.(txt|bib|ris|csl\.json))$/.test(target),
)
const FILTERED = [
  '/v1/events?category=law&tag=hanawon',
  '/feeds/timeline.rss?category=law',
  '/feeds/timeline.ics?tag=hanawon',
  '/search?q=hanawon',
]

const readsHead = ({ request }: Call) => request.Key?.sk.S === 'HEAD'
const silence = () => new Promise<undefined>(() => {})

describe.each(sample(13, [...FILTERED, ...STORED]))('GET %s', target => {
  const faults: [string, (call: Call) => boolean][] = [['at once', () => true]]
  if (!HEAD_ALONE.includes(target)) faults.push(['once the head is read', call => !readsHead(call)])

  test('answers 200 without a fault', async () => {
    expect((await ask(target)).statusCode).toBe(200)
  })

  test.each(faults)('answers 503 to throttling %s', async (_, from) => {
    tap.reset(async (call, forward) => (from(call) ? throttling : forward()))
    expectUnavailable(await ask(target), target)
  })

  test.each(faults)('answers 503 to silence %s', async (_, from) => {
    tap.reset(async (call, forward) => (from(call) ? silence() : forward()))
    expectUnavailable(await ask(target, { remaining: TENTH_OF_A_SECOND_TO_READ }), target)
    expect(String(logged.mock.calls[0]![0])).toContain('DynamoDB did not respond before the deadline')
  })
})

test('HEAD is answered as GET, without a body', async () => {
  tap.reset(async () => throttling)
  const { statusCode, headers, body } = await ask('/v1/series', { method: 'HEAD' })
  expect([statusCode, headers?.['retry-after'], body]).toEqual([503, '10', ''])
})

test.each(['/health', '/robots.txt'])('%s reads no store, and is answered anyway', async target => {
  tap.reset(silence)
  expect((await ask(target)).statusCode).toBe(200)
  expect(tap.calls).toEqual([])
})

describe('a page that never ends', () => {
  test('because a query always has another page is given up at the deadline', async () => {
    const LastEvaluatedKey = { pk: { S: 'SERIES' }, sk: { S: 'x' } }
    tap.reset(async (call, forward) =>
      readsHead(call) ? forward() : { status: 200, body: { Items: [], LastEvaluatedKey } },
    )
    expectUnavailable(await ask('/v1/series', { remaining: TENTH_OF_A_SECOND_TO_READ }), '/v1/series')
  })

  test('because keys are always returned unprocessed is given up after enough attempts', async () => {
    tap.reset(async (call, forward) =>
      call.action === 'BatchGetItem'
        ? { status: 200, body: { Responses: {}, UnprocessedKeys: call.request.RequestItems } }
        : forward(),
    )
    expectUnavailable(await ask('/v1/events?tag=hanawon'), '/v1/events?tag=hanawon')
    expect(tap.calls.filter(call => call.action === 'BatchGetItem')).toHaveLength(MOST_FUTILE_ATTEMPTS)
  })

  test('because keys are returned unprocessed is given up at the deadline, even during a pause', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1)
    tap.reset(async (call, forward) =>
      call.action === 'BatchGetItem'
        ? { status: 200, body: { Responses: {}, UnprocessedKeys: call.request.RequestItems } }
        : forward(),
    )
    expectUnavailable(
      await ask('/v1/events?tag=hanawon', { remaining: TENTH_OF_A_SECOND_TO_READ }),
      '/v1/events?tag=hanawon',
    )
    expect(tap.calls.filter(call => call.action === 'BatchGetItem').length).toBeLessThan(MOST_FUTILE_ATTEMPTS)
  })

  test('because one key at a time is read succeeds', async () => {
    tap.reset(async (call, forward) => {
      if (call.action !== 'BatchGetItem') return forward()
      const { Keys } = call.request.RequestItems[store.tables.events]
      const UnprocessedKeys = Keys.length > 1 ? { [store.tables.events]: { Keys: Keys.splice(1) } } : {}
      const { status, body } = await forward()
      return { status, body: { ...body, UnprocessedKeys } }
    })
    const { statusCode, body } = await ask('/v1/events?tag=hanawon&limit=20')
    tap.reset()
    expect([statusCode, body]).toEqual([200, (await ask('/v1/events?tag=hanawon&limit=20')).body])
  })
})

describe('a connection on which', () => {
  let server: Server | undefined
  let requests: number
  afterEach(async () => {
    server?.closeAllConnections()
    server?.close()
    server = undefined
  })

  /** A reader whose store is `listener`. */
  async function readerOf(listener: RequestListener, retryPolicy = ANSWERING) {
    requests = 0
    server = createServer((request, response) => {
      requests++
      listener(request, response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return eventReader(connection({ dynamoDB: { ...LOCAL_CLIENT, endpoint }, tables: store.tables }, retryPolicy))
  }
  const begin: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
    response.write('{"Item":')
  }
  const drip: RequestListener = (request, response) => {
    begin(request, response)
    const drops = setInterval(() => response.write(' '), 5)
    response.once('close', () => clearInterval(drops))
  }
  const promise: RequestListener = (_, response) => {
    const promises = setInterval(() => response.writeProcessing(), 5)
    response.once('close', () => clearInterval(promises))
  }
  const BRIEF = { ...ANSWERING, requestTimeout: 250 }

  test.each<[string, RequestListener]>([
    ['nothing comes back', () => {}],
    ['nothing but promises comes back', promise],
    ['an answer begins and does not go on', begin],
  ])('%s is given up after the time of a request, three times', async (_, listener) => {
    const reader = await readerOf(listener, BRIEF)
    await expect(reader.metadata()).rejects.toThrow(StoreUnavailable)
    expect(requests).toBe(ANSWERING.maxAttempts)
  })

  test.each<[string, RequestListener]>([
    ['nothing comes back', () => {}],
    ['an answer begins and does not go on', begin],
    ['an answer drips and never ends', drip],
  ])('%s is given up and closed at the deadline', async (_, listener) => {
    const left: Promise<unknown>[] = []
    const reader = await readerOf((request, response) => {
      left.push(once(response, 'close'))
      listener(request, response)
    })
    await expect(withDeadline(1_000, () => reader.metadata())).rejects.toThrow(
      'DynamoDB did not respond before the deadline',
    )
    expect(requests).toBe(1)
    await Promise.all(left)
  })

  test('nobody listens is given up', async () => {
    const reader = await readerOf(() => {})
    server!.close()
    await once(server!, 'close')
    await expect(reader.metadata()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  test('the deadline has passed is not used any more', async () => {
    const reader = await readerOf(() => {})
    const expired = withDeadline(0, async () => {
      await once(deadline()!, 'abort')
      return reader.metadata()
    })
    await expect(expired).rejects.toThrow(StoreUnavailable)
    expect(requests).toBe(0)
  })
})

describe('a write', () => {
  const cancelled = (...codes: string[]) => ({
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      message: `Transaction cancelled [${codes}]`,
      CancellationReasons: codes.map(Code => ({ Code })),
    },
  })

  test.each([
    ['ThrottlingError', 'None', 'None'],
    ['None', 'None', 'ProvisionedThroughputExceeded'],
    ['None', 'TransactionConflict', 'ThrottlingError'],
  ])('that is cancelled for throttling – %s, %s, %s – may succeed later, and has written nothing', async (...codes) => {
    const { writer } = portsOf(clientOf(tap.endpoint), store.tables)
    tap.reset(async (call, forward) => (call.action === 'TransactWriteItems' ? cancelled(...codes) : forward()))
    const event = anEvent({ id: 'throttled' })
    await expect(writer.put(event, 0, '2026-07-14T00:00:00Z')).rejects.toThrow(StoreUnavailable)
    expect(await store.events.event(event.id)).toBeUndefined()
  })
})
