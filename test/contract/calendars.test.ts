/** Calendars over HTTP, as ical.js reads them: every event whose day is known, once, and how many are left out. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type ICAL from 'ical.js'
import { readContents } from '../../lambdas/data/read-contents.ts'
import type { Event, Timeline } from '../../lambdas/domain/event.ts'
import { parseHistoricalDate } from '../../lambdas/domain/historical-date.ts'
import type { CalendarName } from '../../lambdas/feeds/calendar.ts'
import { entryUid, type Scope } from '../../lambdas/feeds/identity.ts'
import { CALENDAR_NAMES, calendarComponent, daysShown, eventComponents } from '../support/calendars.ts'
import { DATA_FOLDER, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

let host: TestHost
let events: Event[]
let timeline: Timeline
let scope: Scope
beforeAll(async () => {
  host = await startTestHost({ today: '2026-07-14' })
  const contents = await readContents(DATA_FOLDER)
  events = contents.events.map(({ event }) => event)
  timeline = contents.timeline
  scope = { language: 'en', timeline }
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** Whether the day of the anniversary, or the days of the event, are known. */
const isPlaced: Record<CalendarName, (event: Event) => boolean> = {
  anniversaries: ({ date }) => parseHistoricalDate(date).startPrecision === 'day',
  timeline: ({ date }) => date.split('/').every(part => parseHistoricalDate(part).precision === 'day'),
}

const uidOf = (entry: ICAL.Component) => String(entry.getFirstPropertyValue('uid'))

describe.each(CALENDAR_NAMES)('the calendar of %s', name => {
  const get = (query = '') => host.get(`/feeds/${name}.ics?${query}`)

  test.each(['', 'lang=ko', 'minSignificance=3', 'minSignificance=5'])(
    'has every event whose day is known, once: ?%s',
    async query => {
      const answer = await get(query)
      expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
      const parameters = new URLSearchParams(query)
      const least = Number(parameters.get('minSignificance') ?? 1)
      const own = { timeline, language: parameters.get('lang') ?? 'en' }
      const expected = events.filter(event => event.significance >= least && isPlaced[name](event))
      expect(expected.length).toBeGreaterThan(0)
      const uids = eventComponents(answer.text).map(uidOf)
      expect(uids.toSorted()).toEqual(expected.map(({ id }) => entryUid(own, name, id)).toSorted())
    },
  )

  test('shows an event on its first day, or the first in which it was kept', async () => {
    const entries = new Map(eventComponents((await get()).text).map(entry => [uidOf(entry), entry]))
    for (const event of events.filter(isPlaced[name])) {
      const { start } = parseHistoricalDate(event.date)
      // A yearly entry begins in the year 2000 at the earliest.
      const since = String(Math.max(event.observance?.since ?? Number(start.slice(0, 4)), 2000))
      const first = name === 'anniversaries' ? since + start.slice(4) : start
      const days = daysShown(entries.get(entryUid(scope, name, event.id))!, 2030)
      expect([event.id, days[0]]).toEqual([event.id, first])
      expect([event.id, days.length > 1]).toEqual([event.id, name === 'anniversaries'])
    }
  })

  test('says how many events it leaves out', async () => {
    const leftOut = events.filter(event => !isPlaced[name](event)).length
    expect(leftOut).toBeGreaterThan(0)
    for (const lang of ['en', 'ko']) {
      const calendar = calendarComponent((await get(`lang=${lang}`)).text)
      expect(calendar.getFirstPropertyValue('description')).toMatch(new RegExp(`(?<!\\d)${leftOut}(?!\\d)`))
    }
  })

  test('begins with the most significant', async () => {
    const significance = new Map(events.map(event => [entryUid(scope, name, event.id), event.significance]))
    const found = eventComponents((await get()).text).map(entry => significance.get(uidOf(entry))!)
    expect(found).toEqual(found.toSorted((a, b) => b - a))
  })

  test('has entries of its own, so that a reader can subscribe to both', async () => {
    const other = CALENDAR_NAMES.find(each => each !== name)
    const theirs = new Set(eventComponents((await host.get(`/feeds/${other}.ics`)).text).map(uidOf))
    expect(eventComponents((await get()).text).filter(entry => theirs.has(uidOf(entry)))).toEqual([])
  })
})
