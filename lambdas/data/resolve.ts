/** Turns what an owner wrote into what is stored: names for ids, defaults for what is left out, everything in the order of time. */
import type { Instant } from '../domain/civil-date.ts'
import {
  type Category,
  type Contents,
  type DatedEvent,
  type Event,
  type Place,
  type Series,
  type Term,
  timeKeyOf,
} from '../domain/event.ts'
import type { AuthoredEvent, AuthoredSeries } from '../domain/schema.ts'
import type { Text } from '../domain/text.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Authored } from './check.ts'

type ById<T> = ReadonlyMap<string, T>

interface Vocabularies {
  categories: ById<Category>
  tags: ById<Term>
  actors: ById<Term>
  places: ById<Place>
  units: ById<Term>
}

/** @param authored data without a mistake: every id in it is declared */
export function resolve(authored: Authored): Contents {
  const { categories, tags, actors, places, units, ...settings } = authored.timeline
  const published = utc(settings.published)
  const vocabularies: Vocabularies = {
    categories: byId(categories),
    tags: byId(named(tags)),
    actors: byId(named(actors)),
    places: byId(places),
    units: byId(named(units)),
  }
  return {
    timeline: { ...settings, published },
    categories: [...vocabularies.categories.values()],
    tags: [...vocabularies.tags.values()],
    actors: [...vocabularies.actors.values()],
    places: [...vocabularies.places.values()],
    events: inOrder(authored.events.map(event => datedEvent(event, vocabularies, published))),
    series: authored.series.map(series => seriesOf(series, vocabularies)),
  }
}

const utc = (timestamp: string): Instant => instantOf(Date.parse(timestamp))

const named = (names: Record<string, Text>): Record<string, { name: Text }> =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [id, { name }]))

const byId = <T extends object>(table: Record<string, T>): ById<T & { id: string }> =>
  new Map(Object.entries(table).map(([id, record]) => [id, { id, ...record }]))

function pick<T>(vocabulary: ById<T>, id: string): T {
  const term = vocabulary.get(id)
  if (term === undefined) throw new Error(`"${id}" is not declared`)
  return term
}

function datedEvent(authored: AuthoredEvent, vocabularies: Vocabularies, published: Instant): DatedEvent {
  const { added, corrected, ...content } = authored
  const { id: category, name } = pick(vocabularies.categories, content.category)
  const event: Event = {
    ...content,
    category: { id: category, name },
    tags: (content.tags ?? []).map(id => pick(vocabularies.tags, id)),
    actors: (content.actors ?? []).map(id => pick(vocabularies.actors, id)),
    places: (content.places ?? []).map(id => pick(vocabularies.places, id)),
    figures: (content.figures ?? []).map(figure => ({ ...figure, unit: pick(vocabularies.units, figure.unit) })),
    related: content.related ?? [],
  }
  return {
    event,
    added: added === undefined ? published : utc(added),
    ...(corrected === undefined ? {} : { corrected: utc(corrected) }),
  }
}

const seriesOf = (authored: AuthoredSeries, { units }: Vocabularies): Series => ({
  ...authored,
  unit: pick(units, authored.unit),
  points: authored.points.map(point => ({ ...point, disagreements: point.disagreements ?? [] })),
})

/** By time key, each worked out once. */
function inOrder(events: DatedEvent[]): DatedEvent[] {
  return events
    .map(dated => ({ dated, key: timeKeyOf(dated.event) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ dated }) => dated)
}
