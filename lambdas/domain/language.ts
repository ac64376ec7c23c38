/** Words and formats of the interface by language, and dates in words. The phrases themselves are in `phrases/`, one file per language. */
import { type HistoricalDate, parseHistoricalDate } from './historical-date.ts'
import { en, type Phrases } from './phrases/en.ts'
import { formatNumber, formatShortNumber, formats } from './phrases/formats.ts'
import { ko } from './phrases/ko.ts'
import type { Language } from './text.ts'

/** The languages of the interface. To add one, add its file. */
const PHRASES: Readonly<Record<Language, Phrases>> = { en, ko }

/** The phrases of a language together with its formats. */
export type Interface = Phrases & ReturnType<typeof formats>

const interfaces = new Map<Language, Interface>()

/** Falls back from `language` to its base language, then to English. */
export function phrasesOf(language: Language): Interface {
  const known = [language, language.split('-')[0]!].find(each => Object.hasOwn(PHRASES, each)) ?? 'en'
  const found = interfaces.get(known) ?? { ...PHRASES[known]!, ...formats(PHRASES[known]!.locale) }
  interfaces.set(known, found)
  return found
}

/** A date in words at its known precision, e.g. "about June 2007", "2005 to 2007". */
export function dateInWords(date: HistoricalDate, language: Language): string {
  const phrases = phrasesOf(language)
  if (date.precision === 'interval') {
    const [from, to] = date.edtf.split('/').map(part => dateInWords(parseHistoricalDate(part), language))
    return phrases.interval(from!, to!)
  }
  const exact = phrases[date.precision](date.start)
  const about = date.approximate ? phrases.approximate(exact) : exact
  return date.uncertain ? phrases.uncertain(about) : about
}

/** Axis labels abbreviate numbers from here on. */
const LONG_NUMBER = 100_000

/** A short label for a chart axis: 2,500, but 10M. */
export const axisNumber = (value: number, language: Language): string =>
  Math.abs(value) < LONG_NUMBER ? numberInWords(value, language) : formatShortNumber(value, language)

/** A number with all its digits and the separators of the language. */
export const numberInWords = (value: number, language: Language): string => formatNumber(value, language)
