/** A series of yearly statistics as a chart, marked where sources disagree, and as the table of its numbers for those who read rather than look. */
import { civilDate } from '../domain/civil-date.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { type Bar, barChart } from './bar-chart.ts'

type Point = SeriesView['points'][number]

export interface SeriesTexts {
  year: string
  cumulative: string
  /** That sources give other figures too. */
  disputed: string
}

const isDisputed = ({ disagreements }: Point): boolean => disagreements.length > 0

/** The id of what is told of a year of a series, for links to it. */
export const pointId = (series: Pick<SeriesView, 'id'>, { year }: Pick<Point, 'year'>): string => `${series.id}-${year}`

/** @param series with at least one point */
export function seriesChart(series: SeriesView, texts: SeriesTexts): Markup {
  const { points, title, unit, language } = series
  const { quantity, year: yearInWords } = phrasesOf(language)
  const bars = points.map((point): Bar => {
    const said = `${yearInWords(civilDate(Number(point.year), 1, 1))}: ${quantity(numberInWords(point.value, language), unit.name)}${isDisputed(point) ? ` – ${texts.disputed}` : ''}`
    return {
      year: Number(point.year),
      value: point.value,
      frame: drawn => html`<g class="${isDisputed(point) ? 'bar disputed' : 'bar'}"><title>${said}</title>${drawn}</g>`,
    }
  })
  return barChart({ bars, step: 1, title, role: 'img', language })
}

/** The same numbers; a year leads to what is told of it below. */
export function seriesTable(series: SeriesView, texts: SeriesTexts): Markup {
  const { points, title, unit, language } = series
  const hasCumulative = points.some(({ cumulative }) => cumulative !== null)
  const number = (value: number | null) => (value === null ? '–' : numberInWords(value, language))
  return html`<table>
<caption>${title}</caption>
<thead><tr><th scope="col">${texts.year}</th><th scope="col">${unit.name}</th>${hasCumulative && html`<th scope="col">${texts.cumulative}</th>`}</tr></thead>
<tbody>${points.map(
    point => html`
<tr><th scope="row"><a href="#${pointId(series, point)}">${point.year}</a></th><td>${number(point.value)}${isDisputed(point) && html` <abbr title="${texts.disputed}">*</abbr>`}</td>${hasCumulative && html`<td>${number(point.cumulative)}</td>`}</tr>`,
  )}
</tbody>
</table>`
}
