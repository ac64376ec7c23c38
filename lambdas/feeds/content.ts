/** An event as text and as HTML for feed items: how far it is established and by whom, what, when, figures and sources. */
import { civilDate } from '../domain/civil-date.ts'
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { dateInWords, numberInWords, phrasesOf } from '../domain/language.ts'
import type { EventView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './xml.ts'

/** "Claimed. According to: …", or nothing for what is confirmed. */
export function statement({ status, attribution, language }: EventView): string {
  if (status === 'confirmed') return ''
  const { status: names, labels } = phrasesOf(language)
  return `${names[status]}. ${labels.attribution}: ${attribution}`
}

/** Plain text: the statement goes first, so that no reader cuts it off. */
export const plainSummary = (event: EventView): string =>
  [statement(event), event.summary].filter(text => text !== '').join(' – ')

/** @param lead a paragraph that says why the item is here today */
export function htmlContent(event: EventView, lead: string): Markup {
  const { labels, quantity, status, untranslated, year } = phrasesOf(event.language)
  const { note, figures, sources, observance, language } = event
  const said = statement(event)
  const row = (label: string, value: string) => xml`<dt>${label}</dt><dd>${value}</dd>`
  return xml`<p>${lead}</p>${said === '' ? EMPTY : xml`<p><strong>${said}</strong></p>`}<p>${event.summary}</p><dl>${[
    row(labels.when, event.date.text),
    row(labels.status, status[event.status]),
    row(labels.category, event.category.name),
    observance === null
      ? EMPTY
      : row(labels.observedSince, `${year(civilDate(observance.since, 1, 1))} – ${observance.name}`),
    ...figures.map(({ label, value, unit }) => row(label, quantity(numberInWords(value, language), unit.name))),
    note === null ? EMPTY : row(labels.note, note),
  ]}</dl><p>${labels.sources}</p><ul>${sources.map(source => sourceLine(source, language))}</ul>${
    event.untranslated.length === 0 ? EMPTY : xml`<p>${untranslated}</p>`
  }`
}

function sourceLine({ title, publisher, url, published }: EventView['sources'][number], language: string): Markup {
  const when = published === null ? '' : `, ${dateInWords(parseHistoricalDate(published), language)}`
  return xml`<li><a href="${url}">${title}</a>, ${publisher}${when}</li>`
}
