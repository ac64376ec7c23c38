/** Views for frames on other sites: only the view, a link to its page and the owner of the timeline. Links open in a new tab. */
import { directionOf, languageAround, phrasesOf } from '../domain/language.ts'
import { markedTitle, pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView, SeriesView } from '../domain/view-schema.ts'
import { textOf } from '../feeds/content.ts'
import { feedTitle } from '../feeds/frame.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { htmlParagraphs } from '../feeds/paragraphs.ts'
import { windowName } from './board/period-name.ts'
import { when } from './event-list.ts'
import { assetLinks } from './layout.ts'
import { licenceLine } from './ownership.ts'
import { seriesChart } from './series-chart.ts'
import type { SharedView } from './sharing.ts'
import { standing } from './standing.ts'
import { timelinePath, type ViewData, viewFigure, viewSentence } from './timeline-view.ts'

/** @param main the view, with a heading */
function embedded({ path, title }: SharedView, main: Markup, context: RenderContext): string {
  const { language } = context
  const around = languageAround(language)
  const url = pageUrl(path, context)
  const licence = licenceLine(context)
  return html`<!DOCTYPE html>
<html lang="${language}"${directionOf(language) === 'rtl' && html` dir="rtl"`}>
<head>
<meta charset="utf-8">
<title>${title}</title>
<base target="_blank">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="canonical" href="${url}">
${assetLinks(context)}
</head>
<body class="embed"${around !== language && html` lang="${around}" dir="ltr"`}>
<main>
${main}
</main>
<footer>
<p><a href="${url}">${phrasesOf(language).pages.shared.whole}</a> · <a href="${pageUrl('/', context)}">${timelineTitle(context)}</a>${licence && html` · ${licence}`}</p>
</footer>
</body>
</html>
`.text
}

export function timelineEmbed(view: ViewData, context: RenderContext): string {
  const main = html`<h1>${windowName(view.window, context.language)}</h1>
<p class="meta">${viewSentence(view, context)}</p>
${view.count > 0 && viewFigure(view, context)}`
  return embedded({ path: timelinePath(view.selection), title: feedTitle('timeline', context) }, main, context)
}

export function eventEmbed(event: EventView, context: RenderContext): string {
  const main = html`<article class="entry">
<h1>${textOf(event, 'title', event.title)}</h1>
${standing(event)}
<p class="dateline">${when(event.date)}</p>
${event.summary !== null && htmlParagraphs(event.summary, line => textOf(event, 'summary', line), 'summary')}
</article>`
  return embedded({ path: `/events/${event.id}`, title: markedTitle(event) }, main, context)
}

/** @param series with at least one point */
export function seriesEmbed(series: SeriesView, context: RenderContext): string {
  const main = html`<h1>${textOf(series, 'title', series.title)}</h1>
<p class="meta">${series.unit.name}</p>
${seriesChart(series, 'large', context)}`
  return embedded({ path: `/statistics/${series.id}`, title: series.title }, main, context)
}
