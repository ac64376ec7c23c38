/** A statistical series as a chart that marks disputed values, and as a table with the same numbers. */
import { civilDate } from '../domain/civil-date.ts'
import { type Interface, numberInWords, phrasesOf } from '../domain/language.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { type Bar, barChart } from './bar-chart.ts'

type Point = SeriesView['points'][number]

type Texts = Interface['pages']['statistics']

const isDisputed = ({ disagreements }: Point): boolean => disagreements.length > 0

/** The id of a year's section, for links. */
export const pointId = (series: Pick<SeriesView, 'id'>, { year }: Pick<Point, 'year'>): string => `${series.id}-${year}`

/** @param series with at least one point */
export function seriesChart(series: SeriesView, texts: Texts): Markup {
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

/** Whether the chart needs a legend for disputed bars. */
export const hasDisputed = ({ points }: SeriesView): boolean => points.some(isDisputed)

/** Compares a series with the sum of its parts, for every year in which all parts have a value. */
export function partsTable(whole: SeriesView, parts: readonly SeriesView[], texts: Texts): Markup {
  const { language, points, unit } = whole
  const number = (value: number) => numberInWords(value, language)
  const rows = points.flatMap(point => {
    const values = parts.flatMap(part => part.points.find(({ year }) => year === point.year)?.value ?? [])
    return values.length === parts.length ? [{ point, values, sum: values.reduce((sum, value) => sum + value, 0) }] : []
  })
  return html`<table class="parts">
<caption>${texts.parts} (${unit.name})</caption>
<thead><tr><th scope="col">${texts.year}</th>${parts.map(({ title }) => html`<th scope="col">${title}</th>`)}<th scope="col">${texts.sum}</th><th scope="col">${whole.title}</th><th scope="col">${texts.difference}</th></tr></thead>
<tbody>${rows.map(
    ({ point, values, sum }) => html`
<tr><th scope="row"><a href="#${pointId(whole, point)}">${point.year}</a></th>${[...values, sum, point.value].map(value => html`<td>${number(value)}</td>`)}<td>${number(sum - point.value)}${isDisputed(point) && html` <abbr title="${texts.disputed}">*</abbr>`}</td></tr>`,
  )}
</tbody>
</table>`
}

/** The numbers as a table. Each year links to its section. */
export function seriesTable(series: SeriesView, texts: Texts): Markup {
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
