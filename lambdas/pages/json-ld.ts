/** Structured data of pages: JSON-LD (https://www.w3.org/TR/json-ld11/) with the schema.org vocabulary. */
import type { CivilDate } from '../domain/civil-date.ts'
import { endsOf, type HistoricalDate } from '../domain/historical-date.ts'
import { chooseFor, type Language } from '../domain/text.ts'
import { markedTitle, mediaView, pagePath, pageUrl, type RenderContext } from '../domain/view.ts'
import type { EventView, ImageView, MediaView, SeriesView } from '../domain/view-schema.ts'
import { plainSummary } from '../feeds/content.ts'
import { dataBlock, html, type Markup } from '../feeds/markup.ts'

export type Node = { '@type': string } & Record<string, unknown>

/** The script element that holds the structured data of a page. */
export const jsonLd = (nodes: readonly Node[]): Markup =>
  html`<script type="application/ld+json">${dataBlock({ '@context': 'https://schema.org', '@graph': nodes })}</script>`

/** ISO 8601 at the known precision, without EDTF qualifiers, because schema.org cannot express approximate dates. */
function isoDate({ precision }: HistoricalDate, day: CivilDate): string {
  if (precision === 'day') return day
  return precision === 'month' || precision === 'season' ? day.slice(0, 7) : day.slice(0, 4)
}

/** Seasons, decades and centuries have no form of their own in ISO 8601: they last from their first month or year to their last. */
function isoDates(edtf: string): { startDate?: string; endDate?: string } {
  const [from, to] = endsOf({ edtf })
  const isOneDate = from?.edtf === to?.edtf && from !== null && ['day', 'month', 'year'].includes(from.precision)
  return {
    ...(from && { startDate: isoDate(from, from.start) }),
    ...(to && !isOneDate && { endDate: isoDate(to, to.end) }),
  }
}

/** A text that is not translated, as a language-tagged string (https://www.w3.org/TR/json-ld11/#string-internationalization). */
const inItsLanguage = (text: string, language: Language | undefined) =>
  language === undefined ? text : { '@value': text, '@language': language }

const citation = ({ title, language, publisher, url, reference, published }: EventView['sources'][number]): Node => ({
  '@type': 'CreativeWork',
  name: title,
  ...(language !== null && { inLanguage: language }),
  ...(url !== null && { url }),
  ...(reference !== null && { identifier: reference }),
  publisher: { '@type': 'Organization', name: publisher },
  ...(published !== null && { datePublished: isoDates(published).startDate }),
})

const imageObject = ({ url, type, width, height }: MediaView): Node => ({
  '@type': 'ImageObject',
  url,
  contentUrl: url,
  encodingFormat: type,
  width,
  height,
})

/** https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata */
const creditedImage = (image: ImageView, { languages }: EventView): Node => ({
  ...imageObject(image),
  caption: inItsLanguage(image.alt, languages['image.alt']),
  creditText: inItsLanguage(image.credit, languages['image.credit']),
  ...(image.licence?.url && { license: image.licence.url }),
  ...(image.source !== null && { isBasedOn: image.source }),
})

const place = (
  { name, country, latitude, longitude }: EventView['places'][number],
  language: Language | undefined,
): Node => ({
  '@type': 'Place',
  name: inItsLanguage(name, language),
  ...(country !== null && { address: { '@type': 'PostalAddress', addressCountry: country } }),
  ...(latitude !== null && longitude !== null && { geo: { '@type': 'GeoCoordinates', latitude, longitude } }),
})

/**
 * An event and the page about it. The name carries an unconfirmed status and the description begins with the attribution, so machines never
 * read a claim as a fact. Sources belong to the page, because schema.org events have no citations.
 */
export function eventNode(event: EventView, context: RenderContext): Node {
  const { date, url, language } = event
  const isVague = date.approximate || date.uncertain || ['season', 'decade', 'century'].includes(date.precision)
  return {
    '@type': 'Event',
    '@id': `${url}#event`,
    name: inItsLanguage(markedTitle(event), event.languages.title),
    ...isoDates(date.edtf),
    description: inItsLanguage(plainSummary(event), event.languages.summary),
    ...(isVague && { disambiguatingDescription: date.text }),
    ...(event.image && { image: creditedImage(event.image, event) }),
    inLanguage: language,
    keywords: event.tags.map(({ name }, index) => inItsLanguage(name, event.languages[`tags.${index}.name`])),
    ...(event.places.length > 0 && {
      location: event.places.map((each, index) => place(each, event.languages[`places.${index}.name`])),
    }),
    subjectOf: {
      '@type': 'Article',
      '@id': url,
      url,
      headline: inItsLanguage(markedTitle(event), event.languages.title),
      inLanguage: language,
      datePublished: event.createdAt,
      dateModified: event.updatedAt,
      isPartOf: webSiteNode(context),
      ...(event.attribution !== null && { creditText: inItsLanguage(event.attribution, event.languages.attribution) }),
      citation: event.sources.map(citation),
    },
  }
}

/** Publisher and licence, as far as the owner states them. */
function ownership(context: RenderContext) {
  const { publisher, licence, logo } = context.timeline
  return {
    ...(publisher && {
      publisher: {
        '@type': 'Organization',
        name: chooseFor(publisher.name, context).text,
        ...(publisher.url !== undefined && { url: publisher.url }),
        ...(logo && { logo: imageObject(mediaView(logo, context)) }),
      },
    }),
    ...(licence && { license: licence.url }),
  }
}

/** The timeline as a website. */
function webSiteNode(context: RenderContext): Node {
  const { language, publicUrl, timeline } = context
  const title = chooseFor(timeline.title, context)
  return {
    '@type': 'WebSite',
    name: inItsLanguage(title.text, title.language === language ? undefined : title.language),
    url: `${publicUrl}${pagePath('/', context)}`,
    inLanguage: language,
    ...ownership(context),
  }
}

/** The timeline with the address of its search: https://schema.org/SearchAction */
export const searchableNode = (context: RenderContext): Node => ({
  ...webSiteNode(context),
  potentialAction: {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${pageUrl('/search', context)}?q={q}` },
    'query-input': 'required name=q',
  },
})

/** The breadcrumb path from the home page. */
export const breadcrumbsNode = (steps: readonly { name: string; url: string }[]): Node => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: url,
  })),
})

/** @param url URL of the page that shows the series */
export function datasetNode(series: SeriesView, url: string, context: RenderContext): Node {
  const { points, title, description, language, languages, unit } = series
  const sources = new Map(
    points.flatMap(point => point.sources.map(source => [source.url ?? `${source.title} ${source.reference}`, source])),
  )
  return {
    '@type': 'Dataset',
    name: inItsLanguage(title, languages.title),
    description: inItsLanguage(description, languages.description),
    url,
    inLanguage: language,
    variableMeasured: { '@type': 'PropertyValue', name: title, unitText: unit.name },
    temporalCoverage: `${points[0]?.year}/${points.at(-1)?.year}`,
    isAccessibleForFree: true,
    ...ownership(context),
    distribution: { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: series.url },
    citation: [...sources.values()].map(citation),
  }
}
