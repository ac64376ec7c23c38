/** Finds events by words in a collection of OpenSearch Serverless, as the search in memory does: for timelines beyond what that holds. */
import type { Found, Search, TimelineSearch } from '../../search/timeline-search.ts'
import { queryWords, type Word } from '../../search/words.ts'
import { InvalidCursor } from '../cursor.ts'
import { type Position, StoreUnavailable } from '../event-store.ts'
import { type Access, type Collection, collection, refusal } from './collection.ts'
import { EVENT_INDEX } from './event-index.ts'
import { type Reading, readingsOf, searchQuery } from './search-query.ts'

/** One of the answers of https://docs.opensearch.org/latest/api-reference/multi-search/ */
interface Answer {
  status: number
  error?: unknown
  timed_out: boolean
  _shards: { failed: number }
  hits: { total: { value: number }; hits: { _id: string; sort: SortValues }[] }
}

type SortValues = (string | number)[]

/** By which of the readings of the query the first page was found, and what the last event before sorts by. */
interface Place {
  reading: number
  after: SortValues
}

export function collectionSearch(access: Access): TimelineSearch {
  const ask = collection(access)
  return {
    async find(search, { limit, after }) {
      const words = queryWords(search.q)
      if (words.length === 0) return { ids: [], total: 0 }
      const readings = readingsOf(words.length)
      const page = (place: Place) => searchPage(search, words, readings[place.reading]!, limit, place.after)
      if (after !== undefined) {
        const place = placeOf(after, search.sort, readings.length)
        const [answer] = await answers(ask, [page(place)])
        return foundOf(answer!, place.reading, limit)
      }
      // Nearly every query is answered by the strictest reading, and all others are one more request.
      const numbers = [...readings.keys()]
      for (const round of [numbers.slice(0, 1), numbers.slice(1)]) {
        const all = await answers(
          ask,
          round.map(reading => page({ reading, after: [] })),
        )
        const first = all.findIndex(({ hits }) => hits.hits.length > 0)
        if (first >= 0) return foundOf(all[first]!, round[first]!, limit)
      }
      return { ids: [], total: 0 }
    },
  }
}

/** With one event more than are shown, which tells whether any follows. */
const searchPage = (search: Search, words: readonly Word[], reading: Reading, limit: number, after: SortValues) => ({
  ...searchQuery(search, words, reading),
  size: limit + 1,
  ...(after.length > 0 && { search_after: after }),
})

/** @throws {StoreUnavailable} also where a part of the index did not answer: a page without its events would be remembered as whole */
async function answers(ask: Collection, searches: readonly object[]): Promise<Answer[]> {
  const lines = searches.flatMap(search => [{}, search])
  const { responses } = (await ask(`/${EVENT_INDEX}/_msearch`, lines)) as { responses: Answer[] }
  for (const { status, error, timed_out, _shards } of responses) {
    if (error !== undefined) throw refusal(status, JSON.stringify(error))
    if (timed_out || _shards.failed > 0) throw new StoreUnavailable('A part of the index does not answer')
  }
  return responses
}

function foundOf({ hits: { total, hits } }: Answer, reading: number, limit: number): Found {
  const shown = hits.slice(0, limit)
  const found = { ids: shown.map(hit => hit._id), total: total.value }
  return hits.length > limit ? { ...found, next: positionOf({ reading, after: shown.at(-1)!.sort }) } : found
}

const positionOf = ({ reading, after }: Place): Position => JSON.stringify([reading, ...after])

/** What the values are that events are sorted by. */
const SORT_TYPES: Record<Search['sort'], string> = { relevance: 'number,string', time: 'string' }

/** @throws {InvalidCursor} for a position of the search in memory, which answered before, and for one that is none */
function placeOf(position: Position, sort: Search['sort'], readings: number): Place {
  const [reading, ...after] = valuesOf(position)
  const isReading = Number.isInteger(reading) && Number(reading) >= 0 && Number(reading) < readings
  if (!isReading || after.map(value => typeof value).join() !== SORT_TYPES[sort])
    throw new InvalidCursor('The cursor belongs to a search that is no more')
  return { reading: Number(reading), after }
}

function valuesOf(position: Position): SortValues {
  try {
    return [JSON.parse(position)].flat()
  } catch {
    return []
  }
}
