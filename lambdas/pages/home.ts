/** The home page: today's anniversaries, recent and upcoming ones, the timeline as a picture, and how to follow. */
import { type CivilDate, monthDayOf } from '../domain/civil-date.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import type { RenderContext } from '../domain/view.ts'
import type { FacetView, OccurrenceView } from '../domain/view-schema.ts'
import { inLanguage, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { occurrenceItem } from './event-list.ts'
import { jsonLd, searchableNode } from './json-ld.ts'
import { linkTo, page } from './layout.ts'
import { type ViewData, viewFigure, viewSentence } from './timeline-view.ts'

export interface Home {
  today: CivilDate
  /** Highest rank first. */
  onThisDay: readonly OccurrenceView[]
  /** Upcoming days, soonest first. */
  comingUp: readonly OccurrenceView[]
  /** Past days, latest first. */
  highlights: readonly OccurrenceView[]
  view: ViewData
  categories: readonly FacetView[]
}

export function homePage(
  { today, onThisDay, comingUp, highlights, view, categories }: Home,
  context: RenderContext,
): string {
  const { language, publicUrl } = context
  const texts = phrasesOf(language).pages.home
  const day = phrasesOf(language).dayOfYear(monthDayOf(today))
  const title = chooseFor(context.timeline.title, context)
  const description = chooseFor(context.timeline.description, context)
  const main = html`<div class="opening broad">
<h1>${inLanguage(title.text, title.language, language)}</h1>
<p class="lead">${inLanguage(description.text, description.language, language)}</p>
</div>
${
  view.count > 0 &&
  html`<section class="glance" aria-labelledby="glance">
<h2 id="glance" class="unseen">${texts.years}</h2>
<p class="hint">${viewSentence(view, context)} <a href="${linkTo('/timeline', context)}">${texts.wholeTimeline}</a></p>
${viewFigure(view, context, 'year')}
</section>`
}
<div class="front">
<section class="today" aria-labelledby="today">
<h2 id="today">${texts.onThisDay(day)}</h2>
${onThisDay.length === 0 ? html`<p>${texts.nothing}</p>` : occurrences(onThisDay, context, false)}
<p class="more"><a href="${linkTo(`/on/${monthDayOf(today)}`, context)}">${texts.wholeDay(day)}</a></p>
</section>
<div class="around">
${section('lately', texts.highlights, highlights, context)}
${section('coming', texts.comingUp, comingUp, context, true)}
</div>
</div>
<section aria-labelledby="topics">
<h2 id="topics">${texts.categories}</h2>
<ul class="topics">
${categories.map(
  ({ value, name, events, languages }) =>
    html`<li><a href="${linkTo(`/categories/${value}`, context)}">${name === null ? value : textOf({ language, languages }, 'name', name)} <span class="count">${numberInWords(events, language)}</span></a></li>\n`,
)}</ul>
</section>
<section class="follow" aria-labelledby="follow">
<h2 id="follow">${texts.follow}</h2>
<p>${texts.followText}</p>
<ul class="actions">
<li><a href="/feeds/anniversaries.atom?lang=${language}">${texts.feed}</a></li>
<li><a href="${publicUrl.replace(/^https?:/, 'webcal:')}/feeds/anniversaries.ics?lang=${language}">${texts.calendar}</a></li>
<li><a href="${linkTo('/subscribe', context)}">${texts.every}</a></li>
</ul>
</section>`
  return page(
    { description: description.text, path: '/', main, hasBoard: true, jsonLd: jsonLd([searchableNode(context)]) },
    context,
  )
}

const section = (
  id: string,
  heading: string,
  items: readonly OccurrenceView[],
  context: RenderContext,
  isToCome = false,
): Markup =>
  items.length === 0
    ? html``
    : html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${occurrences(items, context, true, isToCome)}
</section>`

const occurrences = (
  items: readonly OccurrenceView[],
  context: RenderContext,
  isDated: boolean,
  isToCome = false,
): Markup =>
  html`<ol class="events rounds">
${items.map(each => occurrenceItem(each, context, isDated, isToCome))}</ol>`
