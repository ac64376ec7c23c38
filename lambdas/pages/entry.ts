/** The page of an event: content, status, sources, history and neighbouring events. */
import type { Instant } from '../domain/civil-date.ts'
import { startOf } from '../domain/event.ts'
import { type Interface, phrasesOf } from '../domain/language.ts'
import { dateIn } from '../domain/time-zone.ts'
import { markedTitle, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventPage, EventReference, EventView } from '../domain/view-schema.ts'
import { factsOf, factTexts, figure, inLanguage, plainSummary, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { htmlParagraphs } from '../feeds/paragraphs.ts'
import { eventCitation } from '../formats/citation.ts'
import { eventLink, when } from './event-list.ts'
import { facetLink } from './facet.ts'
import { breadcrumbsNode, eventNode, jsonLd } from './json-ld.ts'
import { linkTo, page } from './layout.ts'
import { type Step, sequence } from './sequence.ts'
import { oembedLink, type SharedView, sharingRow } from './sharing.ts'
import { sourceList } from './source-list.ts'
import { standing } from './standing.ts'

export function entryPage(event: EventPage, context: RenderContext): string {
  const { language, publicUrl, timeline } = context
  const texts = phrasesOf(language).pages.entry
  const dayOf = (time: Instant) => phrasesOf(language).day(dateIn(timeline.timeZone, time))
  const { previous, next, related } = event.links
  const year = startOf({ date: event.date.edtf }).slice(0, 4)
  const title = markedTitle(event)
  const view: SharedView = { path: `/events/${event.id}`, title }
  const main = html`<article class="entry">
<div class="story">
<header class="opening">
<p class="kicker"><a href="${linkTo('/timeline', context)}">${phrasesOf(language).pages.shared.timeline}</a> › <a href="${linkTo(`/years/${year}`, context)}">${year}</a> · <a href="${facetLink('category', event.category.id, context)}">${textOf(event, 'category.name', event.category.name)}</a></p>
<h1>${textOf(event, 'title', event.title)}</h1>
${standing(event)}
<p class="dateline">${when(event.date)} <span class="precision">${precision(event.date, texts)}</span></p>
</header>
${event.image !== null && figure(event, event.image, new URL(event.image.url).pathname)}
${event.summary !== null && htmlParagraphs(event.summary, line => textOf(event, 'summary', line), 'lead')}
${event.note !== null && note(event, event.status === 'disputed' ? texts.disagreement : texts.remark)}
</div>
<div class="details">
${facts(event, context, texts)}
${
  related.length > 0 &&
  html`<section aria-labelledby="related">
<h2 id="related">${texts.related}</h2>
<ul class="related">
${related.map(each => html`<li>${eventLink(each, context)}</li>\n`)}</ul>
</section>`
}
</div>
<div class="story">
<section aria-labelledby="sources">
<h2 id="sources">${phrasesOf(language).labels.sources}</h2>
${sourceList(event.sources, event, 'sources')}
</section>
${event.untranslated.length > 0 && html`<p class="hint">${phrasesOf(language).untranslated}</p>`}
<footer class="history">
<h2>${texts.history}</h2>
<p>${texts.added(dayOf(event.createdAt))}${event.revision > 1 && ` · ${texts.corrected(event.revision, dayOf(event.updatedAt))}`}</p>
<p><a href="${linkTo(`/events/${event.id}/history`, context)}">${phrasesOf(language).pages.history.show}</a> · <a href="${event.url}" rel="bookmark">${texts.address}</a> · <a href="/v1/events/${event.id}?lang=${language}">${texts.data}</a></p>
</footer>
${sharingRow(view, [], eventCitation(event, context), context)}
</div>
</article>
${sequence(texts.around, previous && step(previous, texts.previous, context), next && step(next, texts.next, context))}`
  return page(
    {
      title,
      description: plainSummary(event),
      path: view.path,
      main,
      kind: 'article',
      picture: { path: view.path, alt: `${title} – ${event.date.text}` },
      jsonLd: jsonLd([
        eventNode(event, context),
        breadcrumbsNode([
          { name: timelineTitle(context), url: `${publicUrl}${linkTo('/', context)}` },
          { name: year, url: `${publicUrl}${linkTo(`/years/${year}`, context)}` },
          { name: title, url: event.url },
        ]),
      ]),
      alternates: [
        oembedLink(view, context),
        {
          rel: 'describedby',
          type: 'application/json',
          title: texts.data,
          href: `/v1/events/${event.id}?lang=${language}`,
        },
      ],
      previous: previous && linkTo(`/events/${previous.id}`, context),
      next: next && linkTo(`/events/${next.id}`, context),
    },
    context,
  )
}

type Texts = Interface['pages']['entry']

const precision = ({ precision, approximate, uncertain }: EventView['date'], texts: Texts): string =>
  // The date itself says that the day is known.
  [precision !== 'day' && texts.precision[precision], approximate && texts.approximate, uncertain && texts.uncertain]
    .filter(each => each !== false)
    .join(', ')

const note = (event: EventView, heading: string): Markup => html`<aside class="note">
<h2>${heading}</h2>
${htmlParagraphs(event.note!, line => textOf(event, 'note', line))}
</aside>`

function facts(event: EventView, context: RenderContext, texts: Texts): Markup {
  const { labels } = phrasesOf(event.language)
  const names = (field: 'actors' | 'places', dimension: 'actor' | 'place') =>
    event[field].map(
      ({ id, name }, index) =>
        html`${index > 0 && ' · '}<a href="${facetLink(dimension, id, context)}">${textOf(event, `${field}.${index}.name`, name)}</a>`,
    )
  const known = factsOf(event).filter(([label]) => label !== labels.when && label !== labels.note)
  const all = [
    ...known.map(fact => factTexts(event, fact)),
    ...(event.actors.length > 0 ? [[texts.actors, names('actors', 'actor')]] : []),
    ...(event.places.length > 0 ? [[texts.places, names('places', 'place')]] : []),
  ]
  const tags = event.tags.map(
    ({ id, name }, index) =>
      html`<li><a href="${facetLink('tag', id, context)}" rel="tag">${textOf(event, `tags.${index}.name`, name)}</a></li>\n`,
  )
  return html`${
    all.length > 0 &&
    html`<dl class="facts">
${all.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`
  }
${tags.length > 0 && html`<ul class="tags" aria-label="${texts.tags}">\n${tags}</ul>`}`
}

const step = (to: EventReference, direction: string, context: RenderContext): Step => ({
  href: linkTo(`/events/${to.id}`, context),
  title: html`${inLanguage(to.title, to.language, context.language)}`,
  direction: `${direction} · ${to.date.text}`,
})
