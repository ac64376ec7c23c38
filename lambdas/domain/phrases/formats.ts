/**
 * Numbers, dates, plurals and lists in a language, by `Intl`. Formatters are cached, because creating one costs far more than using it, and
 * created on first use, because loading their data delays a cold start.
 */
import type { CivilDate, MonthDay } from '../civil-date.ts'
import type { Language } from '../text.ts'

/** Remembers what `create` returned for each key. */
function cached<T>(create: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return key => {
    const value = known.get(key) ?? create(key)
    known.set(key, value)
    return value
  }
}

const numbers = cached(language => new Intl.NumberFormat(language, { maximumFractionDigits: 20 }))
const shortNumbers = cached(language => new Intl.NumberFormat(language, { notation: 'compact' }))
const pluralRules = cached(language => new Intl.PluralRules(language))
const ordinalRules = cached(language => new Intl.PluralRules(language, { type: 'ordinal' }))
const lists = cached(language => new Intl.ListFormat(language))

export const formatNumber = (value: number, language: Language): string => numbers(language).format(value)

/** 10M for 10,000,000. */
export const formatShortNumber = (value: number, language: Language): string => shortNumbers(language).format(value)

/** Forms of a word by plural category (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** The form of a word that agrees with `count`. */
export const plural = (count: number, language: Language, forms: Forms): string =>
  forms[pluralRules(language).select(count)] ?? forms.other

/** The form of an ordinal's ending that agrees with `count`. */
export const ordinal = (count: number, language: Language, forms: Forms): string =>
  forms[ordinalRules(language).select(count)] ?? forms.other

/** I–C, for centuries. */
export function roman(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const digit = (n: number, one: string, five: string, ten: string) =>
    [
      '',
      one,
      one + one,
      one + one + one,
      one + five,
      five,
      five + one,
      five + one + one,
      five + one + one + one,
      one + ten,
    ][n]!
  return (tens === 10 ? 'C' : digit(tens, 'X', 'L', 'C')) + digit(ones, 'I', 'V', 'X')
}

/** Parts of a date. Every part is numeric except the month, which is a word in the languages that have one. */
const PARTS = {
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  year: { year: 'numeric' },
  dayOfYear: { month: 'long', day: 'numeric' },
  monthOfYear: { month: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Uses `setUTCFullYear` because `Date.UTC` maps the years 0–99 to 1900–1999. */
const instant = (date: CivilDate): number => {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(0).setUTCFullYear(year!, month! - 1, day)
}

/** CLDR has "1 mai", but French writes "1er mai". */
const written = (date: string, language: Language): string =>
  language.startsWith('fr') ? date.replace(/^1 /, '1er ') : date

/** Formats dates and lists in a language. */
export const formats = cached(language => {
  const formatter = (parts: keyof typeof PARTS) => {
    let format: Intl.DateTimeFormat | undefined
    return (date: CivilDate): string => {
      format ??= new Intl.DateTimeFormat(language, { ...PARTS[parts], calendar: 'gregory', timeZone: 'UTC' })
      return written(format.format(instant(date)), language)
    }
  }
  // A leap year, because 29 February is a day of the year.
  const inLeapYear = (format: (date: CivilDate) => string) => (monthDay: MonthDay) => format(`2000-${monthDay}`)
  return {
    day: formatter('day'),
    month: formatter('month'),
    year: formatter('year'),
    /** Days of one month: "27–28 July 2004". @param days joins the first and the last */
    daysOfMonth: (from: CivilDate, to: CivilDate, days: (first: string, last: string) => string): string => {
      const format = new Intl.DateTimeFormat(language, { ...PARTS.day, calendar: 'gregory', timeZone: 'UTC' })
      const dayIn = (parts: Intl.DateTimeFormatPart[]) => parts.find(({ type }) => type === 'day')!.value
      const [first, last] = [from, to].map(date => dayIn(format.formatToParts(instant(date))))
      const parts = format.formatToParts(instant(to))
      return parts.map(({ type, value }) => (type === 'day' ? days(first!, last!) : value)).join('')
    },
    /** A day without a year. */
    dayOfYear: inLeapYear(formatter('dayOfYear')),
    monthOfYear: inLeapYear(formatter('monthOfYear')),
    /** "A, B and C" */
    list: (items: readonly string[]) => lists(language).format(items),
  }
})
