/**
 * Wish: be told of news instead of asking for them (WebSub). Where there is a hub, every format names it, and it never takes the place of
 * the feed's own address, as it did in a library.
 * https://github.com/svandragt/lamb/issues/250 · https://github.com/hexojs/hexo-generator-feed/pull/22
 */
import { expect, test } from '@jest/globals'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { atom } from '../../lambdas/feeds/atom.ts'
import type { Feed } from '../../lambdas/feeds/feed.ts'
import { jsonFeed } from '../../lambdas/feeds/json-feed.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { aSetting, updates } from '../support/syndication.ts'

const HUB = 'https://hub.example/'
const feed: Feed = { ...updates([], aSetting('en')), links: [{ rel: 'hub', href: HUB }] }

test.each([
  ['RSS', () => parseRssFeed(rss(feed)).atom?.links],
  ['Atom', () => parseAtomFeed(atom(feed)).links],
])('%s names the hub and itself', (_, links) => {
  expect(links()).toContainEqual({ rel: 'hub', href: HUB })
  expect(links()).toContainEqual(expect.objectContaining({ rel: 'self', href: feed.selfUrl }))
})

test('JSON Feed names the hub and itself', () => {
  expect(parseJsonFeed(jsonFeed(feed))).toMatchObject({
    feed_url: feed.selfUrl,
    hubs: [{ type: 'WebSub', url: HUB }],
  })
})
