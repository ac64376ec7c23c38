/** Annals' search and MiniSearch, each made from the same events with the same words, or loaded from what it stores. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import type { StoredEvent } from '../lambdas/domain/event.ts'
import { openSearchIndex, type SearchIndex } from '../lambdas/store/search/search-index.ts'
import { termsOf, wordsOf } from '../lambdas/store/search/words.ts'

/** Finds the ids of the best 25. */
export type Search = (query: string) => string[]

export interface Library {
  name: string
  build(events: Iterable<StoredEvent>): { search: Search; stored: () => Uint8Array }
  load(stored: Uint8Array): Search
}

const annals =
  (index: SearchIndex): Search =>
  q =>
    index.find({ q, sort: 'relevance', order: 'asc', facets: {} }, { limit: 25, offset: 0 }).ids

/** Changes that the index is told of at once. */
const BATCH = 500

function* batches<T>(all: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const each of all) {
    batch.push(each)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

function inTemporaryFolder<T>(work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'annals-bench-'))
  try {
    return work(join(folder, 'index'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const OPTIONS = {
  fields: ['title', 'names', 'summary'],
  tokenize: (text: string) => wordsOf(text).flatMap(termsOf),
  processTerm: (term: string) => term,
  searchOptions: {
    boost: { title: 20, names: 5 },
    combineWith: 'AND',
    prefix: (term: string) => /^[a-z]{4}/.test(term),
    fuzzy: (term: string) => (/^[a-z]{4}/.test(term) ? 0.2 : false),
  },
} satisfies ConstructorParameters<typeof MiniSearch>[0]

const miniSearch =
  (index: MiniSearch): Search =>
  query =>
    index
      .search(query)
      .slice(0, 25)
      .map(({ id }) => id)

const inLines = (...texts: Record<string, string>[]): string => texts.flatMap(Object.values).join('\n')

export const LIBRARIES: Record<string, Library> = {
  annals: {
    name: 'Annals',
    build(events) {
      const index = openSearchIndex(':memory:')
      for (const batch of batches(events)) index.apply(batch)
      const stored = () =>
        inTemporaryFolder(path => {
          index.save(path)
          return readFileSync(path)
        })
      return { search: annals(index), stored }
    },
    load: stored =>
      inTemporaryFolder(path => {
        writeFileSync(path, stored)
        return annals(openSearchIndex(path))
      }),
  },
  minisearch: {
    name: 'MiniSearch',
    build(events) {
      const index = new MiniSearch(OPTIONS)
      for (const { id, title, summary, category, tags, actors, places } of events) {
        const names = [category, ...tags, ...actors, ...places].map(({ name }) => name)
        index.add({ id, title: inLines(title), names: inLines(...names), summary: inLines(summary ?? {}) })
      }
      return { search: miniSearch(index), stored: () => Buffer.from(JSON.stringify(index)) }
    },
    load: stored => miniSearch(MiniSearch.loadJSON(new TextDecoder().decode(stored), OPTIONS)),
  },
}
