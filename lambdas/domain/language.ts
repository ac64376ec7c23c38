/** Words and formats of the interface by language, and dates in words. The phrases themselves are in `phrases/`, one file per language. */
import { type CivilDate, monthOf, yearOf } from './civil-date.ts'
import { endsOf, type HistoricalDate, type SinglePrecision } from './historical-date.ts'
import { de } from './phrases/de.ts'
import { en, type Phrases } from './phrases/en.ts'
import { es } from './phrases/es.ts'
import { formatNumber, formatShortNumber, formats } from './phrases/formats.ts'
import { fr } from './phrases/fr.ts'
import { ja } from './phrases/ja.ts'
import { ko } from './phrases/ko.ts'
import { zh } from './phrases/zh.ts'
import { type Language, lookUp } from './text.ts'

/** To add a language, add its file. Each is a function, so that a cold start makes no phrases, and a process those of its languages. */
const PHRASES: Readonly<Record<Language, () => Phrases>> = { en, ko, de, es, fr, ja, zh }

export const INTERFACE_LANGUAGES: readonly Language[] = Object.keys(PHRASES)

/** The language of the interface around texts in `language`: by RFC 4647 lookup, or else English. */
export const interfaceLanguage = (language: Language): Language => lookUp(language, INTERFACE_LANGUAGES) ?? 'en'

/** The language of the words around texts in `language`, as a tag to state: `language` itself, or else English. */
export const languageAround = (language: Language): Language =>
  lookUp(language, INTERFACE_LANGUAGES) === undefined ? 'en' : language

/** Whether a language is written from left to right. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  // TypeScript does not know this part of ECMA-402 yet.
  const locale = new Intl.Locale(language) as Intl.Locale & { getTextInfo: () => { direction: 'ltr' | 'rtl' } }
  return locale.getTextInfo().direction
}

/** The phrases of a language together with its formats. */
export type Interface = Phrases & ReturnType<typeof formats>

const interfaces = new Map<Language, Interface>()

/** The interface around texts in `language`. A region in the tag decides how dates and numbers look: 14 July in `en`, July 14 in `en-US`. */
export function phrasesOf(language: Language): Interface {
  const known = interfaces.get(language)
  if (known) return known
  const phrases = PHRASES[interfaceLanguage(language)]!()
  const isRegional =
    /^\w+(-\w{4})?-(\w{2}|\d{3})$/.test(language) && lookUp(language, INTERFACE_LANGUAGES) !== undefined
  const locale = isRegional ? language : phrases.locale
  const created = { ...phrases, ...formats(locale), locale }
  interfaces.set(language, created)
  return created
}

/** A date in words at its known precision, e.g. "about June 2007", "2005 to 2007". */
export function dateInWords(date: HistoricalDate, language: Language): string {
  const phrases = phrasesOf(language)
  if (date.precision === 'interval') {
    const ends = endsOf(date)
    const [first, last] = ends
    const areDays = ends.every(end => end?.precision === 'day' && !end.approximate && !end.uncertain)
    if (areDays && first!.start.slice(0, 7) === last!.start.slice(0, 7))
      return phrases.daysOfMonth(first!.start, last!.start, phrases.days)
    const [from, to] = ends.map(end => end && dateInWords(end, language))
    if (!from) return phrases.until(to!)
    return to ? phrases.interval(from, to) : phrases.since(from)
  }
  const exact = exactDate(date.start, date.precision, phrases)
  const about = date.approximate ? phrases.approximate(exact) : exact
  return date.uncertain ? phrases.uncertain(about) : about
}

function exactDate(start: CivilDate, precision: SinglePrecision, phrases: Interface): string {
  const year = yearOf(start)
  switch (precision) {
    case 'season':
      return phrases.season(Math.floor(monthOf(start) / 3) - 1, year)
    case 'decade':
      return phrases.decade(year - (year % 10))
    case 'century':
      return phrases.century(Math.floor(year / 100) + 1)
    default:
      return phrases[precision](start)
  }
}

/** Axis labels abbreviate numbers from here on. */
const LONG_NUMBER = 100_000

/** A short label for a chart axis: 2,500, but 10M. */
export const axisNumber = (value: number, language: Language): string =>
  Math.abs(value) < LONG_NUMBER ? numberInWords(value, language) : formatShortNumber(value, interfaceLanguage(language))

/** A number with all its digits and the separators of the language. */
export const numberInWords = (value: number, language: Language): string =>
  formatNumber(value, phrasesOf(language).locale)
