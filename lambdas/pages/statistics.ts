/** The page `/statistics` with all series side by side, and the page of each: a chart, the sum of its parts, and the sources of each figure. */
import { phrasesOf } from '../domain/language.ts'
import { pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import type { Citation } from '../formats/citation.ts'
import { breadcrumbsNode, datasetNode, jsonLd } from './json-ld.ts'
import { linkTo, page } from './layout.ts'
import { hasDisputed, partsTable, seriesChart, seriesTable } from './series-chart.ts'
import { type Form, oembedLink, type SharedView, sharingRow } from './sharing.ts'

/** @param series each with its points */
export function statisticsPage(series: readonly SeriesView[], context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.statistics
  return page(
    {
      path: '/statistics',
      title: texts.title,
      description: texts.lead,
      jsonLd: jsonLd([breadcrumbsNode(breadcrumbs(context))]),
      main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${series.length === 0 && html`<p>${texts.none}</p>`}
<div class="multiples">
${series.map(each => overview(each, context))}</div>`,
    },
    context,
  )
}

const overview = (series: SeriesView, context: RenderContext): Markup => html`<section id="${series.id}">
<h2><a href="${linkTo(`/statistics/${series.id}`, context)}">${textOf(series, 'title', series.title)}</a></h2>
${series.points.length > 0 && seriesChart(series, 'small', context)}
<p class="meta">${series.unit.name}, ${series.points[0]?.year}–${series.points.at(-1)?.year}</p>
</section>
`

/** @param parts series that are parts of this one */
export function seriesPage(
  series: SeriesView,
  parts: readonly SeriesView[],
  citation: Citation,
  context: RenderContext,
): string {
  const { id, title, description, points } = series
  const texts = phrasesOf(context.language).pages.statistics
  const view: SharedView = { path: `/statistics/${id}`, title }
  const url = pageUrl(view.path, context)
  return page(
    {
      path: view.path,
      title,
      description,
      ...(points.length > 0 && { alternates: [oembedLink(view, context)], picture: { path: view.path, alt: title } }),
      jsonLd: jsonLd([
        datasetNode(series, url, context),
        breadcrumbsNode([...breadcrumbs(context), { name: title, url }]),
      ]),
      main: html`<div class="opening">
<p class="kicker"><a href="${linkTo('/statistics', context)}">${texts.title}</a>${series.partOf !== null && html` › <a href="${linkTo(`/statistics/${series.partOf}`, context)}">${texts.whole}</a>`}</p>
<h1>${textOf(series, 'title', title)}</h1>
<p class="lead">${textOf(series, 'description', description)}</p>
</div>
${
  points.length > 0 &&
  html`<figure>
${seriesChart(series, 'large', context)}
${hasDisputed(series) && html`<figcaption>${texts.legend}</figcaption>`}
</figure>
${sharingRow(view, formsOf(series, context), citation, context)}
${seriesTable(series, context)}
${parts.length > 0 && partsTable(series, parts, context)}`
}`,
    },
    context,
  )
}

const formsOf = ({ id, url }: SeriesView, { language }: RenderContext): Form[] => [
  { name: 'CSV', href: `/v1/series/${id}.csv?lang=${language}`, type: 'text/csv' },
  { name: 'JSON', href: url, type: 'application/json' },
]

const breadcrumbs = (context: RenderContext) => [
  { name: timelineTitle(context), url: pageUrl('/', context) },
  { name: phrasesOf(context.language).pages.statistics.title, url: pageUrl('/statistics', context) },
]
