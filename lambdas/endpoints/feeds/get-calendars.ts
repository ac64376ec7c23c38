/** Calendars of the most significant events. */
import {
  type CalendarEvents,
  type CalendarName,
  calendar,
  MAX_ENTRIES,
  narrowedCalendar,
} from '../../feeds/calendar.ts'
import { icalendar } from '../../feeds/icalendar.ts'
import { type Definition, endpoint } from '../../http/endpoint.ts'
import type { Services } from '../../http/services.ts'
import type { EventReader } from '../../store/event-store.ts'
import { mostSignificant } from '../../store/most-significant.ts'
import { calendarAddress } from './addresses.ts'
import { hubHeader } from './feed.ts'
import { FEED_PARAMETERS, FILTER_ACCESS, feedFilter, feedUrl } from './filter.ts'

const calendarFile = (feed: CalendarName, summary: string): Definition<Services> =>
  endpoint({
    ...calendarAddress(feed),
    summary,
    parameters: FEED_PARAMETERS,
    cache: 'feed',
    dependsOn: ['version', 'decade'],
    access: FILTER_ACCESS,
    handle: async (request, { events }) => {
      const filter = await feedFilter(request, events)
      const found = await mostSignificant(events, filter.facets, filter.minSignificance, MAX_ENTRIES)
      // Counting all that pass a filter would mean reading them all.
      const total = filter.key === '' ? await countAll(events) : found.length < MAX_ENTRIES ? found.length : undefined
      const chosen: CalendarEvents = {
        events: found,
        ...(total !== undefined && { total }),
        changedAt: request.metadata.updatedAt,
        today: request.today(),
      }
      const write = (selected: CalendarEvents) =>
        icalendar(narrowedCalendar(calendar(feed, selected, feedUrl(request), request.renderContext), filter))
      return { body: bounded(write, chosen), headers: hubHeader(request) }
    },
  })

/** Google Calendar rejects files of more than 1 MB. */
const MAX_BYTES = 950_000

/** The calendar of as many of the most significant events as fit into `MAX_BYTES`. */
function bounded(write: (chosen: CalendarEvents) => string, chosen: CalendarEvents): string {
  const text = write(chosen)
  const bytes = Buffer.byteLength(text)
  if (bytes <= MAX_BYTES) return text
  // Entries differ in length, so the next attempt aims a little lower.
  const fitting = Math.floor((chosen.events.length * MAX_BYTES * 0.99) / bytes)
  return bounded(write, { ...chosen, events: chosen.events.slice(0, fitting) })
}

async function countAll(events: EventReader): Promise<number> {
  const years = await events.counts('year')
  return years.reduce((sum, year) => sum + year.events, 0)
}

export const getAnniversariesCalendar = calendarFile(
  'anniversaries',
  'Anniversaries and observances as a calendar: each event on its day every year, the most significant 1,000',
)

export const getTimelineCalendar = calendarFile(
  'timeline',
  'Events on the days on which they happened, the most significant 1,000',
)
