/** Splits texts into words, and words into the terms of the index. Events and queries are split alike. */
import { MAX_QUERY_LENGTH, MAX_QUERY_WORDS } from '../timeline-search.ts'

/**
 * - `letters`: a word between spaces or punctuation
 * - `syllables`: a run of Hangul, Han or Kana, whose word boundaries are unknown
 * - `number`: anything with a digit
 */
export type Script = 'letters' | 'syllables' | 'number'

export interface Word {
  script: Script
  /** Normalised: letters, marks and digits only. */
  text: string
}

/** Maximum length of a word; the rest is cut off. */
const LONGEST = 64

/** English words in nearly every text. */
const STOP_WORDS = new Set('a an and as at by for from in of on or that the to was were with'.split(' '))

const COMBINING = /[\u0300-\u036f]/g
const THOUSANDS = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g
const DOTTED_INITIALS = /\b[a-z](?:\.[a-z]\b)+/g
const SYLLABLES = String.raw`\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}`
const WORD = new RegExp(`[${SYLLABLES}]+|(?:(?![${SYLLABLES}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
const SYLLABLE = new RegExp(`^[${SYLLABLES}]`, 'u')

/** Makes equal: wide and narrow, upper and lower case, é and e, syllables and their jamo, 1,000 and 1000, U.N. and UN. */
const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(COMBINING, '')
    .normalize('NFC')
    .replace(THOUSANDS, '')
    .replace(DOTTED_INITIALS, initials => initials.replaceAll('.', ''))

/** The words of a text in order, without stop words and single Latin letters. */
export function wordsOf(text: string): Word[] {
  return (normalise(text).match(WORD) ?? []).filter(word => !STOP_WORDS.has(word) && !/^[a-z]$/.test(word)).map(toWord)
}

/** The distinct words of a query, up to the limits, sorted so that their order does not matter. */
export function queryWords(query: string): Word[] {
  const words = wordsOf(query.slice(0, MAX_QUERY_LENGTH))
  const different = [...new Map(words.map(word => [word.text, word])).values()].slice(0, MAX_QUERY_WORDS)
  return different.sort((a, b) => (a.text < b.text ? -1 : 1))
}

function toWord(text: string): Word {
  if (SYLLABLE.test(text)) return { script: 'syllables', text }
  return { script: /\p{N}/u.test(text) ? 'number' : 'letters', text: text.slice(0, LONGEST) }
}

/**
 * The terms of a word: the word itself, which SQLite stems, or each syllable of a run with the next. Thus any part of a run is found as a
 * phrase of pairs without knowing where a noun ends: 하나원 in 하나원에서.
 */
export function termsOf({ script, text }: Word): string[] {
  if (script !== 'syllables') return [text]
  const syllables = Array.from(text)
  return syllables.map((syllable, position) => syllable + (syllables[position + 1] ?? ''))
}

/** The pairs of a run of at least two syllables. */
export const pairsOf = (run: string): string[] => termsOf({ script: 'syllables', text: run }).slice(0, -1)
