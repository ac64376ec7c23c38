/** Publisher, contact and licence of the timeline, if the owner states them. */
import { phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import type { RenderContext } from '../domain/view.ts'
import { inLanguage } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'

export function publisherLine(context: RenderContext): Markup | undefined {
  const { timeline, language } = context
  if (timeline.publisher === undefined) return undefined
  const { name, url } = timeline.publisher
  const chosen = chooseFor(name, context)
  const shown = inLanguage(chosen.text, chosen.language, language)
  return html`${phrasesOf(language).pages.shared.publisher}: ${url === undefined ? shown : html`<a href="${url}" rel="external">${shown}</a>`}`
}

export const licenceLine = ({ timeline: { licence }, language }: RenderContext): Markup | undefined =>
  licence &&
  html`${phrasesOf(language).pages.shared.dataLicence}: <a href="${licence.url}" rel="license external">${licence.name}</a>`

/** The address for corrections. */
export const contactLine = ({ timeline: { contact }, language }: RenderContext): Markup | undefined =>
  contact === undefined
    ? undefined
    : html`${phrasesOf(language).pages.about.contact}: <a href="${contact.includes('://') ? contact : `mailto:${contact}`}">${contact}</a>`
