/** Every address, asked of the bundles as Lambda runs them and of the same functions in this process: the answers are the same to the byte. */
import { createServer } from 'node:http'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Endpoint, HttpFunction } from '../../lambdas/http/endpoint.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { METADATA_KEY } from '../../lambdas/store/tables.ts'
import { gateway } from '../../lib/local/gateway.ts'
import { addressOf, targetAt } from '../support/addresses.ts'
import { refusal } from '../support/dynamodb-tap.ts'
import { type HttpAnswer, type RequestOptions, send } from '../support/http-client.ts'
import { ANEW, STARTING_MILLISECONDS } from '../support/local-host.ts'
import { OPERATIONS } from '../support/openapi-document.ts'
import { assemblyOfTests, deployedFunctions, tableNames } from './assembly.ts'
import { byFunction, HTTP_FUNCTIONS, startBundles, TOKEN } from './bundles-host.ts'
import { type Deployment, startDeployment } from './deployment.ts'
import { type EngineWithTables, startEngineWithTables } from './engine-with-tables.ts'
import type { RunningFunction } from './lambda.ts'
import { type Listening, listening } from './listening.ts'

/** The clock of the server that the test itself puts in front; everything else is the answer's own. */
const NOT_COMPARED = ['date']

const TODAY = '2026-07-14'

const deployed = await deployedFunctions(assemblyOfTests())

let store: EngineWithTables
let deployment: Deployment
let functions: Record<HttpFunction, RunningFunction>
/** Where the bundles answer, and where this process does. */
let bundles: Listening
let local: Listening

beforeAll(async () => {
  store = await startEngineWithTables(tableNames(deployed))
  const { endpoint } = store.tap
  deployment = await startDeployment({ functions: deployed, endpoint, additional: { ANNALS_TODAY: TODAY } })
  await deployment.run('loader', {})
  await deployment.run('anniversaries', { date: TODAY })
  await settle()
  const started = await startBundles(deployment)
  functions = started.functions
  bundles = await listening(createServer(started.answer))
  for (const name of HTTP_FUNCTIONS) Object.assign(process.env, deployment.environment(name))
  const handlers = await byFunction(
    async name => (await import(`../../lambdas/functions/${name}.ts`)).handler as HttpLambda,
  )
  local = await listening(createServer(gateway(handlers, TOKEN)))
}, STARTING_MILLISECONDS)
afterAll(async () => {
  await bundles.stop()
  await local.stop()
  await deployment.stop()
  await store.stop()
})

/** Lets the load be an hour ago: two processes that read the clock in turn may not agree on whether a change of just now has settled. */
async function settle(): Promise<void> {
  const { client, tables } = store
  await client.send(
    new UpdateCommand({
      TableName: tables.events,
      Key: METADATA_KEY,
      UpdateExpression: 'SET changedAt = :at',
      ExpressionAttributeValues: { ':at': new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, '') },
    }),
  )
}

const compared = ({ status, headers, bytes }: HttpAnswer) => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_COMPARED.includes(name))),
  body: bytes.toString('base64'),
})

/** Asks both, and gives the answer if it is the same. */
async function askBoth(target: string, options?: RequestOptions): Promise<HttpAnswer> {
  const theirs = await send(local.url, target, options)
  const answer = await send(bundles.url, target, options)
  // As text first, which shows where they differ.
  expect([target, answer.status, answer.text]).toEqual([target, theirs.status, theirs.text])
  expect(compared(answer)).toEqual(compared(theirs))
  return answer
}

const { PUBLIC_URL } = deployed.pages.environment

/** Every address that can be read. */
const PATHS = ENDPOINTS.filter(({ method }) => method === 'GET').map((route: Endpoint) => {
  const { path } = route
  return { path, target: targetAt(PUBLIC_URL!, addressOf(path)), route }
})

