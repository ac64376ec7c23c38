/** A calendar of the most significant events. */
import type { RenderContext } from '../../domain/view.ts'
import {
  type Calendar,
  type CalendarName,
  MAX_ENTRIES,
  narrowedCalendar,
  type Selection,
} from '../../feeds/calendar.ts'
import { icalendar } from '../../feeds/icalendar.ts'
import { type Definition, endpoint } from '../../http/endpoint.ts'
import type { Services } from '../../http/services.ts'
import type { EventReader } from '../../store/event-store.ts'
import { mostSignificant } from '../../store/most-significant.ts'
import { calendarAddress } from './addresses.ts'
import { FEED_PARAMETERS, FILTER_ACCESS, feedFilter, feedUrl } from './filter.ts'

interface CalendarFile {
  feed: CalendarName
  summary: string
  /** Makes the calendar of the selected events. */
  make: (selection: Selection, selfUrl: string, renderContext: RenderContext) => Calendar
}

export const calendar = ({ make, ...file }: CalendarFile): Definition<Services> =>
  endpoint({
    ...file,
    ...calendarAddress(file.feed),
    parameters: FEED_PARAMETERS,
    cache: 'feed',
    dependsOn: ['version'],
    access: FILTER_ACCESS,
    handle: async (request, { events }) => {
      const filter = await feedFilter(request, events)
      const selection: Selection = {
        events: await mostSignificant(events, filter.facets, filter.minSignificance, MAX_ENTRIES),
        // Counting what passes a filter would mean reading it all.
        ...(filter.key === '' && { total: await countAll(events) }),
        changedAt: request.metadata.updatedAt,
      }
      const all = make(selection, feedUrl(request), request.renderContext)
      return { body: icalendar(narrowedCalendar(all, filter)) }
    },
  })

async function countAll(events: EventReader): Promise<number> {
  const years = await events.counts('year')
  return years.reduce((sum, year) => sum + year.events, 0)
}
