/** Calendars as the handlers make them, from plain events, and as ical.js reads them. */
import ICAL from 'ical.js'
import { type CivilDate, civilDate } from '../../lambdas/domain/civil-date.ts'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import type { RenderContext } from '../../lambdas/domain/view.ts'
import { type Calendar, type CalendarEvents, type CalendarName, calendar } from '../../lambdas/feeds/calendar.ts'

export const CALENDAR_NAMES: readonly CalendarName[] = ['anniversaries', 'timeline']

/** The calendar of all `events`; `selection` replaces what is said about them. */
export const aCalendar = (
  name: CalendarName,
  events: readonly StoredEvent[],
  context: RenderContext,
  selection: Partial<CalendarEvents> = {},
): Calendar =>
  calendar(
    name,
    { events, total: events.length, changedAt: context.timeline.published, today: '2026-07-14', ...selection },
    `${context.publicUrl}/feeds/${name}.ics?lang=${context.language}`,
    context,
  )

export const calendarComponent = (document: string): ICAL.Component => new ICAL.Component(ICAL.parse(document))

export const eventComponents = (document: string): ICAL.Component[] =>
  calendarComponent(document).getAllSubcomponents('vevent')

/** The days in the years up to `lastYear` on which ical.js shows an event. */
export function daysShown(event: ICAL.Component, lastYear: number): CivilDate[] {
  const iterator = new ICAL.Event(event).iterator()
  const days: CivilDate[] = []
  for (let day = iterator.next(); day && day.year <= lastYear; day = iterator.next())
    days.push(civilDate(day.year, day.month, day.day))
  return days
}
