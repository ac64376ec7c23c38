/**
 * Complaint: an all-day event showed on the day before or after, for it was written as an instant, or its end was taken for its last day.
 * https://github.com/sebbo2002/ical-generator/issues/38 · https://github.com/AnandChowdhary/calendar-link/issues/678
 */
import { expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES, eventComponents } from '../support/calendars.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { aSetting } from '../support/syndication.ts'

const zoned = (timeZone: string) => aSetting('en', aTimeline({ timeZone }))

test.each(CALENDAR_NAMES)('%s: a day is a date, without time or zone, wherever the timeline is', name => {
  const documents = ['Pacific/Kiritimati', 'Asia/Seoul', 'UTC', 'America/Adak'].map(timeZone =>
    icalendar(aCalendar(name, [anEvent({ date: '2004-07-14' })], zoned(timeZone))),
  )
  expect(new Set(documents).size).toBe(1)
  expect(documents[0]).toContain('\r\nDTSTART;VALUE=DATE:20040714\r\nDTEND;VALUE=DATE:20040715\r\n')
  expect(documents[0]).not.toMatch(/TZID|TIMEZONE/)
})

test.each([
  ['1997-07-14', 1],
  ['1997-12-31', 1],
  ['2013-08-20/2013-08-24', 5],
  ['2004-02-27/2004-03-01', 4],
])('an event of %s takes %i whole days', (date, days) => {
  const [component] = eventComponents(icalendar(aCalendar('timeline', [anEvent({ date })], aSetting('en'))))
  const event = new ICAL.Event(component)
  expect(event.startDate.toString()).toBe(date.slice(0, 10))
  expect(event.duration.toSeconds()).toBe(days * 86_400)
})
