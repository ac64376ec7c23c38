/** Annals' search and MiniSearch, each made from the same documents by the same terms, or loaded from what it stores. */
import MiniSearch from 'minisearch'
import { loadSearchIndex, searchIndex } from '../lambdas/search/search-index.ts'
import type { Searchable } from '../lambdas/search/searchable.ts'
import { termsOf, wordsOf } from '../lambdas/search/words.ts'

/** Finds the ids of the best 25. */
export type Search = (query: string) => string[]

export interface Library {
  name: string
  build(documents: Iterable<Searchable>): { search: Search; stored: () => Uint8Array }
  load(stored: Uint8Array): Search
}

const annals =
  (index: ReturnType<typeof searchIndex>): Search =>
  query =>
    index.search(query, 25).map(({ id }) => id)

const OPTIONS = {
  fields: ['title', 'names', 'summary'],
  tokenize: (text: string) => wordsOf(text).flatMap(termsOf),
  processTerm: (term: string) => term,
  searchOptions: {
    boost: { title: 8, names: 4 },
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

export const LIBRARIES: Record<string, Library> = {
  annals: {
    name: 'Annals',
    build(documents) {
      const index = searchIndex(documents)
      return { search: annals(index), stored: () => index.toBytes() }
    },
    load: stored => annals(loadSearchIndex(stored)),
  },
  minisearch: {
    name: 'MiniSearch',
    build(documents) {
      const index = new MiniSearch(OPTIONS)
      for (const { id, ...fields } of documents)
        index.add({
          id,
          ...Object.fromEntries(Object.entries(fields).map(([name, texts]) => [name, texts.join('\n')])),
        })
      return { search: miniSearch(index), stored: () => Buffer.from(JSON.stringify(index)) }
    },
    load: stored => miniSearch(MiniSearch.loadJSON(new TextDecoder().decode(stored), OPTIONS)),
  },
}
