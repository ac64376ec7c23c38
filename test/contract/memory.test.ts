/** What functions remember, over HTTP: asked again within the second, the tables are not; a second after a change, everybody sees it. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { addressOf } from '../support/addresses.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { refusal } from '../support/dynamodb-tap.ts'
import { headersThatMatter } from '../support/http-client.ts'
import {
  ANEW,
  collectErrors,
  hostTime,
  STARTING_MILLISECONDS,
  startTestHost,
  stopClock,
  type TestHost,
} from '../support/local-host.ts'
import { READS } from '../support/openapi-document.ts'
import { sample } from '../support/thorough.ts'

jest.setTimeout(30_000)

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** Each test has a time of its own, further on than the one before, long after any change. */
const START = Date.now()
let seconds = 0
const laterBy = (more: number): void => {
  seconds += more
  stopClock(START + seconds * 1000)
}
beforeEach(() => {
  laterBy(100)
  host.tap.reset()
})

const calls = () => host.tap.calls.flatMap(({ access }) => access)

const EXAMPLES: Record<string, string> = {
  '/v1/events': '/v1/events?category=law',
  // A response of more than a megabyte is not kept.
  '/v1/events.geojson': '/v1/events.geojson?category=law',
  '/v1/events.ndjson': '/v1/events.ndjson?category=law',
}
const STORED = READS.filter(({ path }) =>
  ENDPOINTS.some(route => route.path === path && route.dependsOn.some(each => each === 'version')),
).map(({ path }) => EXAMPLES[path] ?? addressOf(path))

describe.each(sample(2, ['/v1/events?q=Hanawon', ...STORED]))('%s', target => {
  test.each(['identity', 'br'])('as %s reads the tables once, and the metadata once a second', async coding => {
    const headers = { 'accept-encoding': coding }
    // Answers are kept for longer than a test.
    const first = await host.get(target, { headers: { ...headers, ...ANEW } })
    expect([first.status, calls()[0]]).toEqual([200, 'events:GetItem'])
    // Some need the settings only.
    expect(calls().length).toBeGreaterThan(/^\/(feeds\.opml|openapi\.json|v1\/timeline\..*)$/.test(target) ? 0 : 1)
    host.tap.reset()
    const again = await host.get(target, { headers })
    const head = await host.get(target, { headers, method: 'HEAD' })
    const conditional = await host.get(target, { headers: { ...headers, 'if-none-match': first.headers.etag! } })
    expect(calls()).toEqual([])
    laterBy(1)
    const later = await host.get(target, { headers })
    expect(calls()).toEqual(['events:GetItem'])
    for (const { status, bytes, ...answer } of [again, later]) {
      expect([status, bytes.equals(first.bytes)]).toEqual([200, true])
      expect(headersThatMatter({ status, bytes, ...answer })).toEqual(headersThatMatter(first))
    }
    expect([head.status, head.text, headersThatMatter(head)]).toEqual([200, '', headersThatMatter(first)])
    expect([conditional.status, conditional.text, conditional.headers.etag]).toEqual([304, '', first.headers.etag])
  })
})

describe('a change', () => {
  const event = (significance: number) => anAuthoredEvent({ id: 'remembered', significance })
  const significance = async (headers: Record<string, string> = {}) => {
    const { data } = (await host.get('/v1/events?from=1997-07-14&to=1997-07-14', { headers })).json()
    return data.find(({ id }: { id: string }) => id === 'remembered')?.significance
  }

  test('is visible at once to requests that bypass the cache and to those after them, and to all others within a second', async () => {
    const writer = eventWriter(host.store)
    expect(await significance()).toBeUndefined()
    await writer.put(event(1), 0, hostTime())
    expect(await significance()).toBeUndefined()
    expect(await significance({ 'cache-control': 'max-age=0' })).toBe(1)
    expect(await significance()).toBe(1)
    await writer.put(event(2), 1, hostTime())
    laterBy(1)
    expect(await significance()).toBe(2)
  })

  test('is read again while it settles, and once after that', async () => {
    await eventWriter(host.store).put(event(3), 2, hostTime())
    const costs = []
    for (const more of [0, 0, 0, 4, 0, 1, 0, 0]) {
      laterBy(more)
      host.tap.reset()
      expect(await significance(costs.length === 0 ? ANEW : {})).toBe(3)
      costs.push(calls().filter(access => access === 'events/byTime:Query').length)
    }
    expect(costs).toEqual([1, 1, 1, 1, 1, 1, 0, 0])
  })

  test('leaves no deleted event behind, and hides no restored one', async () => {
    const writer = eventWriter(host.store)
    const status = async (headers: Record<string, string>) =>
      (await host.get('/v1/events/remembered', { headers })).status
    const statuses = [await status({})]
    await writer.delete('remembered', 3, hostTime())
    statuses.push(await status(ANEW), await status({}))
    await writer.put(event(3), 4, hostTime())
    statuses.push(await status(ANEW), await status({}))
    expect(statuses).toEqual([200, 410, 410, 200, 200])
  })
})

test('cached responses are served while the tables do not answer', async () => {
  const { release } = collectErrors()
  expect((await host.get('/v1/series', { headers: ANEW })).status).toBe(200)
  host.tap.reset(async () => refusal('ValidationException'))
  expect((await host.get('/v1/series')).status).toBe(200)
  expect((await host.get('/v1/series', { headers: ANEW })).status).toBe(500)
  expect((await host.get('/v1/series')).status).toBe(500)
  release()
})
