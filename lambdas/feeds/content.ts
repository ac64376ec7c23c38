/** Renders an event as plain text and as HTML for feed items. */
import { civilDate } from '../domain/civil-date.ts'
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { dateInWords, directionOf, languageAround, numberInWords, phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import type { EventView, ImageView } from '../domain/view-schema.ts'
import { EMPTY, type Markup, xml } from './markup.ts'
import { xmlParagraphs } from './paragraphs.ts'

/** "Claimed. According to: …", or empty for a confirmed event. */
export function statement({ status, attribution, language }: EventView): string {
  if (status === 'confirmed') return ''
  const { status: names, labels } = phrasesOf(language)
  return `${names[status]}. ${labels.attribution}: ${attribution}`
}

/** Plain text. Status and attribution come first, because readers may truncate the end. */
export const plainSummary = (event: EventView): string =>
  [statement(event), event.summary ?? ''].filter(text => text !== '').join(' – ') ||
  `${event.date.text}: ${event.title}`

/** A text in the language of the words around it, or an element that states its language and, if it differs, its direction. */
export function inLanguage(text: string, language: Language, pageLanguage: Language): string | Markup {
  const around = languageAround(pageLanguage)
  if (language === around) return text
  const direction = directionOf(language)
  return xml`<span lang="${language}"${direction === directionOf(around) ? EMPTY : xml` dir="${direction}"`}>${text}</span>`
}

/** @param path of the text in the view, as in `languages` */
export const textOf = (
  { language, languages }: Pick<EventView, 'language' | 'languages'>,
  path: string,
  text: string,
): string | Markup => inLanguage(text, languages[path] ?? language, language)

/** Paths are those of the texts of the timeline; the other parts are words of the interface. */
export type Fact = readonly [label: string, value: string, paths?: { label?: string; value?: string }]

/** The label and the value of a fact, each in its language. */
export const factTexts = (event: EventView, [label, value, paths]: Fact): (string | Markup)[] => [
  paths?.label === undefined ? label : textOf(event, paths.label, label),
  paths?.value === undefined ? value : textOf(event, paths.value, value),
]

/** The details of an event apart from its summary; the date comes first. */
export function factsOf({ date, figures, language, note, observance }: EventView): [Fact, ...Fact[]] {
  const { labels, quantity, year } = phrasesOf(language)
  return [
    [labels.when, date.text],
    ...(observance === null
      ? []
      : [
          [
            labels.observedSince,
            `${year(civilDate(observance.since, 1, 1))} – ${observance.name}`,
            { value: 'observance.name' },
          ] as const,
        ]),
    ...figures.map(
      ({ label, value, unit }, index): Fact => [
        label,
        quantity(numberInWords(value, language), unit.name),
        { label: `figures.${index}.label`, value: `figures.${index}.unit.name` },
      ],
    ),
    ...(note === null ? [] : [[labels.note, note, { value: 'note' }] as const]),
  ]
}

/** The publisher of a source and, if known, its publication date and where it is found. */
export function provenance(
  { publisher, published, reference }: EventView['sources'][number],
  language: Language,
): string {
  const day = published === null ? null : dateInWords(parseHistoricalDate(published), language)
  return [publisher, day, reference].filter(part => part !== null).join(', ')
}

/** Creator, licence and source of the image. Licences require that they are shown with it. */
export function imageCredit(event: Pick<EventView, 'language' | 'languages'>, image: ImageView): Markup {
  const { credit, licence, source } = image
  const link = (href: string, text: string) => xml`<a href="${href}">${text}</a>`
  const parts = [
    textOf(event, 'image.credit', credit),
    ...(licence === null ? [] : [licence.url === null ? licence.name : link(licence.url, licence.name)]),
    ...(source === null ? [] : [link(source, new URL(source).hostname)]),
  ]
  return xml`${parts.map((part, index) => xml`${index === 0 ? '' : ' · '}${part}`)}`
}

/**
 * The image with its credit. Its size is stated, so that nothing moves when it arrives.
 * @param src by default its URL
 */
export function figure(event: EventView, image: ImageView, src = image.url): Markup {
  const { languages, language } = event
  const altLanguage = languages['image.alt']
  const lang = altLanguage === undefined || altLanguage === language ? EMPTY : xml` lang="${altLanguage}"`
  return xml`<figure><img src="${src}" alt="${image.alt}" width="${image.width}" height="${image.height}"${lang}/><figcaption>${imageCredit(event, image)}</figcaption></figure>`
}

/** @param facts HTML of the remaining details */
export function eventBody(event: EventView, facts: Markup): Markup {
  const { labels, untranslated } = phrasesOf(event.language)
  const said = statement(event)
  const summary = event.summary === null ? [] : xmlParagraphs(event.summary, line => textOf(event, 'summary', line))
  const titleOf = ({ language, title }: EventView['sources'][number], index: number) =>
    language === null ? textOf(event, `sources.${index}.title`, title) : title
  return xml`${said === '' ? EMPTY : xml`<p><strong>${said}</strong></p>`}${summary}${facts}<p>${labels.sources}</p><ul>${event.sources.map(
    (source, index) =>
      xml`<li>${source.url === null ? titleOf(source, index) : xml`<a href="${source.url}">${titleOf(source, index)}</a>`}, ${provenance(source, event.language)}</li>`,
  )}</ul>${event.untranslated.length === 0 ? EMPTY : xml`<p>${untranslated}</p>`}`
}

/** @param lead first paragraph, which says why the item appears today */
export function htmlContent(event: EventView, lead: string): Markup {
  const { labels, status } = phrasesOf(event.language)
  const [when, ...others] = factsOf(event)
  const facts: Fact[] = [
    when,
    [labels.status, status[event.status]],
    [labels.category, event.category.name, { value: 'category.name' }],
    ...others,
  ]
  const list = xml`<dl>${facts.map(fact => {
    const [label, value] = factTexts(event, fact)
    return xml`<dt>${label!}</dt><dd>${value!}</dd>`
  })}</dl>`
  return xml`<p>${lead}</p>${event.image === null ? EMPTY : figure(event, event.image)}${eventBody(event, list)}`
}
