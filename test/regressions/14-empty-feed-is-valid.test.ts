/**
 * Complaint: a feed without items was an error, or lacked what a reader needs to know it for a feed.
 * https://github.com/feedjira/feedjira/issues/485 · https://github.com/nasa8x/rss-to-json/pull/39
 */
import { expect, test } from '@jest/globals'
import { parseJsonFeed, parseRssFeed } from 'feedsmith'
import { jsonFeed } from '../../lambdas/feeds/json-feed.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anniversaries, aSetting, updates } from '../support/syndication.ts'

const EMPTY_FEEDS = [anniversaries([], aSetting('en')), updates([], aSetting('ko'))]

test.each(EMPTY_FEEDS)('"$title" is read without items in both formats', feed => {
  expect(parseRssFeed(rss(feed))).toMatchObject({
    title: feed.title,
    link: feed.homeUrl,
    description: feed.description,
  })
  expect(parseJsonFeed(jsonFeed(feed))).toMatchObject({ title: feed.title, feed_url: feed.selfUrl })
  expect(JSON.parse(jsonFeed(feed)).items).toEqual([])
})
