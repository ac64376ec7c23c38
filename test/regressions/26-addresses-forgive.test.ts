/**
 * Complaint: a feed is refused because a reader, a cache or a site changed its address or sends the header of another format, or it answers
 * 400 for ever once its tag is renamed.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Parser from 'rss-parser'
import { movedPath, renamedAddress } from '../../lambdas/http/moved.ts'
import { aTimeline } from '../support/events.ts'
import { readFeed } from '../support/feed-documents.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

test.each([
  '/feeds/anniversaries.rss?_=1720000000',
  '/feeds/updates.atom?utm_source=rss&fbclid=x',
  '/feeds/anniversaries.ics?nocache=1',
  '/feeds/timeline.json?cacheBust=1',
  '/feeds.opml?utm_medium=x',
  '/subscribe?gclid=x',
  '/robots.txt?v=2',
])('%s is what it is without the parameter', async target => {
  const [with_, without] = await Promise.all([host.get(target), host.get(target.split('?')[0]!)])
  expect([with_.status, with_.text]).toEqual([200, without.text])
})

test('the API refuses a parameter that it does not know', async () => {
  const { status, json } = await host.get('/v1/events?utm_source=x')
  expect([status, json().type]).toEqual([400, 'urn:annals:problem:unknown-parameter'])
})

test('rss-parser, which asks for RSS, reads Atom', async () => {
  const { items } = await new Parser().parseURL(`${host.url}/feeds/updates.atom`)
  expect(items.length).toBeGreaterThan(0)
})

test.each(['rss', 'atom', 'json'] as const)(
  'a feed names itself by the address that was asked for, as %s',
  async format => {
    for (const query of ['', '?lang=en', '?tag=amendment&lang=ko']) {
      const target = `/feeds/updates.${format}${query}`
      expect(readFeed(format, (await host.get(target)).text).links.self).toBe(host.url + target)
    }
  },
)

test('a feed of one tag leads to the page of the tag, in its language', async () => {
  for (const [lang, page] of [
    ['en', '/tags/amendment'],
    ['ko', '/ko/tags/amendment'],
  ]) {
    const { home_page_url } = (await host.get(`/feeds/timeline.json?tag=amendment&lang=${lang}`)).json()
    expect(home_page_url).toBe(host.url + page)
    expect((await host.get(page!)).status).toBe(200)
  }
})

describe('an address that is not there', () => {
  test.each([
    ['/feed', 301, '/feeds/anniversaries.rss'],
    ['/rss.xml', 301, '/feeds/anniversaries.rss'],
    ['/atom.xml', 301, '/feeds/anniversaries.atom'],
    ['/feed.json', 301, '/feeds/anniversaries.json'],
    ['/feeds', 301, '/subscribe'],
    ['/v1/events/?limit=2', 308, '/v1/events?limit=2'],
    ['/ko/', 308, '/ko'],
    ['/Feeds/Updates.RSS?lang=ko', 308, '/feeds/updates.rss?lang=ko'],
    ['/V1/Timeline', 308, '/v1/timeline'],
    ['//elsewhere.example/', 308, '/elsewhere.example'],
  ])('%s leads on: %i to %s', async (target, status, location) => {
    const answer = await host.get(target)
    expect([answer.status, answer.headers.location]).toEqual([status, location])
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  test.each(['/no-such-page', '/No-Such-Page', '/feeds/timeline.pdf'])('%s is a 404', async target => {
    expect((await host.get(target)).status).toBe(404)
  })

  test('never leads to another host', () => {
    for (const path of ['//evil.example/', '///evil.example//', '//'])
      expect(movedPath(path, () => false)?.path).toMatch(/^\/([^/]|$)/)
  })
})

describe('a renamed tag', () => {
  const timeline = aTimeline({ formerly: { tags: { old: 'new' }, categories: { old: 'newer' } } })
  const addressIn = (rawPath: string, query = '', path: Record<string, string> = {}) =>
    renamedAddress({ rawPath, path, query: new URLSearchParams(query) }, timeline)

  test.each([
    ['/feeds/timeline.rss', 'lang=ko&tag=old&tag=other', {}, '/feeds/timeline.rss?lang=ko&tag=new&tag=other'],
    ['/feeds/timeline.ics', 'category=old', {}, '/feeds/timeline.ics?category=newer'],
    ['/ko/tags/old', 'cursor=AQ', { language: 'ko', tag: 'old' }, '/ko/tags/new?cursor=AQ'],
    ['/feeds/timeline.rss', 'tag=new', {}, undefined],
    ['/feeds/timeline.rss', 'lang=old&tag=constructor', {}, undefined],
  ])('%s?%s leads to its new address', (rawPath, query, path, expected) => {
    expect(addressIn(rawPath, query, path as Record<string, string>)).toBe(expected)
  })
})
