/** A hub that the timeline states: every feed names it, and without one none does (`timeline-feed.thorough.ts` sees all links there). */
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { FEED_FORMATS, readFeed } from '../support/feed-documents.ts'
import { STARTING_MILLISECONDS, startHostOnCopy, type TestHost } from '../support/local-host.ts'

const HUB = 'https://hub.example/?of=annals&and=more'

let host: TestHost
beforeAll(async () => {
  host = await startHostOnCopy({ edit: folder => appendFile(join(folder, 'timeline.yaml'), `\nhub: ${HUB}\n`) })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const FEEDS = ['anniversaries', 'updates', 'timeline'].flatMap(name =>
  FEED_FORMATS.map(format => [name, format] as const),
)

test.each(FEEDS)('%s as %s links to the hub and to itself', async (name, format) => {
  for (const query of ['', 'lang=ko', 'category=law']) {
    const { text, headers } = await host.get(`/feeds/${name}.${format}?${query}`)
    const { links } = readFeed(format, text)
    const self = `${host.url}/feeds/${name}.${format}${query && `?${query}`}`
    expect(links).toMatchObject({ hub: HUB, self })
    expect(headers.link).toBe(`<${HUB}>; rel="hub", <${self}>; rel="self"`)
  }
})

test.each(['anniversaries', 'timeline'])('the calendar %s links to the hub in its header fields', async name => {
  const { headers } = await host.get(`/feeds/${name}.ics`)
  expect(headers.link).toBe(`<${HUB}>; rel="hub", <${host.url}/feeds/${name}.ics>; rel="self"`)
})
