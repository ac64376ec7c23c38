/** The page `/statistics`: each series as a chart, as a table, and year by year with sources and disagreements. */
import { civilDate } from '../domain/civil-date.ts'
import { type Interface, numberInWords, phrasesOf } from '../domain/language.ts'
import { pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { breadcrumbsNode, datasetNode, jsonLd } from './json-ld.ts'
import { page } from './layout.ts'
import { hasDisputed, partsTable, pointId, seriesChart, seriesTable } from './series-chart.ts'
import { sourceList } from './source-list.ts'

type StatisticsTexts = Interface['pages']['statistics']

/** @param series each with its points */
export function statisticsPage(series: readonly SeriesView[], context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.statistics
  const url = pageUrl('/statistics', context)
  return page(
    {
      path: '/statistics',
      title: texts.title,
      description: texts.lead,
      jsonLd: jsonLd([
        ...series.filter(({ points }) => points.length > 0).map(each => datasetNode(each, url, context)),
        breadcrumbsNode([
          { name: timelineTitle(context), url: pageUrl('/', context) },
          { name: texts.title, url },
        ]),
      ]),
      main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${series.length === 0 && html`<p>${texts.none}</p>`}
${
  series.length > 1 &&
  html`<ul>${series.map(
    each => html`
<li><a href="#${each.id}">${textOf(each, 'title', each.title)}</a></li>`,
  )}
</ul>`
}
${series.map(each =>
  seriesSection(
    each,
    series.filter(({ partOf }) => partOf === each.id),
    texts,
  ),
)}`,
    },
    context,
  )
}

const seriesSection = (
  series: SeriesView,
  parts: readonly SeriesView[],
  texts: StatisticsTexts,
): Markup => html`<section id="${series.id}">
<h2>${textOf(series, 'title', series.title)}</h2>
<p>${textOf(series, 'description', series.description)}</p>
${
  series.points.length > 0 &&
  html`<figure>
${seriesChart(series, texts)}
${hasDisputed(series) && html`<figcaption>${texts.legend}</figcaption>`}
</figure>
${seriesTable(series, texts)}
${parts.length > 0 && partsTable(series, parts, texts)}
<h3>${texts.yearByYear}</h3>
${series.points.map((point, index) => pointSection(point, `points.${index}`, series, texts))}`
}
<p><a href="${series.url}" type="application/json">${texts.asJson}</a></p>
</section>
`

function pointSection(
  point: SeriesView['points'][number],
  path: string,
  series: SeriesView,
  texts: StatisticsTexts,
): Markup {
  const { language, unit } = series
  const { year, value, basis, disagreements, sources } = point
  const { quantity, year: yearInWords } = phrasesOf(language)
  return html`<section class="point" id="${pointId(series, point)}">
<h4>${yearInWords(civilDate(Number(year), 1, 1))}: ${quantity(numberInWords(value, language), unit.name)}</h4>
<p>${texts.basis}: ${textOf(series, `${path}.basis`, basis)}</p>
${
  disagreements.length > 0 &&
  html`<p>${texts.disagreements}:</p>
<ul>${disagreements.map((each, index) => html`<li>${textOf(series, `${path}.disagreements.${index}`, each)}</li>`)}</ul>`
}
<details><summary>${texts.sources(sources.length)}</summary>
${sourceList(sources, series, `${path}.sources`)}
</details>
</section>
`
}
