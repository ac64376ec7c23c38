/**
 * A bar chart of yearly values as inline SVG. Horizontal positions are percentages and there is no viewBox, so text keeps its size on every
 * screen.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { axisNumber } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'

export interface Bar {
  /** The first year the bar covers. */
  year: number
  value: number
  /** Wraps the drawn bar in a link or in a group with a title. */
  frame: (drawn: Markup) => Markup
}

export interface BarChart {
  /** Chronological, at least one. */
  bars: readonly Bar[]
  /** Years per bar. */
  step: number
  /** Accessible name of the chart. */
  title: string
  /** `group` if the bars are links, otherwise `img`. */
  role: 'img' | 'group'
  language: Language
}

/** Vertical positions in CSS pixels from the top. */
const TOP = 16
const BASE = 152
const LABELS = 172
const HEIGHT = 180

/** Gap between bars, as a fraction of a bar's step. */
const GAP = 0.25

/** The number of labels that fit on the narrowest screen. */
const MAX_LABELS = 6

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`

const integers = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger)

export function barChart({ bars, step, title, role, language }: BarChart): Markup {
  const [first, last] = [bars[0]!.year, bars.at(-1)!.year]
  const starts = Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step)
  const x = scaleBand(starts, [0, 100])
    .paddingInner(GAP)
    .paddingOuter(GAP / 2)
  const left = (year: number) => x(year - ((year - first) % step))!
  const values = bars.map(bar => bar.value)
  const y = scaleLinear([Math.min(0, ...values), Math.max(1, ...values)], [BASE, TOP]).nice(3)

  const lines = integers(y.ticks(3)).map(
    value => html`<line x2="100%" y1="${y(value)}" y2="${y(value)}"></line>
<text x="-6" y="${y(value)}" dy="4" text-anchor="end">${axisNumber(value, language)}</text>`,
  )
  const years = integers(scaleLinear([first, last], [0, 1]).ticks(MAX_LABELS)).map(
    year =>
      html`<text x="${percent(left(year) + x.bandwidth() / 2)}" y="${LABELS}" text-anchor="middle">${year}</text>`,
  )
  const drawn = bars.map(({ year, value, frame }) => {
    const [high, low] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))]
    // The whole column is clickable, because the bar of a single event is tiny.
    return frame(
      html`<rect class="column" x="${percent(left(year) - (x.step() * GAP) / 2)}" width="${percent(x.step())}" height="${BASE}"></rect><rect class="value" x="${percent(left(year))}" width="${percent(x.bandwidth())}" y="${high}" height="${low - high}"></rect>`,
    )
  })
  return html`<svg class="chart" height="${HEIGHT}" role="${role}" aria-label="${title}">
<g class="axis" aria-hidden="true">${lines}${years}</g>
${drawn}
</svg>`
}
