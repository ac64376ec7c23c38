/** Links to the previous and next page: in time, in the calendar, or in a paged list. */
import { phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'

export interface Step {
  href: string
  /** Title of the target page. */
  title: Markup | string
  /** E.g. "Before" or "After". */
  direction: string
}

/** @param label accessible name of the navigation */
export function sequence(label: string, previous: Step | false | null, next: Step | false | null): Markup {
  if (!previous && !next) return html``
  const step = ({ href, title, direction }: Step, rel: 'prev' | 'next') =>
    html`<a class="${rel}" rel="${rel}" href="${href}"><span class="direction">${direction}</span> <span class="title">${title}</span></a>`
  return html`<nav class="sequence" aria-label="${label}">
${previous && step(previous, 'prev')}
${next && step(next, 'next')}
</nav>`
}

/** Links to the neighbouring pages of a list. */
export interface Pages {
  earlier?: string | undefined
  later?: string | undefined
}

/** Omits `rel`, because the arrow keys follow `rel` links and those belong to the sequence around the list. */
export function pager({ earlier, later }: Pages, language: Language): Markup {
  if (earlier === undefined && later === undefined) return html``
  const texts = phrasesOf(language).pages.shared
  return html`<nav class="pager" aria-label="${texts.pages}">
${earlier && html`<a href="${earlier}">← ${texts.earlier}</a>`}
${later && html`<a href="${later}">${texts.later} →</a>`}
</nav>`
}