describe.each(PATHS)('$path', ({ path, target, route }) => {
  const isCached = route.cache !== 'none'
  const etag = async () => (await send(local.url, target)).headers.etag

  test('GET', async () => {
    const answer = await askBoth(target)
    expect(answer.status).toBe(200)
    expect(answer.bytes.length).toBeGreaterThan(10)
  })

  if (route.parameters.includes('lang'))
    test.each(['en', 'ko'])('GET in %s', async lang => {
      const answer = await askBoth(`${target}?lang=${lang}`)
      expect([answer.status, answer.headers['content-language']]).toEqual([200, lang])
    })

  const { parameters = [] } = OPERATIONS.find(each => each.path === path && each.method === 'get') ?? {}
  const examples = parameters.flatMap(({ name, in: where, example }) =>
    where === 'query' && example !== undefined ? [[`${name}=${encodeURIComponent(String([example].flat()[0]))}`]] : [],
  )
  if (examples.length > 0)
    test.each(examples)('GET with %s', async query => {
      expect((await askBoth(`${target}?${query}`)).status).toBe(200)
    })

  test.each(['gzip', 'br'])('GET with %s', async coding => {
    const { status, headers } = await askBoth(target, { headers: { 'accept-encoding': coding } })
    expect([status, ['gzip', 'br', undefined].includes(headers['content-encoding'])]).toEqual([200, true])
  })

  test('HEAD', async () => {
    const { status, text } = await askBoth(target, { method: 'HEAD' })
    expect([status, text]).toEqual([200, ''])
  })

  test('OPTIONS', async () => {
    const answer = await askBoth(target, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } })
    expect([answer.status, answer.headers.allow]).toEqual([204, expect.stringContaining('GET, HEAD')])
  })

  if (isCached)
    test('304, by the validator that the other one gave', async () => {
      expect((await askBoth(target, { headers: { 'if-none-match': (await etag())! } })).status).toBe(304)
    })

  const isOfApi = route.function === 'api'
  test(`an unknown parameter is ${isOfApi ? 'a 400' : 'ignored'}`, async () => {
    const { status, headers } = await askBoth(`${target}${target.includes('?') ? '&' : '?'}utm_source=x`)
    expect([status, headers.etag]).toEqual(isOfApi ? [400, undefined] : [200, await etag()])
  })

  const isOfFeeds = route.function === 'feeds'
  test(`an Accept of none of its media types is ${isOfFeeds ? 'ignored' : 'a 406'}`, async () => {
    const { status, headers } = await askBoth(target, { headers: { accept: 'audio/ogg' } })
    expect([status, headers.etag]).toEqual(isOfFeeds ? [200, await etag()] : [406, undefined])
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s, of nobody in particular, changes nothing', async method => {
    const { status } = await askBoth(target, { method })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

describe('an unknown route', () => {
  test.each([
    ['/no-such-path', 404],
    ['/ko/no-such-path', 404],
    ['/events/no-such-event', 404],
    ['/v1/events/no-such-event', 404],
    ['/v1/events/%E0%A4%A', 400],
    ['/v1/events/%ED%83%88%EB%B6%81', 400],
    [`/v1/events?${'x'.repeat(4096)}`, 414],
    ['/v1/events?tag=no-such-tag', 400],
    ['/v1/events?cursor=AQ', 400],
    // Each leads to the address that was meant.
    ['/v1/timeline/', 308],
    ['/feeds/timeline.rss/', 308],
    ['/About', 308],
    ['/rss.xml', 301],
  ])('or a malformed one: %s', async (target, status) => {
    expect((await askBoth(target)).status).toBe(status)
  })
})

describe('/mcp', () => {
  const asked = (method: string, params: object = {}, headers: Record<string, string> = {}): RequestOptions => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const EVENT = { name: 'get_event', arguments: { id: 'first-defectors-day-2024' } }

  test.each([
    ['tools/list', {}],
    ['tools/call', EVENT],
    ['tools/call', { name: 'search_events', arguments: { q: 'Hanawon' } }],
  ])('answers %s of %j', async (method, params) => {
    const { status, json } = await askBoth('/mcp', asked(method, params))
    expect([status, json()]).toEqual([
      200,
      { jsonrpc: '2.0', id: 1, result: expect.not.objectContaining({ isError: true }) },
    ])
  })

  test.each([
    [asked('tools/list', {}, { accept: 'audio/ogg' }), 406],
    [{ ...asked('tools/list'), body: '{' }, 400],
    [{ method: 'GET' }, 405],
    [{ method: 'HEAD' }, 405],
    [{ method: 'DELETE' }, 405],
    [{ method: 'OPTIONS' }, 204],
  ])('answers %j with %s', async (options, status) => {
    expect((await askBoth('/mcp', options)).status).toBe(status)
  })
})

describe('a write', () => {
  const authorized = { authorization: `Bearer ${TOKEN}` }
  const NEW = { 'if-none-match': '*' }
  const id = 'written-by-a-bundle'
  const event = {
    date: '1999-12-31',
    title: { en: 'Written', ko: '쓰여짐' },
    summary: { en: 'What happened.', ko: '일어난 일.' },
    category: 'law',
    significance: 2,
    status: 'confirmed',
    sources: [{ title: 'A title', publisher: 'A publisher', url: 'https://example.org/', supports: 'all of it' }],
  }
  const put = (condition: Record<string, string>, body = JSON.stringify(event)): RequestOptions => ({
    method: 'PUT',
    headers: { ...authorized, ...condition, 'content-type': 'application/json' },
    body,
  })

  test.each<[string, string, RequestOptions, number]>([
    ['without a condition', id, put({}), 428],
    ['of what is no JSON', id, put(NEW, '{'), 400],
    ['of what is no event', id, put(NEW, '{}'), 422],
    ['that takes an event for new', 'arrivals-2023-triple', put(NEW), 412],
    ['that takes an event for there', id, put({ 'if-match': '*' }), 412],
    ['that deletes nothing', id, { method: 'DELETE', headers: { ...authorized, 'if-match': '*' } }, 404],
    ['without the token', id, { ...put(NEW), headers: NEW }, 403],
  ])('%s is refused', async (_, to, options, status) => {
    expect((await askBoth(`/v1/events/${to}`, options)).status).toBe(status)
  })

  test('is done by the bundle, and seen by both', async () => {
    const address = `/v1/events/${id}`
    const created = await send(bundles.url, address, put(NEW))
    expect([created.status, created.headers.location]).toEqual([201, expect.stringMatching(`^https://.*${address}$`)])
    await settle()
    const found = await askBoth(address, { headers: ANEW })
    const { links: _, ...shown } = found.json()
    expect(shown).toEqual(created.json())
    const deletion = { method: 'DELETE', headers: { ...authorized, 'if-match': found.headers.etag! } }
    expect((await send(bundles.url, address, deletion)).status).toBe(204)
    await settle()
    expect((await askBoth(address, { headers: ANEW })).status).toBe(410)
  })
})

describe('an error within', () => {
  test('is the same problem, reveals nothing, and is in the log with the request', async () => {
    const logged = jest.spyOn(console, 'error').mockReturnValue()
    for (const { path, target, route } of PATHS.filter(({ route }) => route.dependsOn.length > 0)) {
      const { log } = functions[route.function]
      const before = log.length
      store.tap.reset(async () => refusal('ValidationException'))
      const answer = await askBoth(target, { headers: ANEW })
      store.tap.reset()
      const type = route.function === 'pages' && path !== '/oembed' ? 'text/html' : 'application/problem+json'
      expect([answer.status, answer.headers['content-type']]).toEqual([500, `${type}; charset=utf-8`])
      expect(answer.text).not.toMatch(/refused|Exception|dynamo|\.ts|node_modules/i)
      const lines = log.slice(before)
      const [failure, response, ...others] = lines.map(line => JSON.parse(line))
      expect(others).toEqual([])
      expect(failure).toMatchObject({
        level: 'ERROR',
        message: { error: expect.stringContaining('refused by the test') },
      })
      // From API Gateway's line to the function's, and from Lambda's line to both.
      const { id, requestId } = failure.message
      expect(requestId).toBe(failure.requestId)
      expect(response).toMatchObject({
        Responses: 1,
        id,
        requestId,
        path: failure.message.path,
        answer: 'error',
        status: 500,
      })
    }
    expect(logged).toHaveBeenCalled()
  })

  test('leaves the function working', async () => {
    expect((await askBoth('/v1/timeline')).status).toBe(200)
  })
})
