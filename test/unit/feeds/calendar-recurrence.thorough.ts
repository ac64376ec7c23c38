/** What ical.js and node-ical make of the rules of the calendar of anniversaries is what the timeline marks, day by day and year by year. */
import { describe, expect, test } from '@jest/globals'
import { expandRecurringEvent, sync } from 'node-ical'
import { type CivilDate, civilDate, daysFromTo } from '../../../lambdas/domain/civil-date.ts'
import { LEAP_DAY_RULES, type LeapDayRule, type StoredEvent } from '../../../lambdas/domain/event.ts'
import { icalendar } from '../../../lambdas/feeds/icalendar.ts'
import { aCalendar, daysShown, eventComponents } from '../../support/calendars.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { occurrenceOn } from '../../support/occurrences.ts'
import { aSetting, chronology } from '../../support/syndication.ts'

const LAST_YEAR = 2128
/** Yearly entries begin here at the earliest, in the calendars of 2026. */
const EARLIEST = 2000

const written = (event: StoredEvent, leapDay: LeapDayRule): string =>
  icalendar(aCalendar('anniversaries', [event], aSetting('en', aTimeline({ leapDay }))))

/** The days up to the end of `LAST_YEAR` on which a subscriber's calendar shows `event`. */
const shown = (event: StoredEvent, leapDay: LeapDayRule): CivilDate[] =>
  eventComponents(written(event, leapDay))
    .flatMap(component => daysShown(component, LAST_YEAR))
    .sort()

/** The days of these years on which the timeline marks `event`. Only days that may be among them are asked about: 28 February to 1 March, and its own. */
function marked(event: StoredEvent, leapDay: LeapDayRule, fromYear: number): CivilDate[] {
  const years = Array.from({ length: LAST_YEAR - fromYear + 1 }, (_, index) => fromYear + index)
  const days =
    event.date.slice(5, 10) === '02-29'
      ? years.flatMap(year => daysFromTo(civilDate(year, 2, 28), civilDate(year, 3, 1)))
      : years.map(year => `${String(year).padStart(4, '0')}-${event.date.slice(5, 10)}`)
  return days.filter(day => occurrenceOn(event, day, leapDay))
}

const yearOf = (date: string) => Number(date.slice(0, 4))

describe.each(LEAP_DAY_RULES)('by the rule %s', leapDay => {
  test.each([
    '0101-01-01',
    '0476-09-04',
    '1582-10-10',
    '1900-02-28',
    '1900-03-01',
    '2000-02-29',
    '1896-02-29',
    '1904-02-29',
    '2024-02-29',
    '2013-08-20/2013-08-24',
    '2004-02-29/2004-03-02',
    '1997-12-31',
    '1999-07-14~',
    '0001-01-01',
    '0004-02-29',
    '0099-07-14',
  ])('an event of %s is shown on every day that the timeline marks from 2000 on, and on its own day', date => {
    const event = anEvent({ date })
    const itself = yearOf(date) < EARLIEST ? [] : [date.slice(0, 10)]
    const days = shown(event, leapDay)
    expect(days).toEqual([...itself, ...marked(event, leapDay, EARLIEST)])
    if (leapDay !== 'skip') expect(days).toHaveLength(LAST_YEAR - Math.max(EARLIEST, yearOf(date)) + 1)
  })

  test.each(['0476-09-04', '1904-02-29', '2000-02-29', '1997-07-14'])(
    'node-ical shows an event of %s on the same days',
    date => {
      const event = anEvent({ date })
      const components = Object.values(sync.parseICS(written(event, leapDay))).filter(each => each?.type === 'VEVENT')
      const bounds = { from: new Date(EARLIEST, 0, 1), to: new Date(LAST_YEAR, 11, 31) }
      const dates = components.flatMap(component => expandRecurringEvent(component, bounds).map(({ start }) => start))
      // By the clock of this machine, as it means them.
      const days = dates.map(day => civilDate(day.getFullYear(), day.getMonth() + 1, day.getDate())).sort()
      expect(days).toEqual(shown(event, leapDay))
    },
  )

  test.each([
    ['1997-07-14', 2024],
    ['2024-07-14', 2024],
    ['2000-02-29', 2000],
    ['2000-02-29', 2001],
    ['2000-02-29', 2003],
    ['1896-02-29', 1897],
    ['1896-02-29', 1900],
  ])(
    'the observance of %s, kept since %i, is shown from then on on every day that the timeline marks',
    (date, since) => {
      const event = anEvent({ date, observance: { since, name: { en: 'The Day' } } })
      const days = shown(event, leapDay)
      // What the timeline marks begins after the event; a day first kept when it happened is shown then too.
      const first = since === yearOf(date) ? [date] : []
      expect(days).toEqual([...first, ...marked(event, leapDay, Math.max(since, EARLIEST))])
    },
  )
})

test('no event of the chronology is shown before it happened, and each is shown when the timeline marks it', async () => {
  const { contents, events } = await chronology()
  const { leapDay } = contents.timeline
  const calendar = aCalendar('anniversaries', events, aSetting('en', contents.timeline))
  const components = eventComponents(icalendar(calendar))
  const placed = calendar.entries.map(entry => events.find(event => entry.url.endsWith(`/${event.id}`))!)
  expect(placed.length).toBeGreaterThan(100)
  for (const [index, event] of placed.entries()) {
    const [itself, ...later] = daysShown(components[index]!, LAST_YEAR)
    const first = Math.max(EARLIEST, event.observance?.since ?? yearOf(event.date))
    expect(itself).toBe(`${first}${event.date.slice(4, 10)}`)
    expect(later).toEqual(marked(event, leapDay, first + 1))
  }
})
