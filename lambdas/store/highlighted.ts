/** Highlights with their events as they are now, read through the ports: a correction shows in what was highlighted before. */
import type { Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { EventReader, Page, PageRequest } from './event-store.ts'
import type { HighlightReader } from './highlight-store.ts'

/** As `HighlightReader.highlights`, without those whose event was deleted since. */
export async function highlighted(
  stores: { events: EventReader; highlights: HighlightReader },
  from: CivilDate,
  to: CivilDate,
  page: Omit<PageRequest, 'order'>,
): Promise<Page<Recurring>> {
  const { items, ...rest } = await stores.highlights.highlights(from, to, page)
  const events = await stores.events.events(items.map(occurrence => occurrence.eventId))
  return {
    ...rest,
    items: items.flatMap(occurrence => {
      const event = events.get(occurrence.eventId)
      return event ? [{ occurrence, event }] : []
    }),
  }
}
