/** Files in a bucket: what is asked of S3, how it is signed, and what becomes of faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openBucket } from '../../../lambdas/functions/bucket.ts'
import { withDeadline } from '../../../lambdas/store/deadline.ts'
import { StoreUnavailable } from '../../../lambdas/store/event-store.ts'
import { BUCKET, type S3Server, startS3Server } from '../../support/s3-server.ts'

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const REGION = 'ap-northeast-2'
const BYTES = new Uint8Array([0, 1, 2, 253, 254, 255])

let server: S3Server
beforeAll(async () => {
  server = await startS3Server(CREDENTIALS, REGION)
})
afterAll(() => server.stop())

beforeEach(() => {
  server.objects.clear()
  server.requests.length = 0
  server.faults.length = 0
})

const files = ({ bucket = BUCKET, ...options }: { bucket?: string; region?: string; endpoint?: string } = {}) =>
  openBucket({
    bucket,
    clientOptions: { region: REGION, credentials: CREDENTIALS, endpoint: server.endpoint, ...options },
  })

test('what was written is read, by requests that S3 takes for signed', async () => {
  await (await files()).write('search-a', BYTES)
  expect(await (await files()).read('search-a')).toEqual(BYTES)
  expect(server.requests).toEqual([`PUT /${BUCKET}/search-a`, `GET /${BUCKET}/search-a`])
})

test('a removed file is gone, and may be removed again', async () => {
  await (await files()).write('search-b', BYTES)
  await (await files()).remove('search-b')
  await (await files()).remove('search-b')
  expect(server.objects.size).toBe(0)
})

describe('a bucket that', () => {
  test.each([
    ['is throttled', [503, 503]],
    ['fails', [500]],
    ['cuts the connection', [0, 0]],
  ])('%s is asked again', async (_, faults) => {
    await (await files()).write('search-a', BYTES)
    server.faults.push(...faults)
    expect(await (await files()).read('search-a')).toEqual(BYTES)
  })

  test('does not recover is unavailable after three attempts', async () => {
    server.faults.push(503, 503, 503, 503)
    await expect((await files()).read('search-a')).rejects.toThrow(StoreUnavailable)
    expect(server.requests).toHaveLength(3)
  })

  test.each([
    ['has no such file', async () => (await files()).read('search-a'), '404'],
    ['does not exist', async () => (await files({ bucket: 'another' })).read('search-a'), '404'],
    ['does not know who asks', async () => (await files({ region: 'eu-north-1' })).read('search-a'), '403'],
  ])('%s is unavailable at once', async (_, read, status) => {
    const error = await read().catch(each => each)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(String(error.cause)).toContain(status)
    expect(server.requests).toHaveLength(1)
  })

  test('has not answered by the deadline is not asked again', async () => {
    await withDeadline(0, async () => {
      await new Promise(resolve => setImmediate(resolve))
      await expect((await files()).read('search-a')).rejects.toThrow(StoreUnavailable)
    })
    expect(server.requests.length).toBeLessThanOrEqual(1)
  })
})

test('without a stand-in the address is the one of the bucket in its region', async () => {
  const asked: string[] = []
  const original = globalThis.fetch
  globalThis.fetch = async input => {
    asked.push(String(input))
    return new Response(BYTES)
  }
  try {
    await (await openBucket({ bucket: BUCKET, clientOptions: { region: REGION, credentials: CREDENTIALS } })).read(
      'search-a',
    )
  } finally {
    globalThis.fetch = original
  }
  expect(asked).toEqual([`https://${BUCKET}.s3.${REGION}.amazonaws.com/search-a`])
})
