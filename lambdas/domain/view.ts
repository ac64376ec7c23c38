/** Builds the public representation of events, occurrences and series in one language. Pure. */
import type { Occurrence } from './anniversary.ts'
import { authoredEvent } from './authored.ts'
import { type CivilDate, monthDayOf } from './civil-date.ts'
import type { Image, Place, Series, SeriesSummary, Source, StoredEvent, Term, Timeline, Tombstone } from './event.ts'
import { type HistoricalDate, parseHistoricalDate } from './historical-date.ts'
import { dateInWords, phrasesOf } from './language.ts'
import { type MediaFile, mediaPath } from './media.ts'
import { chooseFor, type Language, type Text } from './text.ts'
import type {
  ChangeView,
  EventPage,
  EventReference,
  EventView,
  FacetView,
  ImageView,
  MediaView,
  OccurrenceView,
  RevisionView,
  SeriesSummaryView,
  SeriesView,
} from './view-schema.ts'

/** The language and public origin for which views are rendered. */
export interface RenderContext {
  language: Language
  timeline: Timeline
  /** Without a trailing slash, e.g. `https://annals.example`. */
  publicUrl: string
  /** Of the timeline, in the addresses of pictures. Unknown outside of a request. */
  version?: string
}

/** Path of a page. The default language has no prefix. */
export const pagePath = (
  path: `/${string}`,
  { language, timeline }: { language: Language; timeline: { languages: readonly Language[] } },
): string => (language === timeline.languages[0] ? path : `/${language}${path === '/' ? '' : path}`)

/** Absolute URL of that page. */
export const pageUrl = (path: `/${string}`, context: RenderContext): string =>
  `${context.publicUrl}${pagePath(path, context)}`

/** Path prefixes of dimensions with a page for each value. */
export const FACET_PATHS = {
  tag: '/tags',
  category: '/categories',
  place: '/places',
  actor: '/actors',
} as const

/** URL of the event's page. All public addresses are built in this module. */
export const eventUrl = (id: string, context: RenderContext): string => pageUrl(`/events/${id}`, context)

export const timelineTitle = (context: RenderContext): string => chooseFor(context.timeline.title, context).text

export const timelineUrl = (context: RenderContext): string => pageUrl('/', context)

/** URL of the page that lists everything on that day of the year. */
export const anniversariesUrl = (date: CivilDate, context: RenderContext): string =>
  pageUrl(`/on/${monthDayOf(date)}`, context)

/** URL of the event in the API. */
export const eventApiUrl = (id: string, context: RenderContext): string => withLanguage(`/v1/events/${id}`, context)

function withLanguage(path: string, { language, timeline, publicUrl }: RenderContext): string {
  return `${publicUrl}${path}${language === timeline.languages[0] ? '' : `?lang=${language}`}`
}

/** Views list their fields explicitly because DynamoDB does not keep the order of map attributes, and equal input must give equal bytes. */
const sourceView = (
  { title, language, publisher, url, reference, published, supports }: Source,
  path: string,
  { stringOrText }: Translator,
) => ({
  title: stringOrText('sources', title, `${path}.title`),
  language: language ?? null,
  publisher,
  url: url ?? null,
  reference: reference ?? null,
  published: published ?? null,
  supports: supports === undefined ? null : stringOrText('sources', supports, `${path}.supports`),
})

/** A file in `media/`, without its name. */
export const mediaView = (file: MediaFile, { publicUrl }: RenderContext): MediaView => {
  const { type, bytes, width, height } = file
  return { url: `${publicUrl}${mediaPath(file)}`, type, bytes, width, height }
}

const imageView = (
  { file, alt, credit, licence, source }: Image,
  context: RenderContext,
  { text, stringOrText }: Translator,
): ImageView => ({
  ...mediaView(file, context),
  alt: text('image', alt, 'image.alt'),
  credit: stringOrText('image', credit, 'image.credit'),
  licence: licence ? { name: licence.name, url: licence.url ?? null } : null,
  source: source ?? null,
})

/** Chooses texts, and records the fields that lack a translation and the languages of those texts by their paths. */
export function translator(context: RenderContext) {
  const untranslated = new Set<string>()
  const languages: Record<string, Language> = {}
  const inLanguage = (field: string, text: Text, path = field): string => {
    const chosen = chooseFor(text, context)
    if (chosen.language !== context.language) {
      untranslated.add(field)
      languages[path] = chosen.language
    }
    return chosen.text
  }
  return {
    untranslated,
    languages,
    text: inLanguage,
    stringOrText: (field: string, value: string | Text, path: string) =>
      typeof value === 'string' ? value : inLanguage(field, value, path),
    optional: (field: string, text: Text | undefined) => (text === undefined ? null : inLanguage(field, text)),
    term: (field: string, { id, name }: Term, path = field) => ({ id, name: inLanguage(field, name, `${path}.name`) }),
  }
}

type Translator = ReturnType<typeof translator>

const dateView = (date: HistoricalDate, language: Language): EventView['date'] => {
  const { edtf, start, end, open, precision, approximate, uncertain } = date
  return {
    edtf,
    start: open === 'start' ? null : start,
    end: open === 'end' ? null : end,
    precision,
    approximate,
    uncertain,
    text: dateInWords(date, language),
  }
}

