/**
 * Complaint: feeds came as text/html or plain XML, or without their charset, and Hangul was garbled.
 * https://github.com/nuxt-community/feed-module/pull/18 · https://github.com/withastro/astro/pull/12643
 */
import { expect, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { REPRESENTATIONS } from '../../lambdas/http/representations.ts'

test.each([
  ['/feeds/anniversaries.rss', 'application/rss+xml; charset=utf-8'],
  ['/feeds/updates.rss', 'application/rss+xml; charset=utf-8'],
  ['/feeds/anniversaries.json', 'application/feed+json; charset=utf-8'],
  ['/feeds/updates.json', 'application/feed+json; charset=utf-8'],
  ['/feeds/timeline.rss', 'application/rss+xml; charset=utf-8'],
  ['/feeds/anniversaries.atom', 'application/atom+xml; charset=utf-8'],
  ['/feeds/updates.atom', 'application/atom+xml; charset=utf-8'],
  ['/feeds/timeline.atom', 'application/atom+xml; charset=utf-8'],
  ['/feeds/timeline.json', 'application/feed+json; charset=utf-8'],
  ['/feeds/anniversaries.ics', 'text/calendar; charset=utf-8'],
  ['/feeds/timeline.ics', 'text/calendar; charset=utf-8'],
  ['/feeds.opml', 'text/x-opml; charset=utf-8'],
])('%s is sent as %s', (path, contentType) => {
  const route = ENDPOINTS.find(each => each.path === path)
  expect(REPRESENTATIONS[route!.representation].contentType).toBe(contentType)
})
