/** The link preview image of an event as SVG: title, date and, unless confirmed, status and attribution. */
import { phrasesOf } from '../domain/language.ts'
import type { EventView } from '../domain/view-schema.ts'
import { statement } from '../feeds/content.ts'
import { type Markup, withoutForbidden, xml } from '../feeds/markup.ts'

/** The size to which link previews crop; https://ogp.me defines none. */
const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 80

/** Approximate character widths in ems, because lines are broken without access to the font. Generous, so that no line overflows. */
const WIDTHS: readonly [pattern: RegExp, ems: number][] = [
  [/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u, 1],
  [/[\uFF00-\uFFEF\u3000-\u303F]/, 1],
  [/\p{Mark}|\p{Default_Ignorable_Code_Point}/u, 0],
  [/[mwMW—%@]/, 1.05],
  [/[\p{Lu}\p{Nd}]/u, 0.82],
  [/[ijl.,:;'|!()[\]\s]/, 0.4],
]

const widthOf = (text: string): number => {
  let ems = 0
  for (const character of text) ems += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? 0.66
  return ems
}

/** Splits text into user-perceived characters. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Splits a word that is wider than a line. Almost every word fits. */
function pieces(word: string, ems: number): string[] {
  if (widthOf(word) <= ems) return [word]
  const found: string[] = ['']
  for (const { segment } of segmenter.segment(word)) {
    if (widthOf(found.at(-1)! + segment) > ems) found.push('')
    found[found.length - 1] += segment
  }
  return found
}

/** Breaks text into lines of at most `ems`, between words in Korean as in English. */
export function wrapped(text: string, ems: number): string[] {
  const lines: string[] = []
  const words = withoutForbidden(text)
    .split(/\s+/)
    .filter(word => word !== '')
  for (const piece of words.flatMap(word => pieces(word, ems))) {
    const line = lines.at(-1)
    if (line !== undefined && widthOf(`${line} ${piece}`) <= ems) lines[lines.length - 1] = `${line} ${piece}`
    else lines.push(piece)
  }
  return lines
}

/** The first `most` lines, with an ellipsis if any are cut. */
function atMost(most: number, lines: readonly string[], ems: number): string[] {
  if (lines.length <= most) return [...lines]
  const last = [...segmenter.segment(lines[most - 1]!)].map(({ segment }) => segment)
  while (widthOf(last.join('')) + 1 > ems) last.pop()
  return [...lines.slice(0, most - 1), `${last.join('')}…`]
}

/** Font sizes in pixels with their maximum number of lines. The first size that fits the whole text is used. */
const TITLE_SIZES = [
  { size: 76, most: 3 },
  { size: 60, most: 4 },
  { size: 48, most: 5 },
] as const

/** Smaller sizes for a statement, so that little of it is cut. */
const STATEMENT_SIZES = [
  { size: 30, most: 2 },
  { size: 26, most: 3 },
] as const

function fitted(text: string, sizes: readonly { size: number; most: number }[]): { size: number; lines: string[] } {
  const tried = sizes.map(({ size, most }) => {
    const ems = (WIDTH - 2 * MARGIN) / size
    return { size, most, ems, lines: wrapped(text, ems) }
  })
  const { size, most, ems, lines } = tried.find(({ lines, most }) => lines.length <= most) ?? tried.at(-1)!
  return { size, lines: atMost(most, lines, ems) }
}

/** Line height relative to the font size. */
const LEADING = 1.3

/** @param timeline title of the timeline */
export function card(event: EventView, timeline: string): string {
  const { title, date, status, language } = event
  const heading = fitted(title, TITLE_SIZES)
  const said = fitted(statement(event), STATEMENT_SIZES)
  const footer = fitted(timeline, [{ size: 30, most: 1 }])
  let y = MARGIN
  const below = (line: string, size: number, look: Markup): Markup => {
    y += size * LEADING
    return xml`<text x="${MARGIN}" y="${y}" font-size="${size}"${look}>${line}</text>
`
  }
  return xml`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="Georgia, 'Noto Serif KR', AppleMyungjo, serif" xml:lang="${language}" fill="#1d1b19">
<title>${phrasesOf(language).status[status]}: ${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fbf8f3"/>
<rect width="${WIDTH}" height="16" fill="#8c1d18"/>
${below(date.text, 36, xml` fill="#8c1d18"`)}${said.lines.map(line => below(line, said.size, xml` font-weight="bold"`))}${heading.lines.map(
  line => below(line, heading.size, xml` font-weight="bold"`),
)}<text x="${MARGIN}" y="${HEIGHT - MARGIN / 2}" font-size="${footer.size}" fill="#5c5650">${footer.lines.join('')}</text>
</svg>
`.text
}
