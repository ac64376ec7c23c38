/** What a warm function remembers: for how long, how much of it, and what it never remembers. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ENDPOINTS } from '../../../lambdas/endpoints/index.ts'
import { bypassesCache, metadataCache, responseCache } from '../../../lambdas/http/cache.ts'
import type { Endpoint } from '../../../lambdas/http/endpoint.ts'
import { type HttpLambda, pipeline } from '../../../lambdas/http/pipeline.ts'
import type { Services } from '../../../lambdas/http/services.ts'
import type { EventReader, TimelineMetadata } from '../../../lambdas/store/event-store.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { aContext, anHttpEvent } from '../../support/http-event.ts'

const NOW = '2026-07-14T12:00:00Z'
const NEXT_SECOND = '2026-07-14T12:00:01Z'

const aHead = (version: string, changedAt = '2026-01-01T00:00:00Z'): TimelineMetadata => ({
  timeline: aTimeline(),
  version,
  updatedAt: '2026-01-01T00:00:00Z',
  changedAt,
})

describe('a request bypasses the cache', () => {
  test.each([
    ['no-cache', true],
    ['No-Cache', true],
    ['max-age=0', true],
    ['max-age="0"', true],
    ['no-store, no-cache', true],
    ['max-age=0,must-revalidate', true],
    [' no-cache ', true],
    ['max-age=1', false],
    ['max-age=01', false],
    ['max-age=', false],
    ['s-max-age=0', false],
    ['no-cache-please', false],
    ['only-if-cached', false],
    ['', false],
    [undefined, false],
  ])('with Cache-Control: %s – %s', (field, bypasses) => {
    expect(bypassesCache({ 'cache-control': field })).toBe(bypasses)
  })
})

describe('the metadata', () => {
  /** A read whose answers come when the test says so. */
  function reads() {
    const asked: PromiseWithResolvers<TimelineMetadata | undefined>[] = []
    const read = () => {
      asked.push(Promise.withResolvers())
      return asked.at(-1)!.promise
    }
    return { asked, metadataAt: metadataCache(read) }
  }

  test('is read once for all requests of a second, concurrent or not', async () => {
    const { asked, metadataAt } = reads()
    const together = [metadataAt(NOW, false), metadataAt(NOW, false)]
    asked[0]!.resolve(aHead('1'))
    const after = metadataAt(NOW, false)
    expect(await Promise.all([...together, after])).toEqual(Array(3).fill(aHead('1')))
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['when the second is over', NEXT_SECOND, false],
    ['when the clock was put back', '2026-07-14T11:00:00Z', false],
    ['when the cache is bypassed', NOW, true],
  ])('is read again %s', async (_, now, bypasses) => {
    const { asked, metadataAt } = reads()
    metadataAt(NOW, false)
    const second = metadataAt(now, bypasses)
    const shared = metadataAt(now, false)
    asked[0]!.resolve(aHead('1'))
    asked[1]!.resolve(aHead('2'))
    expect([await second, await shared]).toEqual([aHead('2'), aHead('2')])
    expect(asked).toHaveLength(2)
  })

  test('that cannot be read is not remembered', async () => {
    const { asked, metadataAt } = reads()
    const failing = [metadataAt(NOW, false), metadataAt(NOW, false)]
    asked[0]!.reject(new Error('silence'))
    for (const each of failing) await expect(each).rejects.toThrow('silence')
    const second = metadataAt(NOW, false)
    asked[1]!.resolve(aHead('1'))
    expect(await second).toEqual(aHead('1'))
  })

  test('that is not there yet is not remembered', async () => {
    const { asked, metadataAt } = reads()
    const first = metadataAt(NOW, false)
    asked[0]!.resolve(undefined)
    expect(await first).toBeUndefined()
    const second = metadataAt(NOW, false)
    asked[1]!.resolve(aHead('1'))
    expect(await second).toEqual(aHead('1'))
  })

  test('is remembered though an earlier read of it fails later', async () => {
    const { asked, metadataAt } = reads()
    const earlier = metadataAt(NOW, false)
    metadataAt(NOW, true)
    asked[1]!.resolve(aHead('2'))
    asked[0]!.reject(new Error('silence'))
    await expect(earlier).rejects.toThrow('silence')
    expect(await metadataAt(NOW, false)).toEqual(aHead('2'))
    expect(asked).toHaveLength(2)
  })
})

