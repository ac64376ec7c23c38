/** The page `/statistics`: each series as a chart, as a table, and year by year with sources and disagreements. */
import { civilDate } from '../domain/civil-date.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { SeriesView } from '../domain/view-schema.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { breadcrumbsNode, datasetNode, jsonLd } from './json-ld.ts'
import { page } from './layout.ts'
import { textsIn } from './phrases.ts'
import {
  hasDisputed,
  type PartsTexts,
  partsTable,
  pointId,
  type SeriesTexts,
  seriesChart,
  seriesTable,
} from './series-chart.ts'
import { sourceList } from './source-list.ts'

interface StatisticsTexts extends SeriesTexts, PartsTexts {
  title: string
  lead: string
  none: string
  legend: string
  yearByYear: string
  basis: string
  disagreements: string
  sources: (count: string, isOne: boolean) => string
  asJson: string
}

const TEXTS: Record<'en' | 'ko', StatisticsTexts> = {
  en: {
    title: 'Statistics',
    lead: 'Yearly figures with their sources. Where sources differ, the figure that is shown is named, and the others are listed.',
    none: 'This timeline has no statistics.',
    year: 'Year',
    cumulative: 'Running total',
    disputed: 'sources give other figures',
    parts: 'The parts against the whole',
    sum: 'Together',
    difference: 'Difference',
    legend: 'Paler bars, and * in the table: sources give other figures as well.',
    yearByYear: 'Year by year: whose figure it is, and what sources disagree on',
    basis: 'This figure',
    disagreements: 'Other figures',
    sources: (count, isOne) => (isOne ? `${count} source` : `${count} sources`),
    asJson: 'The series as JSON, with all sources',
  },
  ko: {
    title: '통계',
    lead: '해마다의 수치와 그 출처입니다. 자료가 서로 다르면 어느 수치를 보였는지 밝히고 나머지를 함께 적습니다.',
    none: '이 연표에는 통계가 없습니다.',
    year: '연도',
    cumulative: '누계',
    disputed: '자료에 따라 다름',
    parts: '부분과 전체의 비교',
    sum: '합계',
    difference: '차이',
    legend: '옅은 막대와 표의 * 표시: 다른 수치를 제시한 자료도 있습니다.',
    yearByYear: '연도별 근거와 자료 간의 차이',
    basis: '이 수치의 근거',
    disagreements: '다른 수치',
    sources: count => `출처 ${count}건`,
    asJson: '모든 출처를 포함한 JSON 자료',
  },
}

/** @param series each with its points */
export function statisticsPage(series: readonly SeriesView[], context: RenderContext): string {
  const texts = textsIn(TEXTS, context.language)
  const url = pageUrl('/statistics', context)
  return page(
    {
      path: '/statistics',
      title: texts.title,
      description: texts.lead,
      jsonLd: jsonLd([
        ...series.filter(({ points }) => points.length > 0).map(each => datasetNode(each, url)),
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
    ({ id, title }) => html`
<li><a href="#${id}">${title}</a></li>`,
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
<h2>${series.title}</h2>
<p>${series.description}</p>
${
  series.points.length > 0 &&
  html`<figure>
${seriesChart(series, texts)}
${hasDisputed(series) && html`<figcaption>${texts.legend}</figcaption>`}
</figure>
${seriesTable(series, texts)}
${parts.length > 0 && partsTable(series, parts, texts)}
<h3>${texts.yearByYear}</h3>
${series.points.map(point => pointSection(point, series, texts))}`
}
<p><a href="${series.url}" type="application/json">${texts.asJson}</a></p>
</section>
`

function pointSection(point: SeriesView['points'][number], series: SeriesView, texts: StatisticsTexts): Markup {
  const { language, unit } = series
  const { year, value, basis, disagreements, sources } = point
  const { quantity, year: yearInWords } = phrasesOf(language)
  return html`<section class="point" id="${pointId(series, point)}">
<h4>${yearInWords(civilDate(Number(year), 1, 1))}: ${quantity(numberInWords(value, language), unit.name)}</h4>
<p>${texts.basis}: ${basis}</p>
${
  disagreements.length > 0 &&
  html`<p>${texts.disagreements}:</p>
<ul>${disagreements.map(each => html`<li>${each}</li>`)}</ul>`
}
<details><summary>${texts.sources(numberInWords(sources.length, language), sources.length === 1)}</summary>
${sourceList(sources, language)}
</details>
</section>
`
}
