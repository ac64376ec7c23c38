/** An event as text and as HTML for feed items: how far it is established and by whom, what, when, figures and sources. */
import { civilDate } from '../domain/civil-date.ts'
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { dateInWords, numberInWords, phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import type { EventView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './markup.ts'

/** "Claimed. According to: …", or nothing for what is confirmed. */
export function statement({ status, attribution, language }: EventView): string {
  if (status === 'confirmed') return ''
  const { status: names, labels } = phrasesOf(language)
  return `${names[status]}. ${labels.attribution}: ${attribution}`
}

/** Plain text: the statement goes first, so that no reader cuts it off. */
export const plainSummary = (event: EventView): string =>
  [statement(event), event.summary].filter(text => text !== '').join(' – ')

/** A label and what it is of this event. */
export type Fact = readonly [label: string, value: string]

/** What is known of an event besides its story: when it was goes first. */
export function factsOf({ date, figures, language, note, observance }: EventView): [Fact, ...Fact[]] {
  const { labels, quantity, year } = phrasesOf(language)
  return [
    [labels.when, date.text],
    ...(observance === null
      ? []
      : [[labels.observedSince, `${year(civilDate(observance.since, 1, 1))} – ${observance.name}`] as const]),
    ...figures.map(({ label, value, unit }): Fact => [label, quantity(numberInWords(value, language), unit.name)]),
    ...(note === null ? [] : [[labels.note, note] as const]),
  ]
}

/** Who published a source, and when as far as it is known. */
export function provenance({ publisher, published }: EventView['sources'][number], language: Language): string {
  return published === null ? publisher : `${publisher}, ${dateInWords(parseHistoricalDate(published), language)}`
}

/** @param facts what is known besides the summary, already as HTML */
export function eventBody(event: EventView, facts: Markup): Markup {
  const { labels, untranslated } = phrasesOf(event.language)
  const said = statement(event)
  return xml`${said === '' ? EMPTY : xml`<p><strong>${said}</strong></p>`}<p>${event.summary}</p>${facts}<p>${labels.sources}</p><ul>${event.sources.map(
    source => xml`<li><a href="${source.url}">${source.title}</a>, ${provenance(source, event.language)}</li>`,
  )}</ul>${event.untranslated.length === 0 ? EMPTY : xml`<p>${untranslated}</p>`}`
}

/** @param lead a paragraph that says why the item is here today */
export function htmlContent(event: EventView, lead: string): Markup {
  const { labels, status } = phrasesOf(event.language)
  const [when, ...others] = factsOf(event)
  const facts: Fact[] = [when, [labels.status, status[event.status]], [labels.category, event.category.name], ...others]
  const list = xml`<dl>${facts.map(([label, value]) => xml`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
  return xml`<p>${lead}</p>${eventBody(event, list)}`
}
