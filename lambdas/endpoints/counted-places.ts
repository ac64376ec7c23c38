/** Places and their numbers of events, for the map and its data. */
import type { Count, EventQuery, EventReader } from '../store/event-store.ts'
import { mostUsed } from '../store/most-used.ts'

/** Those with the most events. The pages of events link to the others. */
const MAX_PLACES = 200

export interface CountedPlaces {
  /** With events, most events first. */
  places: Count[]
  /** `all` without filters, or if they leave too many events to count. */
  counted: 'filtered' | 'all'
}

/** Reads the counts that the store keeps and, for filters, a bounded number of small entries. @throws {UnknownFacetValue} */
export async function countedPlaces(events: EventReader, query: EventQuery): Promise<CountedPlaces> {
  const [all, tally] = await Promise.all([events.counts('place'), events.tally('place', query)])
  if (tally === undefined) return { places: mostUsed(all, MAX_PLACES), counted: 'all' }
  const filtered = new Map(tally.map(({ value, events }) => [value, events]))
  const places = all.map(count => ({ ...count, events: filtered.get(count.value) ?? 0 }))
  return { places: mostUsed(places, MAX_PLACES), counted: 'filtered' }
}
