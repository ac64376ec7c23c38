/**
 * Complaint: an anniversary of 29 February vanished in common years, or moved to a day that nobody had asked for. People disagree on which
 * day is right, so that the timeline states one.
 * https://github.com/nextcloud/calendar/issues/747 · https://github.com/pimutils/khal/issues/597 · https://github.com/kewisch/ical.js/pull/1004
 */
import { expect, test } from '@jest/globals'
import type { LeapDayRule } from '../../lambdas/domain/event.ts'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, daysShown, eventComponents } from '../support/calendars.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { aSetting } from '../support/syndication.ts'

/** The days of these years on which a calendar shows an event of 29 February 1896. */
function shownIn(years: readonly string[], leapDay: LeapDayRule): string[] {
  const context = aSetting('en', aTimeline({ leapDay }))
  const events = eventComponents(icalendar(aCalendar('anniversaries', [anEvent({ date: '1896-02-29' })], context)))
  const days = events.flatMap(event => daysShown(event, 2030))
  return days.filter(day => years.includes(day.slice(0, 4))).sort()
}

test.each<[LeapDayRule, string[]]>([
  ['feb-28', ['2000-02-29', '2001-02-28', '2023-02-28', '2024-02-29']],
  ['mar-01', ['2000-02-29', '2001-03-01', '2023-03-01', '2024-02-29']],
  ['skip', ['2000-02-29', '2024-02-29']],
])('by the rule %s it is on %j', (leapDay, days) => {
  expect(shownIn(['2000', '2001', '2023', '2024'], leapDay)).toEqual(days)
})
