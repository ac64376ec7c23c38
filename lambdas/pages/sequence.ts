/** The way to what is before and after a page: in time, in the calendar, or in a list of several pages. */
import type { Language } from '../domain/text.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { sharedTexts } from './phrases.ts'

export interface Step {
  href: string
  /** What it leads to. */
  title: Markup | string
  /** In which direction. */
  direction: string
}

/** @param label what is gone through, for those who do not see it */
export function sequence(label: string, previous: Step | false | null, next: Step | false | null): Markup {
  if (!previous && !next) return html``
  const step = ({ href, title, direction }: Step, rel: 'prev' | 'next') =>
    html`<a class="${rel}" rel="${rel}" href="${href}"><span class="direction">${direction}</span> <span class="title">${title}</span></a>`
  return html`<nav class="sequence" aria-label="${label}">
${previous && step(previous, 'prev')}
${next && step(next, 'next')}
</nav>`
}

/** The pages of a list before and after this one. */
export interface Pages {
  earlier?: string | undefined
  later?: string | undefined
}

/** Without the relations that arrow keys follow, for they lead to what is before and after the whole. */
export function pager({ earlier, later }: Pages, language: Language): Markup {
  if (earlier === undefined && later === undefined) return html``
  const texts = sharedTexts(language)
  return html`<nav class="pager" aria-label="${texts.pages}">
${earlier && html`<a href="${earlier}">← ${texts.earlier}</a>`}
${later && html`<a href="${later}">${texts.later} →</a>`}
</nav>`
}
