/** Which documents each term is in, and how much it says about them: a few arrays, small enough for all of a long history, and their bytes. */
import type { Searchable } from './searchable.ts'
import { termsOf, wordsOf } from './words.ts'

export interface InvertedIndex {
  /** Of the documents, by their numbers. */
  ids: string[]
  /** In the order of their UTF-16 code units, so that those with a common beginning are neighbours. */
  terms: string[]
  /** Where the postings of each term end; they start where those of the term before end. */
  ends: Uint32Array
  /**
   * For each document of a term, ascending, a number in groups of seven bits, the lowest first, the last with its top bit clear: the weight in its
   * four lowest bits, and above them how far the document is from the one before.
   */
  postings: Uint8Array
}

/** What a term weighs in a document: 1–15, as the sum of where it is. In a title it weighs more than everywhere else together. */
const WEIGHT = { title: 8, name: 4, mention: 1 } as const
const MOST_MENTIONS = 3
const WEIGHT_BITS = 4

/** @param documents whose order decides nothing; an id must be there once only */
export function invert(documents: Iterable<Searchable>): InvertedIndex {
  const ids: string[] = []
  const found = new Map<string, number[]>()
  const nameTerms = remembering(termsIn)
  for (const document of documents) {
    for (const [term, weight] of weigh(document, nameTerms)) {
      const posting = ids.length * 2 ** WEIGHT_BITS + weight
      const postings = found.get(term)
      if (postings) postings.push(posting)
      else found.set(term, [posting])
    }
    ids.push(document.id)
  }
  const terms = [...found.keys()].sort()
  return { ids, terms, ...packed(terms.map(term => found.get(term)!)) }
}

type TermsIn = (text: string) => string[]

const termsIn: TermsIn = text => wordsOf(text).flatMap(termsOf)

/** The same few names come with document after document. */
function remembering(terms: TermsIn): TermsIn {
  const known = new Map<string, string[]>()
  return text => {
    const found = known.get(text) ?? terms(text)
    known.set(text, found)
    return found
  }
}

function weigh({ title, names, summary }: Searchable, nameTerms: TermsIn): Map<string, number> {
  const weights = new Map(title.flatMap(termsIn).map(term => [term, WEIGHT.title as number]))
  for (const term of new Set(names.flatMap(nameTerms))) weights.set(term, (weights.get(term) ?? 0) + WEIGHT.name)
  for (const term of summary.flatMap(termsIn)) {
    const weight = weights.get(term) ?? 0
    if (weight % WEIGHT.name < MOST_MENTIONS) weights.set(term, weight + WEIGHT.mention)
  }
  return weights
}

function packed(lists: readonly number[][]): Pick<InvertedIndex, 'ends' | 'postings'> {
  const longest = lists.reduce((sum, list) => sum + list.length, 0) * 5
  const bytes = new Uint8Array(longest)
  const ends = new Uint32Array(lists.length)
  let at = 0
  for (const [term, list] of lists.entries()) {
    let before = 0
    for (const posting of list) {
      const document = posting >>> WEIGHT_BITS
      let rest = posting - (before << WEIGHT_BITS)
      for (; rest > 127; rest >>>= 7) bytes[at++] = 128 | (rest & 127)
      bytes[at++] = rest
      before = document
    }
    ends[term] = at
  }
  return { ends, postings: bytes.slice(0, at) }
}

/** Calls `visit` with the number of each document that the term is in, ascending, and its weight there. */
export function eachPosting(
  { ends, postings }: InvertedIndex,
  term: number,
  visit: (document: number, weight: number) => void,
): void {
  const end = ends[term]!
  let document = 0
  for (let at = term === 0 ? 0 : ends[term - 1]!; at < end; at++) {
    let number = postings[at]! & 127
    for (let shift = 7; postings[at]! > 127; shift += 7) number |= (postings[++at]! & 127) << shift
    document += number >>> WEIGHT_BITS
    visit(document, number & (2 ** WEIGHT_BITS - 1))
  }
}

/** The number of a term, or nothing. */
export function termNumber({ terms }: InvertedIndex, term: string): number | undefined {
  const number = firstFrom(terms, term)
  return terms[number] === term ? number : undefined
}

/** The numbers of all terms that begin so. */
export function* termsBeginning({ terms }: InvertedIndex, beginning: string): Generator<number> {
  for (let number = firstFrom(terms, beginning); terms[number]?.startsWith(beginning); number++) yield number
}

/** The number of the first term that is not before `term`. */
function firstFrom(terms: readonly string[], term: string): number {
  let [low, high] = [0, terms.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (terms[middle]! < term) low = middle + 1
    else high = middle
  }
  return low
}

/** Raised whenever the bytes, or the terms that texts have, become others. */
const FORMAT = 1
const LINE_FEED = 10

/** A line of JSON with the strings, and the postings after it. */
export function bytesOf({ ids, terms, ends, postings }: InvertedIndex): Uint8Array {
  const strings = JSON.stringify({ format: FORMAT, ids, terms, ends: Array.from(ends) })
  return Buffer.concat([Buffer.from(`${strings}\n`), postings])
}

/** Keeps `bytes`, which must not change. @throws {Error} for bytes of another format */
export function indexFrom(bytes: Uint8Array): InvertedIndex {
  const line = bytes.indexOf(LINE_FEED)
  const { format, ids, terms, ends } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, Math.max(line, 0))))
  if (format !== FORMAT) throw new Error(`The search index has format ${format} instead of ${FORMAT}`)
  return { ids, terms, ends: Uint32Array.from(ends), postings: bytes.subarray(line + 1) }
}
