/**
 * Finds documents by words, in memory: made from the documents, or in no time from the bytes of one that was.
 *
 * A document is found by all words of a query; where none has them all, by the most that any has. How a word is found is told in `matching.ts`.
 */
import { bytesOf, type InvertedIndex, indexFrom, invert } from './inverted-index.ts'
import { type Matches, matching } from './matching.ts'
import type { Searchable } from './searchable.ts'
import { queryWords } from './words.ts'

export interface Hit {
  id: string
  /** > 0; comparable within one answer only. */
  score: number
}

export interface SearchIndex {
  /** How many documents it holds. */
  size: number
  /**
   * The best `limit` of the documents found, the best first, equally good ones by id; all of them, in the same order, when it is infinite.
   * A word tells more the rarer it is, and more in a title than in a name, and there than in a summary.
   * @param query any text; what is beyond `MAX_QUERY_LENGTH` and `MAX_QUERY_WORDS` is not looked at
   */
  search(query: string, limit: number): Hit[]
  /** For `loadSearchIndex`. */
  toBytes(): Uint8Array
}

/** @param documents each id once */
export const searchIndex = (documents: Iterable<Searchable>): SearchIndex => over(invert(documents))

/** The index whose `toBytes` these are; they are kept and must not change. @throws {Error} for bytes of another format */
export const loadSearchIndex = (bytes: Uint8Array): SearchIndex => over(indexFrom(bytes))

const over = (index: InvertedIndex): SearchIndex => ({
  size: index.ids.length,
  search: (query, limit) => best(index, query).slice(0, limit),
  toBytes: () => bytesOf(index),
})

function best(index: InvertedIndex, query: string): Hit[] {
  const words = new Uint8Array(index.ids.length)
  const scores = new Float64Array(index.ids.length)
  for (const word of queryWords(query)) {
    const matches = matching(index, word)
    const rarity = rarityOf(matches)
    matches.forEach((weight, document) => {
      if (weight === 0) return
      words[document]! += 1
      scores[document]! += weight * rarity
    })
  }
  const most = words.reduce((a, b) => Math.max(a, b), 1)
  const found: Hit[] = []
  words.forEach((count, document) => {
    if (count === most) found.push({ id: index.ids[document]!, score: scores[document]! })
  })
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** > 0; the logarithm of how many documents there are for each that matches, as in tf–idf. */
const rarityOf = (matches: Matches): number =>
  Math.log1p(
    matches.length /
      Math.max(
        1,
        matches.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0),
      ),
  )
