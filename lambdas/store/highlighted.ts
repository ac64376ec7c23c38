/** Joins highlights with the current events, so that corrections appear in past highlights. */
import type { Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { EventReader, Page, PageRequest } from './event-store.ts'
import type { HighlightReader } from './highlight-store.ts'
import { withEvents } from './with-events.ts'

/** As `HighlightReader.highlights`, without highlights of deleted events. */
export async function highlighted(
  stores: { events: EventReader; highlights: HighlightReader },
  from: CivilDate,
  to: CivilDate,
  page: Omit<PageRequest, 'order'>,
): Promise<Page<Recurring>> {
  return withEvents(stores.events, await stores.highlights.highlights(from, to, page))
}
