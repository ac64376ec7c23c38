/** The page `/about`: purpose, sourcing, statuses, licence and corrections. */
import { STATUSES, type Status } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import { inLanguage } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { page } from './layout.ts'
import { contactLine, licenceLine, publisherLine } from './ownership.ts'

export interface AboutData {
  statuses: Partial<Record<Status, number>>
  /** First and last year with events; undefined for an empty timeline. */
  span: { first: string; last: string } | undefined
}

export function aboutPage({ statuses, span }: AboutData, context: RenderContext): string {
  const { language } = context
  const texts = phrasesOf(language).pages.about
  const shared = phrasesOf(language).pages.shared
  const description = chooseFor(context.timeline.description, context)
  const all = Object.values(statuses).reduce((sum, events) => sum + events, 0)
  const points = (items: readonly string[]) => html`<ul>${items.map(item => html`<li>${item}</li>`)}</ul>`
  const line = (each: Markup | undefined) => each && html`\n<p>${each}</p>`
  return page(
    {
      path: '/about',
      title: texts.title,
      description: description.text,
      main: html`<h1>${texts.title}</h1>
<section class="point"><h2>${texts.what}</h2>
<p>${inLanguage(description.text, description.language, language)}</p>
${span && html`<p>${texts.counted(all, span.first, span.last)}</p>`}
<p>${texts.privacy}</p>${line(publisherLine(context))}</section>
<section class="point"><h2>${texts.sourcing}</h2>
${points(texts.sourcingPoints)}</section>
<section class="point"><h2 id="statuses">${texts.statuses}</h2>
<dl class="statuses">${STATUSES.map(
        status => html`
<dt><span class="status ${status}">${phrasesOf(language).status[status]}</span> ${shared.events(statuses[status] ?? 0)}</dt>
<dd>${texts.statusMeanings[status]}</dd>`,
      )}
</dl></section>
<section class="point"><h2>${texts.dates}</h2>
${points(texts.datesPoints)}</section>
<section class="point"><h2>${texts.corrections}</h2>
${points(texts.correctionsPoints)}${line(contactLine(context))}</section>
<section class="point"><h2>${texts.licence}</h2>
${points(texts.licencePoints)}${line(licenceLine(context))}
<p>${texts.reuse}: <a href="${pagePath('/docs', context)}">${shared.reference}</a>, <a href="${pagePath('/subscribe', context)}">${shared.subscribe}</a>.</p></section>`,
    },
    context,
  )
}