export function eventView(event: StoredEvent, context: RenderContext): EventView {
  const translate = translator(context)
  const { text, optional, term, untranslated, languages } = translate
  const terms = (field: string, each: readonly Term[]) =>
    each.map((one, index) => term(field, one, `${field}.${index}`))
  const placeView = (place: Place, index: number) => ({
    ...term('places', place, `places.${index}`),
    country: place.country ?? null,
    latitude: place.latitude ?? null,
    longitude: place.longitude ?? null,
  })
  return {
    id: event.id,
    url: eventUrl(event.id, context),
    date: dateView(parseHistoricalDate(event.date), context.language),
    title: text('title', event.title),
    summary: optional('summary', event.summary),
    category: term('category', event.category),
    tags: terms('tags', event.tags),
    actors: terms('actors', event.actors),
    places: event.places.map(placeView),
    significance: event.significance,
    status: event.status,
    attribution: optional('attribution', event.attribution),
    note: optional('note', event.note),
    image: event.image ? imageView(event.image, context, translate) : null,
    figures: event.figures.map(({ label, value, unit }, index) => ({
      label: text('figures', label, `figures.${index}.label`),
      value,
      unit: term('figures', unit, `figures.${index}.unit`),
    })),
    observance: event.observance
      ? { since: event.observance.since, name: text('observance', event.observance.name, 'observance.name') }
      : null,
    related: event.related,
    sources: event.sources.map((source, index) => sourceView(source, `sources.${index}`, translate)),
    language: context.language,
    untranslated: [...untranslated],
    languages,
    createdAt: event.createdAt,
    updatedAt: event.updatedAt,
    revision: event.revision,
  }
}

function eventReference(view: EventView): EventReference {
  const { id, url, date } = view
  return { id, url, title: markedTitle(view), language: titleLanguage(view), date }
}

/** An event with links to its neighbours and related events. */
export function eventPage(
  event: StoredEvent,
  { previous, next, related }: Record<'previous' | 'next', StoredEvent | undefined> & { related: StoredEvent[] },
  context: RenderContext,
): EventPage {
  const reference = (other: StoredEvent) => eventReference(eventView(other, context))
  return {
    ...eventView(event, context),
    links: {
      previous: previous ? reference(previous) : null,
      next: next ? reference(next) : null,
      related: related.map(reference),
    },
  }
}

export const facetView = (
  { value, name, description, events }: { value: string; name?: Text; description?: Text; events: number },
  context: RenderContext,
): FacetView => {
  const { optional, languages } = translator(context)
  return { value, name: optional('name', name), description: optional('description', description), languages, events }
}

export const changeView = (change: StoredEvent | Tombstone, context: RenderContext): ChangeView => ({
  id: change.id,
  revision: change.revision,
  updatedAt: change.updatedAt,
  event: 'deleted' in change ? null : eventView(change, context),
})

export const revisionView = (version: StoredEvent | Tombstone, languages: readonly Language[]): RevisionView => ({
  revision: version.revision,
  createdAt: version.createdAt,
  updatedAt: version.updatedAt,
  event: 'deleted' in version ? null : authoredEvent(version, languages),
})

/** Language of the title, which may not be translated. */
export const titleLanguage = ({ language, languages }: EventView): Language => languages.title ?? language

/** The title, prefixed with its status unless confirmed. Use it wherever a title stands alone, so that a claim never reads as a fact. */
export function markedTitle({ title, status, language }: EventView): string {
  return status === 'confirmed' ? title : `[${phrasesOf(language).status[status]}] ${title}`
}

export function occurrenceView(occurrence: Occurrence, event: StoredEvent, context: RenderContext): OccurrenceView {
  const view = eventView(event, context)
  const { date, kind, years, rank } = occurrence
  const { approximate, uncertain, text: when } = view.date
  const title = approximate || uncertain ? `${markedTitle(view)} (${when})` : markedTitle(view)
  const name = kind === 'observance' && view.observance ? view.observance.name : title
  return { date, kind, years, rank, text: phrasesOf(context.language).occurrence[kind](years, name), event: view }
}

export function seriesSummaryView(series: SeriesSummary, context: RenderContext): SeriesSummaryView {
  const { text, term, untranslated, languages } = translator(context)
  return {
    id: series.id,
    url: withLanguage(`/v1/series/${series.id}`, context),
    title: text('title', series.title),
    description: text('description', series.description),
    unit: term('unit', series.unit),
    partOf: series.partOf ?? null,
    language: context.language,
    untranslated: [...untranslated],
    languages,
  }
}

export function seriesView(series: Series, context: RenderContext): SeriesView {
  const translate = translator(context)
  const { text, untranslated, languages } = translate
  const points = series.points.map((point, index) => ({
    year: point.year,
    value: point.value,
    cumulative: point.cumulative ?? null,
    basis: text('basis', point.basis, `points.${index}.basis`),
    disagreements: point.disagreements.map((each, at) =>
      text('disagreements', each, `points.${index}.disagreements.${at}`),
    ),
    sources: point.sources.map((source, at) => sourceView(source, `points.${index}.sources.${at}`, translate)),
  }))
  const summary = seriesSummaryView(series, context)
  return {
    ...summary,
    untranslated: [...summary.untranslated, ...untranslated],
    languages: { ...summary.languages, ...languages },
    points,
  }
}