describe('responses', () => {
  const ofLength = (length: number) => ({ body: 'x'.repeat(length) })
  const kept = (memory: ReturnType<typeof responseCache>, tags: readonly string[]) =>
    tags.filter(tag => memory.get(tag) !== undefined)

  test('are kept by their ETags', () => {
    const memory = responseCache<{ body: string }>()
    memory.set('a', { body: 'A' })
    expect([memory.get('a'), memory.get('b')]).toEqual([{ body: 'A' }, undefined])
  })

  test('take no more bytes than they may, two for each character', () => {
    const tags = Array.from({ length: 100 }, (_, index) => `tag-${index}`)
    const memory = responseCache(2_000_000)
    for (const tag of tags) memory.set(tag, ofLength(50_000))
    expect(kept(memory, tags)).toEqual(tags.slice(-19))
  })

  test('without a body take some memory, too', () => {
    const tags = Array.from({ length: 10_000 }, (_, index) => `tag-${index}`)
    const memory = responseCache(2_000_000)
    for (const tag of tags) memory.set(tag, { body: undefined })
    expect(kept(memory, tags)).toEqual(tags.slice(-2_000))
  })

  test('are evicted in the order of their last use', () => {
    const memory = responseCache(3 * 22_000)
    for (const tag of ['a', 'b', 'c']) memory.set(tag, ofLength(10_000))
    memory.get('a')
    memory.set('d', ofLength(10_000))
    expect(kept(memory, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd'])
  })

  test('above a megabyte are not kept, and push nothing out', () => {
    const memory = responseCache()
    memory.set('small', ofLength(1))
    memory.set('large', ofLength(500_000))
    memory.set('just', ofLength(499_000))
    expect(kept(memory, ['small', 'large', 'just'])).toEqual(['small', 'just'])
  })

  test('that are replaced take no more room', () => {
    const memory = responseCache<{ body: string }>(3 * 22_000)
    for (const tag of ['a', 'b', 'b', 'b', 'c']) memory.set(tag, ofLength(10_000))
    memory.set('a', { body: 'another' })
    expect([memory.get('a')?.body, memory.get('b')?.body.length, memory.get('c')?.body.length]).toEqual([
      'another',
      10_000,
      10_000,
    ])
  })
})

describe('a function', () => {
  const metadata = jest.fn<EventReader['metadata']>()
  const seriesList = jest.fn<EventReader['seriesList']>()
  const event = jest.fn<EventReader['event']>()
  const services = {
    events: {
      metadata,
      seriesList,
      event,
      renamed: async () => undefined,
      list: async () => ({ items: [] }),
      events: async () => new Map(),
      relatedTo: async () => [],
    },
  }
  let now: string
  /** A function with some of the endpoints, and with handlers in place of their own. */
  const functionOf = (handlers: Record<string, Endpoint['handle'] | undefined>): HttpLambda => {
    const endpoints = ENDPOINTS.filter(({ operation }) => operation in handlers)
    const replaced = endpoints.map(each => ({ ...each, handle: handlers[each.operation] ?? each.handle }))
    return pipeline(replaced, services as unknown as Services, {
      publicUrl: 'https://annals.example',
      build: 'b1',
      now: () => now,
    })
  }
  let api: HttpLambda
  beforeEach(() => {
    now = NOW
    metadata.mockReset().mockImplementation(async () => aHead('1'))
    seriesList.mockReset().mockImplementation(async () => [])
    event.mockReset().mockImplementation(async () => anEvent({ revision: 3 }))
    api = functionOf({ getEvent: undefined, listSeries: undefined })
  })
  const ask = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
    api(anHttpEvent(target, { headers, method }), aContext)

  test('renders a response once, and reads the metadata once a second', async () => {
    const first = await ask('/v1/series')
    expect(await ask('/v1/series')).toEqual(first)
    now = NEXT_SECOND
    expect(await ask('/v1/series')).toEqual(first)
    expect([metadata.mock.calls.length, seriesList.mock.calls.length]).toEqual([2, 1])
  })

  test('renders it again for another version, and when the cache is bypassed', async () => {
    await ask('/v1/series')
    metadata.mockImplementation(async () => aHead('2'))
    await ask('/v1/series', { 'cache-control': 'max-age=0' })
    await ask('/v1/series')
    expect([metadata.mock.calls.length, seriesList.mock.calls.length]).toEqual([2, 2])
    await ask('/v1/series', { 'cache-control': 'no-cache' })
    expect([metadata.mock.calls.length, seriesList.mock.calls.length]).toEqual([3, 3])
  })

  test('renders one for each language and each coding', async () => {
    for (const lang of ['en', 'ko', 'en'])
      for (const coding of ['br', 'identity', 'br']) await ask(`/v1/series?lang=${lang}`, { 'accept-encoding': coding })
    expect(seriesList).toHaveBeenCalledTimes(4)
  })

  test('keeps nothing that it read while the last change was settling', async () => {
    metadata.mockImplementation(async () => aHead('2', '2026-07-14T11:59:56Z'))
    const settling = await ask('/v1/series')
    await ask('/v1/series')
    expect(seriesList).toHaveBeenCalledTimes(2)
    now = NEXT_SECOND
    const settled = await ask('/v1/series')
    expect(settled.headers?.etag).not.toBe(settling.headers?.etag)
    await ask('/v1/series')
    expect(seriesList).toHaveBeenCalledTimes(3)
  })

  test('has the revision in the ETag of what it keeps, and a 304 for it', async () => {
    const first = await ask('/v1/events/act-in-force')
    expect(first.headers?.etag).toMatch(/^"3-/)
    expect(await ask('/v1/events/act-in-force')).toEqual(first)
    for (const condition of [
      { 'if-none-match': String(first.headers?.etag) },
      { 'if-none-match': '*' },
      { 'if-modified-since': String(first.headers?.['last-modified']) },
    ] as Record<string, string>[]) {
      const { statusCode, headers, body } = await ask('/v1/events/act-in-force', condition)
      expect([statusCode, headers?.etag, body ?? '']).toEqual([304, first.headers?.etag, ''])
    }
    expect(event).toHaveBeenCalledTimes(1)
  })

  test('answers HEAD with what GET has left, and GET with what HEAD has left', async () => {
    const head = await ask('/v1/events/act-in-force', {}, 'HEAD')
    const get = await ask('/v1/events/act-in-force')
    expect(await ask('/v1/events/act-in-force', {}, 'HEAD')).toEqual(head)
    expect([head.headers, head.body]).toEqual([get.headers, ''])
    expect(get.body).toContain('act-in-force')
    expect(event).toHaveBeenCalledTimes(1)
  })

  test('reads once for identical requests at the same time, even while a change settles', async () => {
    metadata.mockImplementation(async () => aHead('2', '2026-07-14T11:59:56Z'))
    const read = Promise.withResolvers<[]>()
    seriesList.mockImplementation(() => read.promise)
    const answers = [1, 2, 3].map(() => ask('/v1/series'))
    const other = ask('/v1/series?lang=ko')
    read.resolve([])
    const [first, ...others] = await Promise.all(answers)
    expect(others).toEqual([first, first])
    expect((await other).headers?.['content-language']).toBe('ko')
    expect(seriesList).toHaveBeenCalledTimes(2)
  })

  test('reads for each of the concurrent requests that bypass the cache', async () => {
    await Promise.all([1, 2, 3].map(() => ask('/v1/series', { 'cache-control': 'no-cache' })))
    expect(seriesList).toHaveBeenCalledTimes(3)
  })

  test('shares an error with those who ask at the same time, and reads again for the next', async () => {
    const read = Promise.withResolvers<[]>()
    seriesList.mockImplementationOnce(() => read.promise)
    const logged = jest.spyOn(console, 'error').mockReturnValue()
    const answers = [1, 2].map(() => ask('/v1/series'))
    read.reject(new Error('silence'))
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([500, 500])
    expect((await ask('/v1/series')).statusCode).toBe(200)
    expect(seriesList).toHaveBeenCalledTimes(2)
    logged.mockRestore()
  })

  test('writes as often as it is asked to, even concurrently', async () => {
    const deleteEvent = jest.fn(async () => ({ status: 204 }))
    const editor = functionOf({ deleteEvent })
    const request = anHttpEvent('/v1/events/act-in-force', { method: 'DELETE' })
    Object.assign(request.requestContext, { authorizer: {} })
    await Promise.all([1, 2].map(() => editor(structuredClone(request), aContext)))
    expect(deleteEvent).toHaveBeenCalledTimes(2)
  })

  test('keeps no error', async () => {
    event.mockImplementationOnce(async () => undefined)
    seriesList.mockImplementationOnce(async () => Promise.reject(new Error('silence')))
    const logged = jest.spyOn(console, 'error').mockReturnValue()
    const outcomes = []
    for (const target of ['/v1/events/act-in-force', '/v1/series'])
      for (const _ of [1, 2]) outcomes.push((await ask(target)).statusCode)
    expect(outcomes).toEqual([404, 200, 500, 200])
    logged.mockRestore()
  })

  test('keeps no response that must not be stored', async () => {
    const getHealth = jest.fn(() => ({ body: { status: 'ok' } }))
    const health = functionOf({ getHealth })
    for (const _ of [1, 2]) expect((await health(anHttpEvent('/health'), aContext)).statusCode).toBe(200)
    expect(getHealth).toHaveBeenCalledTimes(2)
  })

  test('that writes reads the metadata each time', async () => {
    const deleteEvent = jest.fn(() => ({ status: 204 }))
    const editor = functionOf({ deleteEvent })
    const request = anHttpEvent('/v1/events/act-in-force', { method: 'DELETE' })
    Object.assign(request.requestContext, { authorizer: {} })
    for (const _ of [1, 2]) expect((await editor(request, aContext)).statusCode).toBe(204)
    expect([metadata.mock.calls.length, deleteEvent.mock.calls.length]).toEqual([2, 2])
  })
})
