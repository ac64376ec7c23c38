/** Event lists. Every unconfirmed event shows its status and attribution. */
import { monthDayOf } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import type { EventReference, EventView, OccurrenceView } from '../domain/view-schema.ts'
import { inLanguage, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { htmlParagraphs } from '../feeds/paragraphs.ts'
import { linkTo } from './layout.ts'

function statusBadge({ status, language }: Pick<EventView, 'status' | 'language'>): Markup {
  return status === 'confirmed'
    ? html``
    : html`<span class="status ${status}">${phrasesOf(language).status[status]}</span> `
}

/** The attribution of an unconfirmed event. */
export function attributionLine(event: EventView): Markup {
  const { attribution, language } = event
  return attribution === null
    ? html``
    : html`<p class="attribution"><span class="label">${phrasesOf(language).labels.attribution}:</span> ${textOf(event, 'attribution', attribution)}</p>`
}

/** A `time` element, if the date is one day, month or year (https://html.spec.whatwg.org/#the-time-element). */
export function when({ edtf, text }: EventView['date']): Markup {
  return /^\d{4}(-[01]\d(-\d\d)?)?$/.test(edtf)
    ? html`<time class="when" datetime="${edtf}">${text}</time>`
    : html`<span class="when">${text}</span>`
}

/** Marks the words that were searched for. A text in another language stays as it is. */
function marked(text: string | Markup, marks: RegExp | undefined): string | Markup {
  if (typeof text !== 'string' || marks === undefined) return text
  const parts = text.split(marks)
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<mark>${part}</mark>`))}`
}

const summary = (event: EventView, marks?: RegExp): Markup[] =>
  event.summary === null
    ? []
    : htmlParagraphs(event.summary, line => marked(textOf(event, 'summary', line), marks), 'summary')

/** An event with its summary. The heading level is one below the page heading. */
function eventItem(event: EventView, context: RenderContext, { showsCategory = true, marks }: ListOptions): Markup {
  return html`<li class="event weight-${event.significance}">
${when(event.date)}
<div>
<h2>${statusBadge(event)}<a href="${linkTo(`/events/${event.id}`, context)}">${marked(textOf(event, 'title', event.title), marks)}</a></h2>
${attributionLine(event)}
${summary(event, marks)}
${showsCategory && html`<p class="kind"><a href="${linkTo(`/categories/${event.category.id}`, context)}">${textOf(event, 'category.name', event.category.name)}</a></p>`}
</div>
</li>
`
}

interface ListOptions {
  /** False if all events have the same category. */
  showsCategory?: boolean
  /** The words searched for, in one capturing group. */
  marks?: RegExp | undefined
}

export const eventList = (events: readonly EventView[], context: RenderContext, options: ListOptions = {}): Markup =>
  html`<ol class="events">
${events.map(event => eventItem(event, context, options))}</ol>`

/**
 * An event that recurs on a day. The number of years comes first, because it is the reason for the entry.
 * @param isDated whether the list covers several days; a list of one day also shows summaries
 * @param isToCome whether the day is still to come
 */
export function occurrenceItem(
  { date, kind, years, event }: OccurrenceView,
  context: RenderContext,
  isDated: boolean,
  isToCome = false,
): Markup {
  const { ago, agoThisMonth, anniversary } = phrasesOf(context.language).pages.list
  const { dayOfYear, occurrence } = phrasesOf(context.language)
  const round = {
    anniversary: () => (isToCome ? anniversary(years) : ago(years)),
    month: () => (isToCome ? anniversary(years) : agoThisMonth(years)),
    observance: () => occurrence.observance(years, event.observance?.name ?? event.title),
  }[kind]()
  return html`<li class="event">
<p class="round">${isDated && html`<time datetime="${date}">${dayOfYear(monthDayOf(date))}</time> `}<span>${round}</span></p>
<div>
<h3>${statusBadge(event)}<a href="${linkTo(`/events/${event.id}`, context)}">${textOf(event, 'title', event.title)}</a></h3>
${attributionLine(event)}
${!isDated && summary(event)}
<p class="meta">${when(event.date)} · ${textOf(event, 'category.name', event.category.name)}</p>
</div>
</li>
`
}

/** A short link to an event. The title includes its status. */
export const eventLink = (reference: EventReference, context: RenderContext): Markup =>
  html`<a href="${linkTo(`/events/${reference.id}`, context)}">${inLanguage(reference.title, reference.language, context.language)}</a> ${when(reference.date)}`
