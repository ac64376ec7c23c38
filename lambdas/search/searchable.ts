/** What of an event is searched: its texts in every language, by how much a word in them says about it. */
import type { Event, Term } from '../domain/event.ts'
import type { Text } from '../domain/text.ts'

export interface Searchable {
  id: string
  title: string[]
  /** Of its category, tags, actors and places. */
  names: string[]
  summary: string[]
}

export function searchableOf({ id, title, summary, category, tags, actors, places }: Event): Searchable {
  const terms: Term[] = [category, ...tags, ...actors, ...places]
  return { id, title: texts(title), names: terms.flatMap(({ name }) => texts(name)), summary: texts(summary) }
}

const texts = (text: Text): string[] => Object.values(text)
