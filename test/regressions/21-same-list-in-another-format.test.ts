/**
 * Complaint: the list was there in one format only, or the one asked for was silently another; a subscription needed a range of dates.
 * https://github.com/metaodi/openerz/issues/15 · https://github.com/GatherPress/gatherpress/issues/1685
 * https://github.com/openpotato/openholidaysapi/issues/18 (text/calendar silently gave JSON)
 * https://github.com/openpotato/openholidaysapi/issues/28 (a range of dates) · https://github.com/amiv-eth/amivapi/issues/124
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { FEEDS } from '../../lambdas/endpoints/feeds/index.ts'
import { PARAMETERS } from '../../lambdas/http/parameters/index.ts'
import { REPRESENTATIONS } from '../../lambdas/http/representations.ts'
import { READS } from '../support/addresses.ts'
import { FEED_FORMATS, readFeed } from '../support/feed-documents.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

test.each(['anniversaries', 'updates', 'timeline'])('%s has the same items in every format', async name => {
  const lists = await Promise.all(
    FEED_FORMATS.map(async format => {
      const { items } = readFeed(format, (await host.get(`/feeds/${name}.${format}?lang=ko`)).text)
      return items.map(({ identity, title, published, updated }) => [
        identity,
        title,
        Date.parse(published),
        Date.parse(updated),
      ])
    }),
  )
  expect(lists[0]!.length).toBeGreaterThan(0)
  for (const list of lists) expect(list).toEqual(lists[0])
})

test.each(FEEDS.filter(({ feed }) => feed !== undefined))(
  '$path needs no parameter, least of all dates',
  async ({ path, parameters, representation }) => {
    const { status, headers } = await host.get(path)
    expect([status, headers['content-type']]).toEqual([200, REPRESENTATIONS[representation].contentType])
    const names = parameters.map(name => PARAMETERS[name].name)
    expect(names.filter(name => ['from', 'to', 'days'].includes(name))).toEqual([])
  },
)

const elsewhere = READS.filter(({ route }) => route.function !== 'feeds').map(({ address }) => address)
test.each(elsewhere)('%s never gives something else for a calendar', async path => {
  const { status, headers } = await host.get(path, { headers: { accept: 'text/calendar' } })
  expect([status, headers['content-type']]).toEqual([406, 'application/problem+json; charset=utf-8'])
})
