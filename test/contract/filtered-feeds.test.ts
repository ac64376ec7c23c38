/** Filters of feeds and calendars: exactly the events that they plainly mean, under a title that says so. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { addDays, daysFromTo } from '../../lambdas/domain/civil-date.ts'
import type { Event } from '../../lambdas/domain/event.ts'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { entryUid, highlightIdentity, type Scope, updateIdentity } from '../../lambdas/feeds/identity.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { highlightWriter } from '../../lambdas/store/dynamodb/highlight-store.ts'
import { calendarComponent, eventComponents } from '../support/calendars.ts'
import { FEED_FORMATS, readFeed } from '../support/feed-documents.ts'
import { TRIED_FILTERS } from '../support/filters.ts'
import { DATA_FOLDER, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { occurrencesOn } from '../support/occurrences.ts'
import { sample } from '../support/thorough.ts'
import { allPages } from '../support/timeline-store.ts'

jest.setTimeout(60_000)

const TODAY = '2026-07-14'

let host: TestHost
let events: Event[]
let scope: Scope
/** Ids, the latest change first. */
let changed: string[]
/** The latest day first. */
let highlights: { id: string; date: string }[]
beforeAll(async () => {
  host = await startTestHost({ today: TODAY })
  const contents = await readContents(DATA_FOLDER)
  events = contents.events.map(({ event }) => event)
  scope = { language: 'en', timeline: contents.timeline }
  const writer = highlightWriter(host.store)
  for (const date of daysFromTo(addDays(TODAY, -59), addDays(TODAY, -1)))
    await writer.mark(date, occurrencesOn(events, date, 'feb-28'), `${date}T00:00:00Z`)
  const marked = await writer.highlights(addDays(TODAY, -59), TODAY, { limit: 200 })
  highlights = marked.items.map(({ eventId, date }) => ({ id: eventId, date }))
  const reader = eventReader(host.store)
  const pages = await allPages(page => reader.changes({ ...page, order: 'desc' }), 100)
  changed = pages.flat().map(({ id }) => id)
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const ids = (matches: (event: Event) => boolean) => new Set(events.filter(matches).map(({ id }) => id))

async function identities(format: (typeof FEED_FORMATS)[number], target: string): Promise<string[]> {
  const { status, text } = await host.get(target)
  expect([target, status]).toEqual([target, 200])
  return readFeed(format, text).items.map(({ identity }) => identity)
}

describe.each(FEED_FORMATS)('as %s', format => {
  test.each([['', () => true] as const, ...TRIED_FILTERS])(
    'updates of "%s" are the latest hundred changes of its events',
    async (query, matches) => {
      const expected = changed
        .filter(id => ids(matches).has(id))
        .map(id => updateIdentity(scope, id))
        .slice(0, 100)
      expect(await identities(format, `/feeds/updates.${format}?${query}`)).toEqual(expected)
    },
  )

  test.each([['', () => true] as const, ...TRIED_FILTERS])(
    'anniversaries of "%s" are among the highlights',
    async (query, matches) => {
      const expected = highlights
        .filter(({ id }) => ids(matches).has(id))
        .map(({ id, date }) => highlightIdentity(scope, id, date))
      expect(highlights.length).toBeGreaterThan(20)
      expect(await identities(format, `/feeds/anniversaries.${format}?${query}`)).toEqual(expected)
    },
  )
})

describe.each(['anniversaries', 'timeline'])('the calendar of %s', name => {
  const uids = async (target: string) =>
    eventComponents((await host.get(target)).text).map(event => event.getFirstPropertyValue('uid'))
  let whole: unknown[]
  beforeAll(async () => {
    whole = await uids(`/feeds/${name}.ics`)
  })

  test.each(TRIED_FILTERS)('has the entries of the unfiltered one that match ?%s', async (query, matches) => {
    const wanted = new Set([...ids(matches)].map(id => entryUid(scope, name, id)))
    expect(whole.length).toBeGreaterThan(100)
    const narrowed = await uids(`/feeds/${name}.ics?${query}`)
    expect(narrowed.toSorted()).toEqual(whole.filter(uid => wanted.has(String(uid))).toSorted())
  })
})

describe('a feed or calendar', () => {
  const FEEDS = ENDPOINTS.filter(route => route.feed !== undefined)

  async function titleOf(path: string, query: string): Promise<string> {
    const { text } = await host.get(`${path}?${query}`)
    const format = path.split('.')[1]!
    // To ical.js, which knows the properties of RFC 5545 alone, NAME is not text yet.
    if (format === 'ics') return String(calendarComponent(text).getFirstPropertyValue('name')).replaceAll('\\,', ',')
    return readFeed(format as (typeof FEED_FORMATS)[number], text).title
  }

  test.each(FEEDS)('at $path names its filter in its title, in its language', async ({ path }) => {
    for (const [lang, law, amendment] of sample(2, [
      ['ko', '법률', '개정'],
      ['en', 'Law', 'Amendments'],
    ] as const)) {
      const whole = await titleOf(path, `lang=${lang}`)
      const tag = events.flatMap(({ tags }) => tags).find(({ id }) => id === 'amendment')!.name[lang]
      expect(tag).toContain(amendment.slice(0, 2))
      expect(await titleOf(path, `lang=${lang}&category=law`)).toBe(`${law} – ${whole}`)
      expect(await titleOf(path, `lang=${lang}&tag=amendment&category=law`)).toBe(`${law}, ${tag} – ${whole}`)
    }
  })

  test.each(FEEDS)('at $path of an unknown value is a 404 that lists the known ones', async ({ path }) => {
    const category = await host.get(`${path}?category=law&category=no-such-category`)
    expect([category.status, category.json()]).toMatchObject([
      404,
      { parameter: 'category', allowed: [...new Set(events.map(event => event.category.id))].sort() },
    ])
    const tag = await host.get(`${path}?tag=no-such-tag`)
    expect([tag.status, tag.json().parameter]).toEqual([404, 'tag'])
    expect(tag.json().allowed).toMatch(/^one of \d+; the closest are ([a-z-]+(, )?){5}$/)
  })
})
