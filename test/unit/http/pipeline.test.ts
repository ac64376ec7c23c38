/** The pipeline on its own, with stores that answer what a test wants: the day, what it does when a store fails, and before there is a timeline. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { API } from '../../../lambdas/endpoints/api/index.ts'
import { type HttpLambda, type PipelineConfig, pipeline } from '../../../lambdas/http/pipeline.ts'
import type { ApiServices } from '../../../lambdas/http/services.ts'
import type { EventReader, TimelineMetadata } from '../../../lambdas/store/event-store.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { aContext, anHttpEvent } from '../../support/http-event.ts'

const HEAD: TimelineMetadata = {
  timeline: aTimeline(),
  version: '1-abc',
  updatedAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
}

/** 00:30 on 14 July in Seoul, and still 13 July to the west of it. */
const NOW = '2026-07-13T15:30:00Z'

/** The API, with a store of which a test states what it uses. */
function anApi(store: Partial<EventReader> = {}, config: Partial<PipelineConfig> = {}): HttpLambda {
  const events = {
    metadata: async () => HEAD,
    recurring: async () => ({ items: [] }),
    seriesList: async () => [],
    ...store,
  }
  return pipeline(API, { events } as unknown as ApiServices, {
    publicUrl: 'https://annals.example',
    build: 'b1',
    now: () => NOW,
    ...config,
  })
}

async function ask(api: HttpLambda, ...request: Parameters<typeof anHttpEvent>) {
  const { statusCode, headers = {}, body } = await api(anHttpEvent(...request), aContext)
  return { statusCode, headers, body, json: () => JSON.parse(body ?? '') }
}

let logged: jest.SpiedFunction<typeof console.error>
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockReturnValue()
})
afterEach(() => logged.mockRestore())

describe('today', () => {
  test.each([
    ['', '07-14'],
    ['?tz=Asia/Seoul', '07-14'],
    ['?tz=America/New_York', '07-13'],
    ['?tz=Pacific/Kiritimati', '07-14'],
    ['?tz=UTC', '07-13'],
    ['?tz=-11:00', '07-13'],
    ['?tz=%2B09:00', '07-14'],
    ['?tz=+08:00', '07-13'],
  ])('is the day of the zone of the timeline, or of the one asked for: "%s" is %s', async (query, day) => {
    const recurring = jest.fn<EventReader['recurring']>(async () => ({ items: [] }))
    const { json } = await ask(anApi({ recurring }), `/v1/on-this-day${query}`)
    expect(json().day).toBe(day)
    expect(recurring.mock.calls.map(([asked]) => asked)).toEqual([day])
  })

  test('is the day that a laptop travels to, in every zone', async () => {
    for (const query of ['', '?tz=America/New_York'])
      expect((await ask(anApi({}, { today: '1997-07-14' }), `/v1/on-this-day${query}`)).json().day).toBe('07-14')
  })

  test('is computed only if a response depends on it', async () => {
    const metadata = async () => ({ ...HEAD, timeline: aTimeline({ timeZone: 'Nowhere/None' }) })
    const status = async (path: string) => (await ask(anApi({ metadata }), path)).statusCode
    expect([await status('/v1/series'), await status('/v1/on-this-day')]).toEqual([200, 500])
  })

  test('ends at midnight, and its validator with it', async () => {
    const etagAt = async (now: string) => (await ask(anApi({}, { now: () => now }), '/v1/on-this-day')).headers.etag
    expect(await etagAt('2026-07-14T14:59:59Z')).toBe(await etagAt(NOW))
    expect(await etagAt('2026-07-14T15:00:00Z')).not.toBe(await etagAt(NOW))
  })

  test('ends a walk through pages', async () => {
    const recurring: EventReader['recurring'] = async () => ({ items: [anEvent()], next: '1997-07-14#act-in-force' })
    const { next } = (await ask(anApi({ recurring }), '/v1/on-this-day?limit=1')).json()
    const goOnAt = async (now: string) =>
      (await ask(anApi({ recurring }, { now: () => now }), `/v1/on-this-day?limit=1&cursor=${next}`)).statusCode
    expect([await goOnAt(NOW), await goOnAt('2026-07-14T15:00:00Z')]).toEqual([200, 400])
  })
})

describe('a store that fails', () => {
  const secret = 'ValidationException: table annals-events-4711 in account 123456789012'
  const failing = () => Promise.reject(new Error(secret))

  test.each([
    ['at once', '/v1/series', { metadata: failing }],
    ['later', '/v1/series', { seriesList: failing }],
    ['later still', '/v1/on-this-day', { recurring: failing }],
  ])('%s makes a 500 that reveals nothing, and is logged once', async (_, target, store) => {
    const answer = await ask(anApi(store), target)
    expect(answer).toMatchObject({
      statusCode: 500,
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
      },
    })
    expect(answer.json()).toEqual({
      type: 'urn:annals:problem:internal',
      title: 'Internal error',
      status: 500,
      detail: 'Something went wrong here. The error has been logged.',
      instance: target,
    })
    expect(JSON.stringify(answer)).not.toContain('annals-events')
    expect(logged).toHaveBeenCalledTimes(1)
    const entry = JSON.parse(String(logged.mock.calls[0]![0]))
    expect(entry).toMatchObject({ level: 'error', requestId: 'invocation', error: expect.stringContaining(secret) })
  })

  test.each([undefined, null, 'text', { statusCode: 302, headers: { location: 'https://evil.example' }, body: 'x' }])(
    'with %p makes a 500 like any other',
    async thrown => {
      const answer = await ask(anApi({ seriesList: () => Promise.reject(thrown) }), '/v1/series')
      expect(answer.json()).toMatchObject({ status: 500, type: 'urn:annals:problem:internal' })
      expect(answer.statusCode).toBe(500)
      expect(answer.headers).not.toHaveProperty('location')
    },
  )

  test('makes a 500 without a body for HEAD', async () => {
    expect(await ask(anApi({ metadata: failing }), '/v1/series', { method: 'HEAD' })).toMatchObject({
      statusCode: 500,
      body: '',
    })
  })

  test('does not affect what reads no store', async () => {
    expect(await ask(anApi({ metadata: failing }), '/health')).toMatchObject({
      statusCode: 200,
      body: '{"status":"ok"}',
    })
  })
})

describe('before the first load has ended', () => {
  const unloaded = { metadata: async () => undefined }

  test('what needs the timeline is a 503 with the time to retry', async () => {
    const { statusCode, headers, json } = await ask(anApi(unloaded), '/v1/series')
    expect([statusCode, headers['retry-after']]).toEqual([503, '10'])
    expect(json()).toMatchObject({ type: 'urn:annals:problem:not-loaded', title: 'Not loaded yet' })
  })

  test('what needs none is answered', async () => {
    expect((await ask(anApi(unloaded), '/health')).statusCode).toBe(200)
    expect((await ask(anApi(unloaded), '/no-such-path')).statusCode).toBe(404)
    expect((await ask(anApi(unloaded), '/v1/series', { method: 'OPTIONS' })).statusCode).toBe(204)
  })
})

describe('the headers of a request', () => {
  test('never decide what addresses are made of', async () => {
    const recurring: EventReader['recurring'] = async () => ({ items: [anEvent()], next: '1997-07-14#act-in-force' })
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    const answer = await ask(anApi({ recurring }), '/v1/on-this-day', { headers })
    expect(answer.json().data[0].url).toBe('https://annals.example/events/act-in-force')
    expect(answer.headers.link).toMatch(/^<https:\/\/annals\.example\/v1\/on-this-day\?cursor=/)
  })
})
