/** Contents of a data folder to build tests on: whatever its events carry is declared. */
import type { Contents, DatedEvent, Event, StoredEvent, Term } from '../../lambdas/domain/event.ts'
import { anEvent, aTimeline } from './events.ts'

/** An event without what the store adds; `overrides` replaces parts of it. */
export function anAuthoredEvent(overrides: Partial<Event> = {}): Event {
  const { createdAt: _, updatedAt: __, revision: ___, ...event }: StoredEvent = anEvent(overrides)
  return event
}

/** A term with a name in both languages. */
export const aTerm = (id: string): Term => ({ id, name: { en: `The ${id}`, ko: `${id} 이름` } })

/** An event as the folder has it, added with the timeline unless said otherwise. */
export const dated = (event: Event, times: Partial<Omit<DatedEvent, 'event'>> = {}): DatedEvent => ({
  event,
  ...times,
})

/** A folder with these events; `overrides` replaces parts of it. */
export function contentsOf(events: readonly (Event | DatedEvent)[], overrides: Partial<Contents> = {}): Contents {
  const datedEvents = events.map(event => ('event' in event ? event : dated(event)))
  const termsOf = (terms: (event: Event) => Term[]) => {
    const all = datedEvents.flatMap(({ event }) => terms(event))
    return [...new Map(all.map(term => [term.id, term])).values()]
  }
  return {
    timeline: aTimeline(),
    categories: termsOf(event => [event.category]).map(term => ({ ...term, description: { en: `About ${term.id}` } })),
    tags: termsOf(event => event.tags),
    actors: termsOf(event => event.actors),
    places: termsOf(event => event.places),
    units: termsOf(event => event.figures.map(({ unit }) => unit)),
    media: [],
    events: datedEvents,
    series: [],
    ...overrides,
  }
}
