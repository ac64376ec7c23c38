/**
 * Complaint: "today" was the server's day, so that readers elsewhere got yesterday or tomorrow.
 * https://github.com/wikimedia/apps-android-wikipedia/pull/6708 · https://github.com/commenthol/date-holidays-parser/issues/13
 */
import { expect, test } from '@jest/globals'
import { API } from '../../lambdas/endpoints/api/index.ts'
import { pipeline } from '../../lambdas/http/pipeline.ts'
import type { ApiServices } from '../../lambdas/http/services.ts'
import { aTimeline } from '../support/events.ts'
import { aContext, anHttpEvent } from '../support/http-event.ts'

/** Half past midnight on 14 July in Seoul. */
const NOW = '2026-07-13T15:30:00Z'

const services = {
  events: {
    metadata: async () => ({
      timeline: aTimeline(),
      version: '1-a',
      updatedAt: NOW,
      changedAt: '2026-01-01T00:00:00Z',
    }),
    recurring: async () => ({ items: [] }),
  },
} as unknown as ApiServices

const answer = pipeline(API, services, {
  publicUrl: 'https://annals.example',
  build: 'b',
  now: () => NOW,
})

test.each([
  ['', '07-14'],
  ['?tz=UTC', '07-13'],
  ['?tz=America/New_York', '07-13'],
  ['?tz=Pacific/Kiritimati', '07-14'],
  ['?tz=-08:00', '07-13'],
  ['?tz=+09:00', '07-14'],
])('on-this-day%s says that it is about %s', async (query, day) => {
  const { statusCode, body } = await answer(anHttpEvent(`/v1/on-this-day${query}`), aContext)
  expect(statusCode).toBe(200)
  expect(JSON.parse(body!)).toMatchObject({ day })
})
