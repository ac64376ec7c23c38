/** The page `/timeline`: a view of the timeline as a picture, with links and a form that change it, and its events as a list. */

import { STATUSES } from '../domain/enumerations.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { finestUnit, periodsIn, shifted, UNITS, type Window, widened, windowOf } from '../domain/window.ts'
import { feedTitle } from '../feeds/frame.ts'
import { html, type Markup } from '../feeds/markup.ts'
import type { Citation } from '../formats/citation.ts'
import { coarser, total } from './board/columns.ts'
import { periodName, periodsAround, windowName } from './board/period-name.ts'
import { eventList } from './event-list.ts'
import { activeFilters, type Filters, filterForm } from './filters.ts'
import { breadcrumbsNode, jsonLd } from './json-ld.ts'
import { linkTo, type Path, page } from './layout.ts'
import { type Pages, pager, sequence } from './sequence.ts'
import { type Form, oembedLink, type SharedView, sharingRow } from './sharing.ts'
import {
  EVERYTHING,
  type Selection,
  timelineLink,
  timelinePath,
  type ViewData,
  viewFigure,
  viewSentence,
} from './timeline-view.ts'

export interface TimelineData extends ViewData, Pages, Omit<Filters, 'page' | 'selection'> {
  /** Path and query of the page, without language prefix. */
  path: Path
  /** The events of the view on this page of the list. */
  listed: readonly EventView[]
  /** Numbers of events by status in the view; undefined if they are not known. */
  statuses: Readonly<Record<string, number>> | undefined
  allSeries: readonly { id: string; title: string }[]
  /** Says why not every event of the view is drawn. */
  drawn: 'all' | 'best' | 'earliest'
  /** How to cite the timeline. */
  citation: Citation
}

/** Maximum number of periods offered. */
const MAX_PERIODS = { days: 31, others: 13 }

export function timelinePage(data: TimelineData, context: RenderContext): string {
  const { language, publicUrl } = context
  const { selection, window, span, path, count, drawn, listed } = data
  const texts = phrasesOf(language).pages.timeline
  const title = windowName(window, language)
  const href = (change: Partial<Selection>) => timelineLink({ ...selection, ...change }, context)
  const sentence = viewSentence(data, context)
  const filters: Filters = { ...data, page: '/timeline' }
  const around = selection.window ? periodsAround(window) : []
  const view: SharedView = { path: timelinePath(selection), title: feedTitle('timeline', context) }
  const main = html`<div class="opening broad">
<p class="kicker">${selection.window ? html`<a href="${href({ window: undefined })}">${texts.title}</a>` : texts.title}${around.map(period => html` › <a href="${href({ window: windowOf(period) })}">${periodName(period, language)}</a>`)}</p>
<h1>${title}</h1>
<p class="lead" role="status">${sentence}</p>
</div>
<div class="controls">
${periods(data, context)}
${statusChips(data, context)}
${filterForm(filters, context, { all: data.allSeries, shown: data.series?.id })}
</div>
${activeFilters(filters, context)}
${drawn !== 'all' && html`<p class="hint">${texts[drawn]}</p>`}
${count > 0 && viewFigure(data, context)}
${sharingRow(view, formsOf(data, context), data.citation, context)}
${steps(window, span, href, selection, language)}
<section aria-labelledby="events"><h2 id="events">${texts.events}</h2>
${count === 0 ? html`<p>${texts.nothing(title)} <a href="${timelineLink(EVERYTHING, context)}">${texts.everything}</a></p>` : eventList(listed, context)}
${pager(data, language)}
</section>`
  return page(
    {
      title: selection.window ? `${title} – ${texts.title}` : texts.title,
      description: sentence,
      path,
      main,
      hasBoard: true,
      picture: { path: view.path, alt: sentence },
      alternates: [oembedLink(view, context)],
      jsonLd: jsonLd([
        breadcrumbsNode([
          { name: timelineTitle(context), url: `${publicUrl}${linkTo('/', context)}` },
          { name: texts.title, url: `${publicUrl}${linkTo('/timeline', context)}` },
        ]),
      ]),
    },
    context,
  )
}

function formsOf({ selection }: TimelineData, { language }: RenderContext): Form[] {
  const query = new URLSearchParams(timelinePath({ ...selection, series: undefined }).split('?')[1])
  query.set('lang', language)
  return [{ name: 'CSV', href: `/v1/events.csv?${query}`, type: 'text/csv' }]
}

/** Links to the parts of the window, each with its number of events where that is known. */
function periods({ selection, window, columns, events }: TimelineData, context: RenderContext): Markup {
  const { language } = context
  const texts = phrasesOf(language).pages.timeline
  const unit = finestUnit(window, MAX_PERIODS.days) === 'day' ? 'day' : finestUnit(window, MAX_PERIODS.others)
  const all = periodsIn(unit, window)
  if (all.length < 2) return html``
  const isCounted = events !== undefined || UNITS.indexOf(columns.unit) >= UNITS.indexOf(unit)
  const counts = isCounted ? coarser(columns, unit).periods : undefined
  return html`<nav aria-label="${texts.periods}"><ul class="chips">
${all.map(period => {
  const events = total(counts?.get(period))
  if (counts && events === 0) return html``
  return html`<li><a href="${timelineLink({ ...selection, window: windowOf(period) }, context)}">${periodName(period, language)}${counts && html` <span class="count">${numberInWords(events, language)}</span>`}</a></li>\n`
})}</ul></nav>`
}

/** The legend of the marks. Each status is a link that shows it alone, or everything again. */
function statusChips({ selection, statuses }: TimelineData, context: RenderContext): Markup {
  const { language } = context
  const { status: names, pages } = phrasesOf(language)
  return html`<nav aria-label="${pages.timeline.statuses}"><ul class="chips legend">
${STATUSES.map(status => {
  const isChosen = selection.status.includes(status)
  const events = statuses?.[status] ?? 0
  if (statuses && events === 0 && !isChosen) return html``
  return html`<li><a href="${timelineLink({ ...selection, status: isChosen ? selection.status.filter(each => each !== status) : [status] }, context)}"${isChosen && html` aria-current="true"`}>${symbol(status)} ${names[status]}${statuses && html` <span class="count">${numberInWords(events, language)}</span>`}</a></li>\n`
})}</ul></nav>`
}

const symbol = (status: string): Markup =>
  html`<svg class="symbol" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">${
    status === 'confirmed' || status === 'reported'
      ? html`<circle r="4.5"${status === 'reported' && html` class="open"`}/>`
      : html`<path d="M0-5.2 5.2 0 0 5.2-5.2 0z"${status === 'claimed' && html` class="open"`}/>`
  }</svg>`

/** Earlier, later and wider. The first two have the relations that the arrow keys follow. */
function steps(
  window: Window,
  span: Window,
  href: (change: Partial<Selection>) => string,
  selection: Selection,
  language: string,
): Markup {
  if (!selection.window) return html``
  const { shared, timeline } = phrasesOf(language).pages
  const [before, after] = [shifted(window, -1), shifted(window, 1)]
  const wider = widened(window)
  const isAll = !wider || (wider.from <= span.from && wider.to >= span.to)
  const step = (to: Window | undefined, direction: string) =>
    to !== undefined &&
    to.to >= span.from &&
    to.from <= span.to && { href: href({ window: to }), title: windowName(to, language), direction }
  return html`${sequence(timeline.periods, step(before, shared.earlier), step(after, shared.later))}
<p class="more"><a href="${href({ window: isAll ? undefined : wider })}" data-wider>${timeline.wider}: ${windowName(isAll ? span : wider, language)}</a></p>`
}
