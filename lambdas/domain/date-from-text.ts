/** Reads dates as people write them, in the languages of the interface, as EDTF. Pure. */
import { addDays, civilDate } from './civil-date.ts'
import { InvalidDate, parseHistoricalDate } from './historical-date.ts'

/** Which comes first in `03/05/1931`. */
export type DayMonthOrder = 'day-first' | 'month-first'

/**
 * The dates that `text` may mean: none if it cannot be read, two if the order of day and month is open.
 * `c. 1920` is `1920~`, `spring 1945` is `1945-21`, `1939-1945` is `1939/1945`, `1990s` is `199X`.
 * @param order settles dates such as `03/05/1931`
 */
export function dateFromText(text: string, order?: DayMonthOrder): string[] {
  const plain = normalized(text)
  const found = isDate(text.trim()) ? [text.trim()] : readDate(plain, order)
  return [...new Set(found)].filter(isDate)
}

function isDate(edtf: string): boolean {
  try {
    return parseHistoricalDate(edtf) !== undefined
  } catch (error) {
    if (error instanceof InvalidDate) return false
    throw error
  }
}

/** Lower case, without accents, full-width digits and unusual dashes and spaces. */
const normalized = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‐-―−〜～]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Words for "about", before and after a date. */
const ABOUT =
  /^(?:c\.|ca\.?|circa|about|around|approx(?:imately|\.)?|um|etwa|vers|environ|hacia|alrededor de|약|约|~) ?|(?: ?(?:경|무렵|頃|ごろ|左右)|~)$/
const DOUBTFUL = /^(?:possibly|perhaps|probably) | ?\(?\?\)?$/
const SINCE = /^(?:since|from|ab|seit|depuis|desde) (.+)$|^(.+?) ?(?:- ?(?:present|today|now|heute)?|부터|から|起)$/
const UNTIL = /^(?:until|till|before|up to|bis|jusqu'(?:en|au|a)|hasta) (.+)$|^- ?(.+)$|^(.+?) ?(?:까지|まで)$/

function readDate(text: string, order: DayMonthOrder | undefined): string[] {
  const [about, doubtful] = [ABOUT.test(text), DOUBTFUL.test(text)]
  if (about || doubtful) {
    const qualifier = about && doubtful ? '%' : about ? '~' : '?'
    const bare = text.replace(ABOUT, '').replace(DOUBTFUL, '').trim()
    return readDate(bare, order).map(edtf =>
      edtf
        .split('/')
        .map(part => (part === '..' ? part : part.replace(/[~?%]$/, '') + qualifier))
        .join('/'),
    )
  }
  const single = readSingle(text, order)
  if (single.length > 0) return single
  const open = SINCE.exec(text)
  if (open) return readSingle((open[1] ?? open[2])!, order).map(from => `${from}/..`)
  const closed = UNTIL.exec(text)
  if (closed) return readSingle((closed[1] ?? closed[2] ?? closed[3])!, order).map(to => `../${to}`)
  return readInterval(text, order)
}

/** `1939-1945`, `1939-45`, `3-5 May 1931`, `May to July 1931`, `14/07/1997 - 16/07/1997`. */
function readInterval(text: string, order: DayMonthOrder | undefined): string[] {
  for (const match of text.matchAll(/ ?(?:-|\/| to | bis | au | a )/g)) {
    const from = text.slice(0, match.index).trim()
    const to = text.slice(match.index + match[0].length).trim()
    const isShort = /^\d\d$/.test(to) && /^\d{4}$/.test(from)
    const ends = readSingle(isShort ? from.slice(0, 2) + to : to, order)
    for (const end of ends) {
      // "3-5 May 1931" and "May to July 1931" name the month or year once.
      const starts = [from, `${from} ${end.slice(0, 4)}`, to.replace(/^\d{1,2}/, from)].flatMap(each =>
        readSingle(each, order),
      )
      const start = starts.find(each => isDate(`${each}/${end}`))
      if (start !== undefined) return [`${start}/${end}`]
      if (!isShort && starts.length > 0 && isDate(`${end}/${starts[0]}`)) return [`${end}/${starts[0]}`]
    }
  }
  return []
}

const two = (digits: string): string => digits.padStart(2, '0')

/** A season, in the order of EDTF from 21. */
const SEASONS = [
  /^(?:spring|fruhling|fruhjahr|printemps|primavera|봄|春季?)$/,
  /^(?:summer|sommer|ete|verano|여름|夏季?)$/,
  /^(?:autumn|fall|herbst|automne|otono|가을|秋季?)$/,
  /^(?:winter|hiver|invierno|겨울|冬季?)$/,
]

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10 }

/** @param text a whole number in Arabic or Roman digits */
function ordinalOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const values = Array.from(text, letter => ROMAN[letter]!)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}

/** A date other than an interval. */
function readSingle(text: string, order: DayMonthOrder | undefined): string[] {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text)
    const found = match ? read(match.slice(1) as string[], order).filter(isDate) : []
    if (found.length > 0) return found
  }
  return []
}

type Form = readonly [RegExp, (parts: string[], order: DayMonthOrder | undefined) => string[]]

