/** Writes events to the tables of a search index (`search-index.ts`). */
import type { DatabaseSync } from 'node:sqlite'
import {
  DIMENSIONS,
  type Event,
  endOf,
  facetsOf,
  type StoredEvent,
  startOf,
  type Tombstone,
  timeKeyOf,
} from '../../domain/event.ts'
import type { Text } from '../../domain/text.ts'
import { termsOf, wordsOf } from './words.ts'

type Fields = Record<'title' | 'names' | 'summary', string>

/** @returns a function that adds, replaces and removes events in one transaction, and skips a revision that is indexed already */
export function changeWriter(database: DatabaseSync): (changes: readonly (StoredEvent | Tombstone)[]) => void {
  const stored = database.prepare('SELECT number, revision FROM events WHERE id = ?')
  const removals = ['texts WHERE rowid = ?', 'events WHERE number = ?'].map(from =>
    database.prepare(`DELETE FROM ${from}`),
  )
  const addEvent = database.prepare('INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
  const addTexts = database.prepare('INSERT INTO texts(rowid, title, names, summary) VALUES (?, ?, ?, ?)')
  const addSpelling = database.prepare('INSERT OR IGNORE INTO spellings VALUES (?)')

  const spelt = new Set<string>()
  function termsIn(text: string): string {
    const words = wordsOf(text)
    for (const { script, text } of words) {
      if (script !== 'letters' || spelt.has(text)) continue
      spelt.add(text)
      addSpelling.run(text)
    }
    return words.flatMap(termsOf).join(' ')
  }
  /** Many events share the same few names. */
  const known = new Map<string, string>()
  function termsInName(name: string): string {
    const terms = known.get(name) ?? termsIn(name)
    known.set(name, terms)
    return terms
  }
  const fieldsOf = ({ title, summary, category, tags, actors, places }: Event): Fields => ({
    title: textsOf(title).map(termsIn).join(' '),
    names: [category, ...tags, ...actors, ...places]
      .flatMap(({ name }) => textsOf(name))
      .map(termsInName)
      .join(' '),
    summary: textsOf(summary ?? {})
      .map(termsIn)
      .join(' '),
  })

  function apply(change: StoredEvent | Tombstone): void {
    const before = stored.get(change.id)
    if (before?.revision === change.revision) return
    if (before) for (const removal of removals) removal.run(before.number!)
    if ('deleted' in change) return
    const { id, revision, significance } = change
    const { lastInsertRowid: number } = addEvent.run(
      id,
      revision,
      timeKeyOf(change),
      startOf(change),
      endOf(change),
      significance,
      facetLines(change),
    )
    const { title, names, summary } = fieldsOf(change)
    addTexts.run(number, title, names, summary)
  }

  return changes => {
    database.exec('BEGIN')
    try {
      for (const change of changes) apply(change)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      spelt.clear()
      known.clear()
      throw error
    }
  }
}

const textsOf = (text: Text): string[] => Object.values(text)

/** One facet per line, so that none is found within another. */
function facetLines(event: Event): string {
  const facets = facetsOf(event)
  return `\n${DIMENSIONS.flatMap(dimension => facets[dimension].map(value => `${dimension}#${value}\n`)).join('')}`
}
