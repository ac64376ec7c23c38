/** How a search is put to OpenSearch: a pure function of the search and of how strictly its words are taken. */
import { DIMENSIONS } from '../../domain/event.ts'
import type { Search } from '../../search/timeline-search.ts'
import type { Script, Word } from '../../search/words.ts'
import { FIELDS, TEXTS } from './event-index.ts'

/** One way to take the words of a query: how many of them an event must have, and whether it has one that is only similar. */
export interface Reading {
  words: number
  forgiving: boolean
}

/** Every reading of a query of so many words, the strictest first: what the first of them to find anything finds is the answer. */
export const readingsOf = (words: number): Reading[] => [
  { words, forgiving: false },
  ...Array.from({ length: words }, (_, missing) => ({ words: words - missing, forgiving: true })),
]

interface Similarity {
  /** Letters that a word must have to count strictly as the beginning of a longer one. */
  beginning: number
  /** Letters of a word from which on one may be wrong, and from which on two may. */
  fuzziness: string
  /** Letters that are never wrong. */
  prefix_length: number
}

/** As in memory: see `lambdas/search/matching.ts`. */
const SIMILAR: Record<Script, Similarity | undefined> = {
  letters: { beginning: 4, fuzziness: 'AUTO:4,8', prefix_length: 1 },
  syllables: { beginning: 1, fuzziness: 'AUTO:3,13', prefix_length: 0 },
  number: undefined,
}

const fields = TEXTS.map(({ field, weight }) => `${field}.*^${weight}`)

/** A word tells as much as all fields that have it do together. An analyzer may take it apart: only what stands in this order is the word. */
const multiMatch = (query: string, type: string) => ({
  multi_match: { query, fields, type, tie_breaker: 1 },
})

/** What is written counts twice, for it is also a beginning; similar letters count for less than either. */
function wordQuery({ text, script }: Word, forgiving: boolean) {
  const similar = SIMILAR[script]
  const should: object[] = [multiMatch(text, 'phrase')]
  if (similar && (forgiving || text.length >= similar.beginning)) should.push(multiMatch(text, 'phrase_prefix'))
  if (similar && forgiving) {
    const { fuzziness, prefix_length } = similar
    should.push({
      multi_match: { query: text, fields, type: 'most_fields', operator: 'and', fuzziness, prefix_length },
    })
  }
  return { bool: { should } }
}

const terms = (values: readonly string[]) => ({ terms: { [FIELDS.facets]: values } })

/** As `facets` of an item has them. */
function filters({ from, to, facets, significance }: Search): object[] {
  const asked = DIMENSIONS.map(dimension => (facets[dimension] ?? []).map(value => `${dimension}#${value}`))
  const alternatives = [...asked, significance.map(each => `significance#${each}`)].filter(({ length }) => length > 0)
  // `~` is above whatever follows the day in a key.
  const range = { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: `${to}~` }) }
  return [
    ...alternatives.map(terms),
    ...(Object.keys(range).length > 0 ? [{ range: { [FIELDS.timeKey]: range } }] : []),
  ]
}

/** Without the id, equally good ones would have no order to go on in. */
const sortOf = ({ sort, order }: Search) =>
  sort === 'time' ? [{ [FIELDS.timeKey]: order }] : [{ _score: 'desc' }, { [FIELDS.id]: 'asc' }]

/** Everything of a search but where its page begins and ends. */
export const searchQuery = (search: Search, words: readonly Word[], reading: Reading) => ({
  query: {
    bool: {
      filter: filters(search),
      should: words.map(word => wordQuery(word, reading.forgiving)),
      minimum_should_match: reading.words,
    },
  },
  sort: sortOf(search),
  track_total_hits: true,
  _source: false,
})
