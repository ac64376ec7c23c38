/** Breaks text into lines for pictures, which are drawn without access to the font. */
import { withoutForbidden } from '../feeds/markup.ts'

/** Approximate character widths in ems, generous, so that no line overflows. */
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

/** A font size in pixels with its maximum number of lines. */
export interface TextSize {
  size: number
  most: number
}

/** The text in the first size in which all of it fits, or cut in the last. @param width in pixels */
export function fitted(text: string, sizes: readonly TextSize[], width: number): { size: number; lines: string[] } {
  const tried = sizes.map(({ size, most }) => {
    const ems = width / size
    return { size, most, ems, lines: wrapped(text, ems) }
  })
  const { size, most, ems, lines } = tried.find(({ lines, most }) => lines.length <= most) ?? tried.at(-1)!
  return { size, lines: atMost(most, lines, ems) }
}
