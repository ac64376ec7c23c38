/** An event as an owner writes it, in all languages and with ids for terms: what `data/` holds and an editor sends. The way back from what is stored. */
import type { Event, Term } from './event.ts'
import type { AuthoredEvent } from './schema.ts'
import type { Language, Text } from './text.ts'

/** Fields and languages come in a fixed order, whatever order the store hands them back in. */
export function authoredEvent(event: Event, languages: readonly Language[]): AuthoredEvent {
  const text = (value: Text): Text => {
    const order = [...languages, ...Object.keys(value).sort()].filter(language => Object.hasOwn(value, language))
    return Object.fromEntries(order.map(language => [language, value[language]!]))
  }
  const stringOrText = (value: string | Text) => (typeof value === 'string' ? value : text(value))
  const ids = (terms: readonly Term[]) => terms.map(term => term.id)
  const { id, date, significance, status, attribution, note, figures, observance, related, sources } = event
  return {
    id,
    date,
    title: text(event.title),
    summary: text(event.summary),
    category: event.category.id,
    tags: ids(event.tags),
    actors: ids(event.actors),
    places: ids(event.places),
    significance,
    status,
    ...(attribution && { attribution: text(attribution) }),
    ...(note && { note: text(note) }),
    figures: figures.map(({ label, value, unit }) => ({ label: text(label), value, unit: unit.id })),
    ...(observance && { observance: { since: observance.since, name: text(observance.name) } }),
    related,
    sources: sources.map(({ title, language, publisher, url, published, supports }) => ({
      title: stringOrText(title),
      ...(language !== undefined && { language }),
      publisher,
      url,
      ...(published !== undefined && { published }),
      supports: stringOrText(supports),
    })),
  }
}
