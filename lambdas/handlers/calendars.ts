/** What the handlers of calendars share: the most significant events that a calendar is made of, and the calendar as a reply. */
import type { Setting } from '../domain/view.ts'
import { type Calendar, MOST_ENTRIES, narrowedCalendar, type Selection } from '../feeds/calendar.ts'
import { icalendar } from '../feeds/icalendar.ts'
import type { Reply, Services } from '../http/call.ts'
import type { EventReader } from '../store/event-store.ts'
import { mostSignificant } from '../store/most-significant.ts'
import { type FeedCall, feedUrl, filterOf } from './feeds.ts'

type Make = (selection: Selection, selfUrl: string, setting: Setting) => Calendar

export async function calendarReply(call: FeedCall, { events }: Services, make: Make): Promise<Reply> {
  const filter = await filterOf(call, events)
  const selection: Selection = {
    events: await mostSignificant(events, filter.facets, filter.minSignificance, MOST_ENTRIES),
    // How many pass a filter, only reading them all would tell.
    ...(filter.key === '' && { total: await countAll(events) }),
    changedAt: call.head.updatedAt,
  }
  return { body: icalendar(narrowedCalendar(make(selection, feedUrl(call), call.setting), filter)) }
}

async function countAll(events: EventReader): Promise<number> {
  const years = await events.counts('year')
  return years.reduce((sum, year) => sum + year.events, 0)
}
