/** The words of a text, and the terms by which an index knows them: the same for what is searched and for what is asked. */
import { stem } from 'porter2'
import { MAX_QUERY_LENGTH, MAX_QUERY_WORDS } from './query-limits.ts'

/**
 * - `letters`: a word between spaces or punctuation, which English inflects
 * - `syllables`: a run of Hangul, Han or Kana, in which a word ends where only a reader of the language can tell
 * - `number`: anything with a digit in it, which is that or something else
 */
export type Script = 'letters' | 'syllables' | 'number'

export interface Word {
  script: Script
  /** Normalised. */
  text: string
}

/** Of letters or digits; what is longer is no word, and nobody types more of it. */
const LONGEST = 64

/** English words that say nothing about what is sought and are in nearly every text. */
const UNSPECIFIC = new Set('a an and as at by for from in of on or that the to was were with'.split(' '))

const COMBINING = /[\u0300-\u036f]/g
const THOUSANDS = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g
const DOTTED_INITIALS = /\b[a-z](?:\.[a-z]\b)+/g
const SYLLABLES = String.raw`\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}`
const WORD = new RegExp(`[${SYLLABLES}]+|(?:(?![${SYLLABLES}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
const SYLLABLE = new RegExp(`^[${SYLLABLES}]`, 'u')

/** One form for what readers take for the same: wide and narrow, upper and lower case, é and e, syllables and the jamo that make them up. */
const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(COMBINING, '')
    .normalize('NFC')
    .replace(THOUSANDS, '')
    .replace(DOTTED_INITIALS, initials => initials.replaceAll('.', ''))

/** The words of a text in its order, without those that tell nothing. */
export function wordsOf(text: string): Word[] {
  return (normalise(text).match(WORD) ?? []).filter(word => !UNSPECIFIC.has(word) && !/^[a-z]$/.test(word)).map(toWord)
}

/** The words that are looked for: what is beyond `MAX_QUERY_LENGTH` and `MAX_QUERY_WORDS` is not. */
export function queryWords(query: string): Word[] {
  const words = wordsOf(query.slice(0, MAX_QUERY_LENGTH))
  return [...new Map(words.map(word => [word.text, word])).values()].slice(0, MAX_QUERY_WORDS)
}

function toWord(text: string): Word {
  if (SYLLABLE.test(text)) return { script: 'syllables', text }
  return { script: /\p{N}/u.test(text) ? 'number' : 'letters', text: text.slice(0, LONGEST) }
}

/**
 * How an index knows a word: by its stem – `defector` for `defectors` –, and a run of syllables by every two and every three neighbours, so that
 * 하나원 is found in 하나원에서 without knowing where the noun ends.
 */
export function termsOf(word: Word): string[] {
  const syllables = Array.from(word.text)
  if (word.script !== 'syllables' || syllables.length < 3) return soughtTermsOf(word)
  return [...neighbours(syllables, 2), ...neighbours(syllables, 3)]
}

/** Of `termsOf`, those that a text must have all of to have the word. Three neighbours are hardly ever anywhere by chance, as two often are. */
export function soughtTermsOf({ script, text }: Word): string[] {
  if (script === 'letters') return [/^[a-z]+$/.test(text) ? stem(text) : text]
  const syllables = Array.from(text)
  return script === 'number' || syllables.length < 3 ? [text] : neighbours(syllables, 3)
}

/** Joined by `+`, which takes half as long as `join`: an index spends much of its making here. */
const neighbours = (syllables: readonly string[], count: number): string[] =>
  syllables.slice(count - 1).map((last, start) => {
    let run = ''
    for (let position = start; position < start + count - 1; position++) run += syllables[position]
    return run + last
  })
