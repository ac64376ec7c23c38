/** A statistical series as a chart that shows how far sources differ, and as tables with the same numbers. */
import { type Interface, numberInWords, phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { windowOf } from '../domain/window.ts'
import { textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { type Bar, barChart } from './bar-chart.ts'
import { linkTo } from './layout.ts'
import { sourceList } from './source-list.ts'

type Point = SeriesView['points'][number]

type Texts = Interface['pages']['statistics']

/** Heights of the chart in CSS pixels: on its own page, beside others, and in a picture by itself. */
const HEIGHTS = { large: 320, small: 150, picture: 380 }

const isDisputed = ({ disagreements }: Point): boolean => disagreements.length > 0

/** The id of a year's row, for links. */
const pointId = (series: Pick<SeriesView, 'id'>, { year }: Pick<Point, 'year'>): string => `${series.id}-${year}`

/** The lowest and the highest figure: of the value and of the numbers with which disagreements begin, such as 1,138 of "1,138: earlier figure". */
function rangeOf({ value, disagreements }: Point, unit: string): readonly [number, number] | undefined {
  const others = disagreements.flatMap(text => {
    const [, figure, after] = /^(\d[\d,]*(?:\.\d+)?)\s*([^:]*):/.exec(text) ?? []
    // "2015년 말: …" begins with a date.
    return figure === undefined || (after !== '' && after !== unit) ? [] : Number(figure.replaceAll(',', ''))
  })
  const all = [value, ...others]
  return others.length === 0 ? undefined : [Math.min(...all), Math.max(...all)]
}

/** The years that stand out: the highest value, the last, the lowest, and the steepest fall. */
function notableOf(points: readonly Point[]): Point[] {
  const by = (score: (point: Point, index: number) => number) =>
    points.reduce((best, each, index) => (score(each, index) > score(best, points.indexOf(best)) ? each : best))
  const fall = (point: Point, index: number) =>
    index === 0 ? Number.NEGATIVE_INFINITY : points[index - 1]!.value - point.value
  return [by(({ value }) => value), points.at(-1)!, by(({ value }) => -value), by(fall)]
}

/** @param series with at least one point */
export function seriesChart(series: SeriesView, size: keyof typeof HEIGHTS, context: RenderContext): Markup {
  const { points, title, unit, language } = series
  const texts = phrasesOf(language).pages.statistics
  const { quantity, year: yearInWords } = phrasesOf(language)
  const isLarge = size !== 'small'
  const bars = points.map((point): Bar => {
    const said = `${yearInWords(windowOf(point.year).from)}: ${quantity(numberInWords(point.value, language), unit.name)}${isDisputed(point) ? ` – ${texts.disputed}` : ''}`
    return {
      year: Number(point.year),
      value: point.value,
      range: rangeOf(point, unit.name),
      frame: drawn =>
        isLarge
          ? html`<a class="bar" href="${linkTo(`/years/${point.year}`, context)}" aria-label="${said}"><title>${said}</title>${drawn}</a>\n`
          : html`<g class="bar"><title>${said}</title>${drawn}</g>`,
    }
  })
  const notable = isLarge ? notableOf(points) : [notableOf(points)[0]!]
  const notes = new Map(notable.map(({ year, value }) => [Number(year), `${year}: ${numberInWords(value, language)}`]))
  return barChart({ bars, title, role: isLarge ? 'group' : 'img', height: HEIGHTS[size], notes, language })
}

/** Whether the chart needs a legend for ranges. */
export const hasDisputed = ({ points }: SeriesView): boolean => points.some(isDisputed)

const mark = (point: Point, texts: Texts) => isDisputed(point) && html` <abbr title="${texts.disputed}">*</abbr>`

/** Compares a series with the sum of its parts, for every year in which all parts have a value. */
export function partsTable(whole: SeriesView, parts: readonly SeriesView[], context: RenderContext): Markup {
  const { language, points, unit } = whole
  const texts = phrasesOf(language).pages.statistics
  const number = (value: number) => numberInWords(value, language)
  const rows = points.flatMap(point => {
    const values = parts.flatMap(part => part.points.find(({ year }) => year === point.year)?.value ?? [])
    return values.length === parts.length ? [{ point, values, sum: values.reduce((sum, value) => sum + value, 0) }] : []
  })
  return html`<table class="parts">
<caption>${texts.parts} (${unit.name})</caption>
<thead><tr><th scope="col">${texts.year}</th>${parts.map(({ id, title }) => html`<th scope="col"><a href="${linkTo(`/statistics/${id}`, context)}">${title}</a></th>`)}<th scope="col">${texts.sum}</th><th scope="col">${whole.title}</th><th scope="col">${texts.difference}</th></tr></thead>
<tbody>${rows.map(
    ({ point, values, sum }) => html`
<tr><th scope="row"><a href="#${pointId(whole, point)}">${point.year}</a></th>${[...values, sum, point.value].map(value => html`<td>${number(value)}</td>`)}<td>${number(sum - point.value)}${mark(point, texts)}</td></tr>`,
  )}
</tbody>
</table>`
}

/** The numbers as a table. Each row unfolds the author of its figure, other figures, and the sources. */
export function seriesTable(series: SeriesView, context: RenderContext): Markup {
  const { points, unit, language } = series
  const texts = phrasesOf(language).pages.statistics
  const hasCumulative = points.some(({ cumulative }) => cumulative !== null)
  const number = (value: number | null) => (value === null ? '–' : numberInWords(value, language))
  return html`<table class="figures">
<caption>${texts.yearByYear}</caption>
<thead><tr><th scope="col">${texts.year}</th><th scope="col">${unit.name}</th>${hasCumulative && html`<th scope="col">${texts.cumulative}</th>`}<th scope="col">${phrasesOf(language).labels.sources}</th></tr></thead>
<tbody>${points.map(
    (point, index) => html`
<tr id="${pointId(series, point)}"><th scope="row"><a href="${linkTo(`/years/${point.year}`, context)}">${point.year}</a></th><td>${number(point.value)}${mark(point, texts)}</td>${hasCumulative && html`<td>${number(point.cumulative)}</td>`}<td>${details(point, `points.${index}`, series, texts)}</td></tr>`,
  )}
</tbody>
</table>`
}

const details = ({ basis, disagreements, sources }: Point, path: string, series: SeriesView, texts: Texts): Markup =>
  html`<details><summary>${texts.sources(sources.length)}</summary>
<p>${texts.basis}: ${textOf(series, `${path}.basis`, basis)}</p>
${
  disagreements.length > 0 &&
  html`<p>${texts.disagreements}:</p>
<ul>${disagreements.map((each, index) => html`<li>${textOf(series, `${path}.disagreements.${index}`, each)}</li>`)}</ul>`
}
${sourceList(sources, series, `${path}.sources`)}
</details>`
