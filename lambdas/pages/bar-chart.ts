/**
 * A bar chart of yearly values as inline SVG. Horizontal positions are percentages and there is no viewBox, so text keeps its size on every
 * screen.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { axisNumber } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'

export interface Bar {
  year: number
  value: number
  /** The lowest and highest figure, if sources differ. */
  range?: readonly [number, number] | undefined
  /** Wraps the drawn bar in a link or in a group with a title. */
  frame: (drawn: Markup) => Markup
}

export interface BarChart {
  /** Chronological, at least one. */
  bars: readonly Bar[]
  /** Accessible name of the chart. */
  title: string
  /** `group` if the bars are links, otherwise `img`. */
  role: 'img' | 'group'
  /** In CSS pixels, without the labels of the years. */
  height: number
  /** Texts above bars, by year, the most important first. Overlapping texts are left out. */
  notes?: ReadonlyMap<number, string>
  language: Language
}

/** In CSS pixels: the room above the highest bar, and below the axis for its labels. */
const TOP = 22
const LABELS = 20

/** Gap between bars, as a fraction of a bar's step. */
const GAP = 0.2

/** The number of labels that fit on the narrowest screen. */
const MAX_LABELS = 6

/** How close notes may come, in percent of the width of a phone and in pixels. */
const NOTE = { width: 26, height: 18 }

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`

const integers = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger)

export function barChart({ bars, title, role, height, notes = new Map(), language }: BarChart): Markup {
  const [first, last] = [bars[0]!.year, bars.at(-1)!.year]
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const x = scaleBand(years, [0, 100])
    .paddingInner(GAP)
    .paddingOuter(GAP / 2)
  const extremes = bars.flatMap(({ value, range = [] }) => [value, ...range])
  const y = scaleLinear([Math.min(0, ...extremes), Math.max(1, ...extremes)], [height, TOP]).nice(3)
  const middle = (year: number) => x(year)! + x.bandwidth() / 2

  const lines = integers(y.ticks(height > 200 ? 5 : 3)).map(
    value => html`<line x2="100%" y1="${y(value)}" y2="${y(value)}"></line>
<text x="-6" y="${y(value)}" dy="4" text-anchor="end">${axisNumber(value, language)}</text>`,
  )
  const labels = integers(scaleLinear([first, last], [0, 1]).ticks(MAX_LABELS)).map(
    year => html`<text x="${percent(middle(year))}" y="${height + LABELS}" text-anchor="middle">${year}</text>`,
  )
  const drawn = bars.map(({ year, value, range, frame }) => {
    const [high, low] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))]
    const at = percent(middle(year))
    // The whole column is clickable, because the bar of a small value is tiny.
    return frame(
      html`<rect class="column" x="${percent(x(year)! - (x.step() * GAP) / 2)}" width="${percent(x.step())}" height="${height}"></rect><rect class="value" x="${percent(x(year)!)}" width="${percent(x.bandwidth())}" y="${high}" height="${low - high}"></rect>${
        range &&
        ['halo', 'range'].map(
          name => html`<line class="${name}" x1="${at}" x2="${at}" y1="${y(range[1])}" y2="${y(range[0])}"></line>`,
        )
      }`,
    )
  })
  const placed: { at: number; top: number }[] = []
  const noted = [...notes].flatMap(([year, text]) => {
    const bar = bars.find(each => each.year === year)!
    const [at, top] = [middle(year), Math.min(y(Math.max(bar.value, ...(bar.range ?? []))), y(0)) - 7]
    if (placed.some(each => Math.abs(each.at - at) < NOTE.width && Math.abs(each.top - top) < NOTE.height)) return []
    placed.push({ at, top })
    const anchor = at < 15 ? 'start' : at > 85 ? 'end' : 'middle'
    const edge = { start: x(year)!, middle: at, end: x(year)! + x.bandwidth() }[anchor]
    return html`<text x="${percent(edge)}" y="${top}" text-anchor="${anchor}">${text}</text>\n`
  })
  return html`<svg class="chart" height="${height + LABELS + 8}" role="${role}" aria-label="${title}">
<g class="axis" aria-hidden="true">${lines}${labels}</g>
${drawn}
<g class="notes" aria-hidden="true">${noted}</g>
</svg>`
}
