/**
 * Complaint: answers had CORS headers and errors had none, so that a page saw "network error" instead of what was wrong.
 * https://github.com/middyjs/middy/issues/802 · https://github.com/aws-powertools/powertools-lambda-typescript/issues/5263
 */
import { expect, jest, test } from '@jest/globals'
import { API } from '../../lambdas/endpoints/api/index.ts'
import { pipeline } from '../../lambdas/http/pipeline.ts'
import type { ApiServices } from '../../lambdas/http/services.ts'
import { aContext, anHttpEvent } from '../support/http-event.ts'

const broken = {
  events: {
    metadata: async () => {
      throw new Error('The store is out of order')
    },
  },
} as unknown as ApiServices

const answer = pipeline(API, broken, {
  publicUrl: 'https://annals.example',
  build: 'b',
  now: () => '2026-07-14T00:00:00Z',
})

test.each([
  ['an unknown path', anHttpEvent('/nowhere'), 404],
  ['a wrong method', anHttpEvent('/v1/events', { method: 'POST' }), 405],
  ['a media type that is not to be had', anHttpEvent('/v1/events', { headers: { accept: 'image/png' } }), 406],
  ['an address that is too long', anHttpEvent(`/v1/events?tag=${'a'.repeat(5000)}`), 414],
  ['a fault of ours', anHttpEvent('/v1/events'), 500],
  ['a preflight', anHttpEvent('/v1/events', { method: 'OPTIONS' }), 204],
])('%s is answered to any origin', async (_, event, status) => {
  jest.spyOn(console, 'error').mockImplementation(() => {})
  const { statusCode, headers } = await answer(event, aContext)
  expect(statusCode).toBe(status)
  expect(headers).toMatchObject({ 'access-control-allow-origin': '*' })
  jest.restoreAllMocks()
})
