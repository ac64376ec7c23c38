/** Converts authored data to stored data: replaces term ids by terms, fills in defaults and sorts events chronologically. */
import type { Instant } from '../domain/civil-date.ts'
import {
  type Contents,
  type DatedEvent,
  type Event,
  type Series,
  timeKeyOf,
  type Vocabularies,
} from '../domain/event.ts'
import type { AuthoredEvent, AuthoredSeries } from '../domain/schema.ts'
import type { Text } from '../domain/text.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Authored } from './check.ts'

type Terms = { [V in keyof Vocabularies]: ReadonlyMap<string, Vocabularies[V][number]> }

/** @param authored checked data; every id in it is declared */
export function resolve(authored: Authored): Contents {
  const { categories, tags, actors, places, units, logo, ...settings } = authored.timeline
  const published = utc(settings.published)
  const vocabularies: Vocabularies = {
    categories: listed(categories),
    tags: listed(named(tags)),
    actors: listed(named(actors)),
    places: listed(places),
    units: listed(named(units)),
    media: authored.media,
  }
  const terms = termsOf(vocabularies)
  return {
    timeline: { ...settings, published, ...(logo !== undefined && { logo: pick(terms.media, logo) }) },
    ...vocabularies,
    events: inOrder(authored.events.map(event => datedEvent(event, terms))),
    series: authored.series.map(series => seriesOf(series, terms)),
  }
}

/** @param authored a checked event; every id in it is declared */
export const resolveEvent = (authored: AuthoredEvent, vocabularies: Vocabularies): Event =>
  eventOf(authored, termsOf(vocabularies))

const utc = (timestamp: string): Instant => instantOf(Date.parse(timestamp))

const named = (names: Record<string, Text>): Record<string, { name: Text }> =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [id, { name }]))

const listed = <T extends object>(table: Record<string, T>): (T & { id: string })[] =>
  Object.entries(table).map(([id, record]) => ({ id, ...record }))

const byId = <T extends { id: string }>(terms: readonly T[]): ReadonlyMap<string, T> =>
  new Map(terms.map(term => [term.id, term]))

const termsOf = ({ categories, tags, actors, places, units, media }: Vocabularies): Terms => ({
  categories: byId(categories),
  tags: byId(tags),
  actors: byId(actors),
  places: byId(places),
  units: byId(units),
  media: byId(media),
})

function pick<T>(vocabulary: ReadonlyMap<string, T>, id: string): T {
  const term = vocabulary.get(id)
  if (term === undefined) throw new Error(`"${id}" is not declared`)
  return term
}

function eventOf({ added: _, corrected: __, image, ...content }: AuthoredEvent, terms: Terms): Event {
  const { id: category, name } = pick(terms.categories, content.category)
  return {
    ...content,
    sources: content.sources.map(withEncodedUrl),
    category: { id: category, name },
    tags: (content.tags ?? []).map(id => pick(terms.tags, id)),
    actors: (content.actors ?? []).map(id => pick(terms.actors, id)),
    places: (content.places ?? []).map(id => pick(terms.places, id)),
    figures: (content.figures ?? []).map(figure => ({ ...figure, unit: pick(terms.units, figure.unit) })),
    ...(image && { image: { ...image, file: pick(terms.media, image.file) } }),
    related: content.related ?? [],
  }
}

/** Encodes letters other than ASCII, such as Hangul in a path or a host, because feeds and headers take URIs only (RFC 3986). */
const withEncodedUrl = <T extends { url?: string }>(source: T): T =>
  source.url === undefined || /^[!-~]+$/.test(source.url) ? source : { ...source, url: new URL(source.url).href }

function datedEvent(authored: AuthoredEvent, terms: Terms): DatedEvent {
  const { added, corrected } = authored
  return {
    event: eventOf(authored, terms),
    ...(added === undefined ? {} : { added: utc(added) }),
    ...(corrected === undefined ? {} : { corrected: utc(corrected) }),
  }
}

const seriesOf = (authored: AuthoredSeries, { units }: Terms): Series => ({
  ...authored,
  unit: pick(units, authored.unit),
  points: authored.points.map(point => ({
    ...point,
    sources: point.sources.map(withEncodedUrl),
    disagreements: point.disagreements ?? [],
  })),
})

/** Sorts by time key, computing each key once. */
function inOrder(events: DatedEvent[]): DatedEvent[] {
  return events
    .map(dated => ({ dated, key: timeKeyOf(dated.event) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ dated }) => dated)
}
