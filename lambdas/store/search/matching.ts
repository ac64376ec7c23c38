/** Turns a word of a query into a full-text expression of SQLite (https://sqlite.org/fts5.html#full_text_query_syntax). */
import { editDistance } from '../../domain/edit-distance.ts'
import { nearSyllables } from './near-syllables.ts'
import { pairsOf, type Word } from './words.ts'

/** The words in an index. */
export interface Vocabulary {
  matches(expression: string): boolean
  has(term: string): boolean
  /** Words of the script `letters` with this beginning, as events spell them. */
  spellings(beginning: string): string[]
}

/** From this many letters, a word also matches longer words; `act` does not match `activist`. */
const LONG_BEGINNING = 4

/** Accepted typing mistakes, by the length of the word. */
const FORGIVEN = [
  { letters: 8, edits: 2 },
  { letters: 4, edits: 1 },
]

/** Maximum number of words that one mistyped word may stand for. */
const MOST_SIMILAR = 50

/** In syllables. In a shorter run another jamo makes another word; a longer run is a sentence. */
const [SHORTEST_MISTYPED, LONGEST_MISTYPED] = [3, 12]

/** Particles after a Korean noun of two syllables or more. */
const PARTICLE = /(?<=..)(?:으로|에서|에게|까지|부터|처럼|보다|[은는이가을를의에도만와과로들])$/u

/** A word has letters, marks and digits only, so nothing needs escaping. */
const quoted = (term: string): string => `"${term}"`
const beginning = (word: string): string => `${quoted(word)} *`
const phrase = (terms: readonly string[]): string => quoted(terms.join(' '))
const any = (expressions: readonly string[]): string => expressions.map(each => `(${each})`).join(' OR ')

/** How a word of a query is understood. */
export interface Reading {
  expression: string
  /** The forms of the word that events may have, the most likely first. */
  forms: readonly string[]
  /** Whether no event has the word itself, so that a similar one replaces it. */
  isCorrected?: true
}

/**
 * An expression for the events with `word`, inflected or as the beginning of a longer word. Only if no event matches are short beginnings,
 * Korean particles and typing mistakes accepted, but never in numbers.
 */
export function readingOf(word: Word, vocabulary: Vocabulary): Reading {
  let strictest: Reading | undefined
  for (const reading of READINGS[word.script](word, vocabulary)) {
    if (vocabulary.matches(reading.expression)) return reading
    strictest ??= reading
  }
  return strictest!
}

/** Readings of a word, the strictest first. */
type Readings = (word: Word, vocabulary: Vocabulary) => Generator<Reading>

const READINGS: Record<Word['script'], Readings> = {
  *number({ text }) {
    yield { expression: quoted(text), forms: [text] }
  },
  *letters({ text }, vocabulary) {
    // An exact match satisfies both, so it ranks above longer words.
    const expression = text.length >= LONG_BEGINNING ? any([quoted(text), beginning(text)]) : quoted(text)
    yield { expression, forms: [text] }
    const similar = similarSpellings(text, vocabulary)
    if (similar.length > 0) yield { expression: any(similar.map(quoted)), forms: similar, isCorrected: true }
  },
  *syllables({ text }, vocabulary) {
    // A single syllable matches every pair that begins with it.
    if (Array.from(text).length === 1) return yield { expression: beginning(text), forms: [text] }
    const nouns = [...new Set([text, text.replace(PARTICLE, '')])]
    for (const noun of nouns) yield { expression: phrase(pairsOf(noun)), forms: [noun] }
    for (const noun of nouns) {
      const similar = withOneJamoWrong(noun, vocabulary)
      if (similar.length > 0)
        yield { expression: any(similar.map(run => phrase(pairsOf(run)))), forms: similar, isCorrected: true }
    }
  },
}

/** Words that begin with `word` or differ by a few typing mistakes, nearest first. The first letter is rarely mistyped. */
function similarSpellings(word: string, vocabulary: Vocabulary): string[] {
  const most = FORGIVEN.find(({ letters }) => word.length >= letters)?.edits ?? 0
  const first = String.fromCodePoint(word.codePointAt(0)!)
  return vocabulary
    .spellings(first)
    .map(spelling => ({ spelling, edits: spelling.startsWith(word) ? 0 : editDistance(word, spelling, most) }))
    .filter(({ edits }) => Number.isFinite(edits))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MOST_SIMILAR)
    .map(({ spelling }) => spelling)
}

/** The runs in events that differ from `noun` in one jamo of one syllable. */
function withOneJamoWrong(noun: string, vocabulary: Vocabulary): string[] {
  const syllables = Array.from(noun)
  if (syllables.length < SHORTEST_MISTYPED || syllables.length > LONGEST_MISTYPED) return []
  const known = new Map<string, boolean>()
  const has = (pair: string): boolean => {
    const found = known.get(pair) ?? vocabulary.has(pair)
    known.set(pair, found)
    return found
  }
  return syllables
    .flatMap((syllable, position) => nearSyllables(syllable).map(near => syllables.with(position, near).join('')))
    .filter(run => pairsOf(run).every(has) && vocabulary.matches(phrase(pairsOf(run))))
}
