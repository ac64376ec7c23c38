/**
 * Which documents a word of a query is in. A word counts as it is written, inflected, or as the beginning of a longer one; only when it is nowhere
 * so, short beginnings, Korean particles and typos are forgiven. A number is that number or none.
 */
import { eachPosting, type InvertedIndex, termNumber, termsBeginning } from './inverted-index.ts'
import { nearSyllables, withinEdits } from './typos.ts'
import { type Script, soughtTermsOf, type Word } from './words.ts'

/** By document number, how well it matches: 0 where it does not, else 1–30. */
export type Matches = Uint8Array

/** What is written counts twice as much as what only begins so or was mistyped. */
const [WRITTEN, SIMILAR] = [2, 1]

/** Letters of a word that may be the beginning of another although it is a word itself, unlike the `act` of `activist`. */
const LONG_BEGINNING = 4

/** Edits by the letters that a word must have. */
const FORGIVEN = [
  { letters: 8, edits: 2 },
  { letters: 4, edits: 1 },
]

/** Of syllables: in a shorter word another jamo makes another word, and a longer run is a sentence. */
const [SHORTEST_MISTYPED, LONGEST_MISTYPED] = [3, 12]

/** What follows a Korean noun of two syllables or more: who takes it over with the noun seeks the noun. */
const PARTICLE = /(?<=..)(?:으로|에서|에게|까지|부터|처럼|보다|[은는이가을를의에도만와과로들])$/u

/** Ways to take a word, the strictest first. */
type Readings = (index: InvertedIndex, word: Word) => Generator<Matches | undefined>

export function matching(index: InvertedIndex, word: Word): Matches {
  for (const matches of READINGS[word.script](index, word)) if (matches?.some(weight => weight > 0)) return matches
  return nowhere(index)
}

const READINGS: Record<Script, Readings> = {
  *number(index, word) {
    yield written(index, word)
  },
  *letters(index, word) {
    if (word.text.length >= LONG_BEGINNING) yield writtenOrBegun(index, word)
    yield written(index, word)
    const similar = writtenOrBegun(index, word)
    for (const number of mistyped(index, word)) raise(similar, index, number, SIMILAR)
    yield similar
  },
  *syllables(index, word) {
    const nouns = [...new Set([word.text, word.text.replace(PARTICLE, '')])].map(text => ({ ...word, text }))
    if (Array.from(word.text).length === 1) yield writtenOrBegun(index, word)
    for (const noun of nouns) yield written(index, noun)
    for (const noun of nouns) yield withOneJamoWrong(index, noun)
  },
}

/** Where all terms of the word are, each document by the one that says least about it; undefined when a term is nowhere. */
function written(index: InvertedIndex, word: Word): Matches | undefined {
  const numbers = soughtTermsOf(word).map(term => termNumber(index, term))
  if (numbers.includes(undefined)) return undefined
  const matches = nowhere(index).fill(255)
  for (const number of numbers) {
    const those = nowhere(index)
    raise(those, index, number!, WRITTEN)
    those.forEach((weight, document) => {
      matches[document] = Math.min(matches[document]!, weight)
    })
  }
  return matches
}

function writtenOrBegun(index: InvertedIndex, word: Word): Matches {
  const matches = written(index, word) ?? nowhere(index)
  for (const number of termsBeginning(index, word.text)) raise(matches, index, number, SIMILAR)
  return matches
}

/** Hardly anybody mistypes the first letter, and the terms that share it are neighbours. */
function* mistyped(index: InvertedIndex, word: Word): Generator<number> {
  const edits = FORGIVEN.find(({ letters }) => word.text.length >= letters)?.edits
  if (edits === undefined) return
  const [stem] = soughtTermsOf(word)
  const first = String.fromCodePoint(stem!.codePointAt(0)!)
  for (const number of termsBeginning(index, first)) if (withinEdits(stem!, index.terms[number]!, edits)) yield number
}

/** Any syllable may be the wrong one, and each document may have another reading of the word. */
function withOneJamoWrong(index: InvertedIndex, word: Word): Matches {
  const similar = nowhere(index)
  const syllables = Array.from(word.text)
  if (syllables.length < SHORTEST_MISTYPED || syllables.length > LONGEST_MISTYPED) return similar
  for (const [position, syllable] of syllables.entries())
    for (const near of nearSyllables(syllable)) {
      const those = written(index, { ...word, text: syllables.with(position, near).join('') })
      for (const [document, weight] of those?.entries() ?? []) similar[document] = Math.max(similar[document]!, weight)
    }
  return similar
}

const nowhere = ({ ids }: InvertedIndex): Matches => new Uint8Array(ids.length)

function raise(matches: Matches, index: InvertedIndex, term: number, factor: number): void {
  eachPosting(index, term, (document, weight) => {
    matches[document] = Math.max(matches[document]!, weight * factor)
  })
}