const FORMS: readonly Form[] = [
  [/^(\d{1,3}|\d{4})$/, ([year]) => [year!.padStart(4, '0')].filter(() => year!.length > 2)],
  [/^(\d{3})x$/, ([decade]) => [`${decade}X`]],
  [/^(\d{2})xx$/, ([century]) => [`${century}XX`]],
  [/^(\d{4})(\d{2})(\d{2})$/, ([year, month, day]) => [`${year}-${month}-${day}`]],
  // Excel counts days from 30 December 1899. Shorter numbers are years.
  [/^(\d{5})(?:\.\d+)?$/, ([days]) => [addDays('1899-12-30', Number(days))]],
  [/^(\d{4})[-/.] ?(\d{1,2})(?:t.*| \d\d?:.*)?$/, ([year, month]) => [`${year}-${two(month!)}`]],
  [
    /^(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})\.?(?:t.*| \d\d?:.*)?$/,
    ([year, first, second]) =>
      [
        [first, second],
        [second, first],
      ]
        .map(([month, day]) => `${year}-${two(month!)}-${two(day!)}`)
        .filter(isDate)
        .slice(0, 1),
  ],
  [/^(\d{1,2})[/.-](\d{4})$/, ([month, year]) => [`${year}-${two(month!)}`]],
  // Dots are written where the day comes first.
  [/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/, ([day, month, year]) => [`${year}-${two(month!)}-${two(day!)}`]],
  [
    /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/,
    ([first, second, year], order) => {
      const dayFirst = `${year}-${two(second!)}-${two(first!)}`
      const monthFirst = `${year}-${two(first!)}-${two(second!)}`
      const possible = [dayFirst, monthFirst].filter(isDate)
      if (possible.length < 2 || order === undefined) return possible
      return [order === 'day-first' ? dayFirst : monthFirst]
    },
  ],
  [
    /^(\d{1,4})[년年](?: ?(\d{1,2})[월月](?: ?(\d{1,2})[일日])?)?$/,
    ([year, ...rest]) => [[year!.padStart(4, '0'), ...rest.filter(Boolean).map(two)].join('-')],
  ],
  [
    /^(?=.*\D)(?:the |annees |decada de |los )?(\d{3})0(?:'?s|er[- ]jahren?|er|년대|年代)?$/,
    ([decade]) => [`${decade}X`],
  ],
  [
    /^(?:the |le )?(\d{1,2}|[ivx]+)(?:st|nd|rd|th|\.|er|e)? ?(?:century|jahrhundert|siecle|세기|世紀|世纪)$|^siglo (\d{1,2}|[ivx]+)$/,
    ([numbered, named]) => [`${two(String(ordinalOf((numbered ?? named)!) - 1))}XX`],
  ],
  [/^(\d{4})[년年]? ?(\p{L}+)$/u, ([year, season]) => seasonOf(season!, year!)],
  [/^(\p{L}+)(?: de)?,? (\d{4})$/u, ([season, year]) => seasonOf(season!, year!)],
  [
    /^(?:\p{L}+\.?, )?(\d{1,2})(?:st|nd|rd|th|er|\.)? ?(?:de |of )?(\p{L}+)\.?,?(?: de)? (\d{4})$/u,
    ([day, month, year]) => monthsOf(month!).map(number => `${year}-${number}-${two(day!)}`),
  ],
  [
    /^(?:\p{L}+\.?, )?(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u,
    ([month, day, year]) => monthsOf(month!).map(number => `${year}-${number}-${two(day!)}`),
  ],
  [/^(\p{L}+)\.?,?(?: de| of)? (\d{4})$/u, ([month, year]) => monthsOf(month!).map(number => `${year}-${number}`)],
  [/^(\d{4}),? (\p{L}+)\.?$/u, ([year, month]) => monthsOf(month!).map(number => `${year}-${number}`)],
  [
    /^(\d{4}),? (\p{L}+)\.? (\d{1,2})$/u,
    ([year, month, day]) => monthsOf(month!).map(number => `${year}-${number}-${two(day!)}`),
  ],
]

function seasonOf(name: string, year: string): string[] {
  const season = SEASONS.findIndex(names => names.test(name))
  return season === -1 ? [] : [`${year}-${21 + season}`]
}

/** Languages that name months; the others number them. */
const MONTH_LANGUAGES = ['en', 'de', 'fr', 'es']

/** Numbers `01`–`12` by name and by abbreviation, created when first needed. */
let months: Map<string, string> | undefined

function monthsOf(name: string): string[] {
  months ??= new Map(
    MONTH_LANGUAGES.flatMap(language =>
      (['long', 'short'] as const).flatMap(month =>
        Array.from({ length: 12 }, (_, i) => {
          const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
          const word = normalized(format.format(Date.parse(civilDate(2000, i + 1, 1)))).replace(/\.$/, '')
          return [word, two(String(i + 1))] as const
        }),
      ),
    ),
  )
  const known =
    months.get(name) ?? (name.length >= 3 ? [...months].find(([word]) => word.startsWith(name))?.[1] : undefined)
  return known === undefined ? [] : [known]
}
