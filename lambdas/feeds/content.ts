/** An event as text and as HTML for feed items: when, what, how far established and by whom, figures and sources. */
import { numberInWords, phrasesOf } from '../domain/language.ts'
import type { EventView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './xml.ts'

/** "Claimed: according to …", or nothing for what is confirmed. */
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
  const { labels, quantity, status } = phrasesOf(event.language)
  const { attribution, note, figures, sources, observance } = event
  const row = (label: string, value: string) => xml`<dt>${label}</dt><dd>${value}</dd>`
  return xml`<p>${lead}</p><p>${event.summary}</p><dl>${[
    row(labels.when, event.date.text),
    row(labels.status, status[event.status]),
    attribution === null ? EMPTY : row(labels.attribution, attribution),
    row(labels.category, event.category.name),
    observance === null ? EMPTY : row(labels.observedSince, `${observance.since} – ${observance.name}`),
    ...figures.map(({ label, value, unit }) => row(label, quantity(numberInWords(value, event.language), unit.name))),
    note === null ? EMPTY : row(labels.note, note),
  ]}</dl><p>${labels.sources}</p><ul>${sources.map(
    ({ title, publisher, url, published }) =>
      xml`<li><a href="${url}">${title}</a>, ${publisher}${published === null ? '' : `, ${published}`}</li>`,
  )}</ul>`
}
