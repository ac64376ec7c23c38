/** Renders an event as plain text and as HTML for feed items. */
import { civilDate } from '../domain/civil-date.ts'
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { dateInWords, numberInWords, phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import type { EventView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './markup.ts'

/** "Claimed. According to: …", or empty for a confirmed event. */
export function statement({ status, attribution, language }: EventView): string {
  if (status === 'confirmed') return ''
  const { status: names, labels } = phrasesOf(language)
  return `${names[status]}. ${labels.attribution}: ${attribution}`
}

/** Plain text. Status and attribution come first, because readers may truncate the end. */
export const plainSummary = (event: EventView): string =>
  [statement(event), event.summary].filter(text => text !== '').join(' – ')

export type Fact = readonly [label: string, value: string]

/** The details of an event apart from its summary; the date comes first. */
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

/** The publisher of a source and, if known, its publication date. */
export function provenance({ publisher, published }: EventView['sources'][number], language: Language): string {
  return published === null ? publisher : `${publisher}, ${dateInWords(parseHistoricalDate(published), language)}`
}

/** @param facts HTML of the remaining details */
export function eventBody(event: EventView, facts: Markup): Markup {
  const { labels, untranslated } = phrasesOf(event.language)
  const said = statement(event)
  return xml`${said === '' ? EMPTY : xml`<p><strong>${said}</strong></p>`}<p>${event.summary}</p>${facts}<p>${labels.sources}</p><ul>${event.sources.map(
    source => xml`<li><a href="${source.url}">${source.title}</a>, ${provenance(source, event.language)}</li>`,
  )}</ul>${event.untranslated.length === 0 ? EMPTY : xml`<p>${untranslated}</p>`}`
}

/** @param lead first paragraph, which says why the item appears today */
export function htmlContent(event: EventView, lead: string): Markup {
  const { labels, status } = phrasesOf(event.language)
  const [when, ...others] = factsOf(event)
  const facts: Fact[] = [when, [labels.status, status[event.status]], [labels.category, event.category.name], ...others]
  const list = xml`<dl>${facts.map(([label, value]) => xml`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
  return xml`<p>${lead}</p>${eventBody(event, list)}`
}
