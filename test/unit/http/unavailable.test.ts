/** What the pipeline makes of a store that is not there for now: by when it is given up, what the client learns, and what is logged. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Context } from 'aws-lambda'
import { API } from '../../../lambdas/endpoints/api/index.ts'
import { pipeline } from '../../../lambdas/http/pipeline.ts'
import type { ApiServices } from '../../../lambdas/http/services.ts'
import { deadline } from '../../../lambdas/store/deadline.ts'
import { type EventReader, StoreUnavailable } from '../../../lambdas/store/event-store.ts'
import { anHttpEvent } from '../../support/http-event.ts'

let logged: jest.SpiedFunction<typeof console.error>
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockReturnValue()
})
afterEach(() => {
  jest.restoreAllMocks()
})

function ask(metadata: EventReader['metadata'], target = '/v1/series', remaining = 10_000) {
  const api = pipeline(API, { events: { metadata } } as unknown as ApiServices, {
    publicUrl: 'https://annals.example',
    build: 'b1',
    now: () => '2026-07-14T00:00:00Z',
  })
  const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => remaining } as Context
  return api(anHttpEvent(target), context)
}
const entries = () => logged.mock.calls.map(([line]) => JSON.parse(String(line)))

describe('the deadline', () => {
  test.each([
    [10_000, 7_000],
    [30_000, 27_000],
    [3_000, 0],
    [-1, 0],
  ])('with %i ms left is in %i ms, so that the function has time to answer', async (remaining, milliseconds) => {
    const timeout = jest.spyOn(AbortSignal, 'timeout')
    let seen: AbortSignal | undefined
    const metadata = async () => {
      seen = deadline()
      return undefined
    }
    await ask(metadata, '/v1/series', remaining)
    expect(timeout.mock.calls).toEqual([[milliseconds]])
    expect(seen).toBe(timeout.mock.results[0]!.value)
  })

  test('is that of the request, where several are answered side by side', async () => {
    const seen: (AbortSignal | undefined)[] = []
    const metadata = async () => {
      await new Promise(setImmediate)
      seen.push(deadline())
      return undefined
    }
    await Promise.all([ask(metadata), ask(metadata)])
    expect(new Set(seen).size).toBe(2)
    expect(seen).not.toContain(undefined)
    expect(deadline()).toBeUndefined()
  })
})

/** Leads from API Gateway's line to this one. */
const REQUEST = { id: 'request', requestId: 'invocation', method: 'GET', route: '/v1/series', path: '/v1/series' }

describe('a store that is unavailable', () => {
  const cause = Object.assign(new Error('rate exceeded for table annals-events-4711'), { name: 'ThrottlingException' })
  const unavailable = () => Promise.reject(new StoreUnavailable('DynamoDB is temporarily unavailable', { cause }))

  test('is a 503 that must not be stored, with the time to retry and nothing about the store', async () => {
    const { statusCode, headers, body } = await ask(unavailable)
    expect([statusCode, headers?.['retry-after'], headers?.['cache-control']]).toEqual([503, '10', 'no-store'])
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' })
    expect(JSON.parse(body!)).toEqual({
      type: 'urn:annals:problem:unavailable',
      title: 'Unavailable for now',
      status: 503,
      detail: 'The timeline does not answer for now; ask again later',
      instance: '/v1/series',
    })
  })

  test('is logged in one line, with the request and its own message', async () => {
    await ask(unavailable)
    expect(entries()).toEqual([
      {
        level: 'error',
        ...REQUEST,
        error: expect.stringMatching(/^Error: DynamoDB is temporarily unavailable\n +at /),
        cause: 'ThrottlingException: rate exceeded for table annals-events-4711',
      },
    ])
  })
})

test('a timeline that is not loaded yet is logged without a stack trace', async () => {
  expect((await ask(async () => undefined)).statusCode).toBe(503)
  expect(entries()).toEqual([{ level: 'warn', ...REQUEST, error: 'The timeline is not loaded yet' }])
})

test('successful responses are not logged', async () => {
  expect((await ask(async () => undefined, '/health')).statusCode).toBe(200)
  expect((await ask(async () => undefined, '/nothing')).statusCode).toBe(404)
  expect(logged).not.toHaveBeenCalled()
})
