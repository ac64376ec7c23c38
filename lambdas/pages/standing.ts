/** How far an event is established and who says so, directly under its title, so that a claim never reads as a fact. */
import { phrasesOf } from '../domain/language.ts'
import type { EventView } from '../domain/view-schema.ts'
import { textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { attributionLine } from './event-list.ts'

export interface Account {
  who: string
  /** Their content, without the parentheses. */
  says?: string
}

/** The accounts in an attribution such as "Ministry (voluntary); North Korea (abduction)": semicolons separate them. */
export const accountsIn = (attribution: string): Account[] =>
  (attribution.match(/(?:[^;；(（]|[(（][^)）]*[)）]?)+/g) ?? []).map(part => {
    const [, who, says] = /^(.+?)\s*[(（]([^()（）]+)[)）][.。]?$/s.exec(part.trim()) ?? []
    return who === undefined || says === undefined ? { who: part.trim() } : { who, says }
  })

export function standing(event: EventView): Markup {
  const { status, attribution, language } = event
  const accounts = status === 'disputed' && attribution !== null ? accountsIn(attribution) : []
  const inItsLanguage = (text: string) => textOf(event, 'attribution', text)
  return html`<div class="standing ${status}">
<p><span class="status ${status}">${phrasesOf(language).status[status]}</span></p>
${
  accounts.length < 2
    ? attributionLine(event)
    : html`<dl class="accounts">
${accounts.map(({ who, says }) => html`<div><dt>${inItsLanguage(who)}</dt>${says !== undefined && html`<dd>${inItsLanguage(says)}</dd>`}</div>\n`)}</dl>`
}
</div>`
}
