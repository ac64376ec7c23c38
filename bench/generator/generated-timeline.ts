/**
 * Generates a timeline of any size for load tests of the store, the API and feeds: skewed like real ones, and always the same
 * for the same seed. Every text says that it is generated, and its words belong to no language. Pure.
 */
import { civilDate, daysInMonth, type Instant } from '../../lambdas/domain/civil-date.ts'
import {
  type Event,
  type Figure,
  type Observance,
  type Source,
  type Status,
  type Term,
  type Timeline,
  VOCABULARIES,
  type Vocabularies,
} from '../../lambdas/domain/event.ts'
import type { Text } from '../../lambdas/domain/text.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { countKinds, type EventRecord, EXPORT_VERSION, type ExportRecord } from '../../lambdas/store/export-record.ts'
import { type Chance, type Draw, seededRandom, weighted, zipf } from './chance.ts'
import { type Wording, wordings } from './made-up-words.ts'

/** Beyond this number, events would be added in the future. */
export const MOST_EVENTS = 5_000_000

/** The growth in events from year to year. */
const GROWTH = 1.02
const [FIRST_YEAR, LAST_YEAR] = [1774, 2023]

/** Busy days and their share of all events, the busiest first. */
const HEAVY_DAYS = ['01-01', '07-14', '10-03', '03-01', '12-31']
const HEAVY_SHARE = 0.1

const SIZES = { categories: 12, tags: 300, actors: 400, places: 250, units: 6 } as const
const KINDS = {
  categories: { en: 'category', ko: '분류' },
  tags: { en: 'tag', ko: '주제' },
  actors: { en: 'actor', ko: '행위자' },
  places: { en: 'place', ko: '장소' },
  units: { en: 'unit', ko: '단위' },
} as const

/** Milliseconds between the last changes of consecutive events. */
const STEP = 15_000
const FIRST_CHANGE = Date.parse('2024-01-01T00:00:00Z')
/** How long before its correction or deletion an event was added, in steps. */
const LONGEST_BEFORE = 500_000
const PUBLISHED = instantOf(FIRST_CHANGE - (LONGEST_BEFORE + 1) * STEP)

/** Events per deleted event. */
const DELETED_EVERY = 200

const drawYear = weighted(Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => GROWTH ** index))
const drawHeavyDay = zipf(HEAVY_DAYS.length)
const drawPrecision = drawFrom({ day: 86, month: 7, year: 4, interval: 3 })
const drawStatus = drawFrom<Status>({ confirmed: 82, reported: 11, claimed: 4, disputed: 3 })
const drawSignificance = drawFrom({ 1: 30, 2: 32, 3: 25, 4: 11, 5: 2 })
const drawRevisions = drawFrom({ 1: 94, 2: 5, 3: 1 })
const drawTerm: Record<keyof typeof SIZES, Draw> = {
  categories: zipf(SIZES.categories),
  tags: zipf(SIZES.tags),
  actors: zipf(SIZES.actors),
  places: zipf(SIZES.places),
  units: zipf(SIZES.units),
}
const drawTags = drawFrom({ 1: 30, 2: 45, 3: 20, 4: 5 })
const drawActors = drawFrom({ 0: 10, 1: 30, 2: 30, 3: 20, 4: 8, 5: 2 })
const drawPlaces = drawFrom({ 0: 5, 1: 60, 2: 25, 3: 10 })
const drawSources = drawFrom({ 1: 10, 2: 25, 3: 30, 4: 25, 5: 10 })
const drawPublisher = zipf(100)

/** Shares of events with a note, figures, an observance, related events or an uncertain date, and of sources with a date. */
const [NOTED, COUNTED, KEPT, RELATED, UNSURE, DATED] = [0.4, 0.4, 0.005, 0.2, 0.3, 0.6]

/** A Korean text has fewer words than an equivalent English one. */
const KOREAN_WORDS = 0.7

/** Draws a key by its weight. */
function drawFrom<K extends string | number>(weights: Record<K, number>): (chance: Chance) => `${K}` {
  const keys = Object.keys(weights) as `${K}`[]
  const draw = weighted(Object.values(weights))
  return chance => keys[draw(chance)]!
}

/**
 * Yields the records of a backup of a generated timeline. A longer one begins with the events of a shorter one of the same seed and is
 * the same timeline, so that it can be imported after it.
 * @param events number of events, 1–`MOST_EVENTS`; tombstones are extra
 * @param seed an integer from 0 to 2³² − 1
 */
export function* generatedRecords(events: number, seed: number): Generator<ExportRecord> {
  const chance = seededRandom(seed)
  const { timeline, vocabularies } = settings(seed)
  const wording = wordings(chance)
  const { namespace, title } = timeline
  yield {
    kind: 'header',
    format: 'annals-export',
    version: EXPORT_VERSION,
    namespace,
    title,
    exportedFrom: `the generator, seed ${seed}`,
  }
  const generated = { chance, vocabularies, wording }
  for (let number = 1; number <= events; number++) {
    yield eventRecord(number, generated)
    if (number % DELETED_EVERY === 0) yield tombstoneRecord(number, generated)
  }
  const terms = VOCABULARIES.flatMap(vocabulary =>
    vocabularies[vocabulary]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(term => ({ kind: 'term' as const, vocabulary, term })),
  )
  const rest = [{ kind: 'settings' as const, timeline }, ...terms]
  yield* rest
  yield { kind: 'end', counts: { event: events + Math.floor(events / DELETED_EVERY), ...countKinds(rest) } }
}

interface Generated {
  chance: Chance
  vocabularies: Vocabularies
  wording: Record<'en' | 'ko', Wording>
}

function settings(seed: number): { timeline: Timeline; vocabularies: Vocabularies } {
  const declared = (vocabulary: keyof typeof SIZES): Term[] =>
    Array.from({ length: SIZES[vocabulary] }, (_, index) => {
      const { en, ko } = KINDS[vocabulary]
      return { id: `${en}-${index + 1}`, name: { en: `Generated ${en} ${index + 1}`, ko: `생성된 ${ko} ${index + 1}` } }
    })
  return {
    timeline: {
      title: {
        en: `Generated timeline ${seed}: nothing in it happened`,
        ko: `생성된 연표 ${seed}: 실제로 있었던 일이 아님`,
      },
      description: {
        en: 'Made up by a program, to try what a timeline of this size asks of a machine.',
        ko: '이 크기의 연표가 기계에 얼마나 부담을 주는지 시험하려고 프로그램이 지어낸 것.',
      },
      languages: ['en', 'ko'],
      timeZone: 'Etc/UTC',
      leapDay: 'feb-28',
      namespace: `00000000-0000-4000-8000-${seed.toString(16).padStart(12, '0')}`,
      published: PUBLISHED,
    },
    vocabularies: {
      categories: declared('categories').map(term => ({
        ...term,
        description: { en: 'Made up by a program.', ko: '프로그램이 지어낸 것.' },
      })),
      tags: declared('tags'),
      actors: declared('actors'),
      places: declared('places'),
      units: declared('units'),
      media: [],
    },
  }
}

const idOf = (number: number): string => `generated-event-${number}`

function eventRecord(number: number, generated: Generated): EventRecord {
  const { chance } = generated
  const event = generatedEvent(number, generated)
  const times = changes(FIRST_CHANGE + number * STEP, Number(drawRevisions(chance)), chance)
  const revisions = times.map((updatedAt, index) => ({
    revision: index + 1,
    createdAt: times[0]!,
    updatedAt,
    event: index + 1 === times.length ? event : { ...event, summary: summary(generated) },
  }))
  return { kind: 'event', id: event.id, revisions }
}

/** The tombstone that follows the change of this event. */
function tombstoneRecord(number: number, generated: Generated): EventRecord {
  const { chance } = generated
  const event = { ...generatedEvent(number, generated), id: `generated-mistake-${number}` }
  const [createdAt, deletedAt] = changes(FIRST_CHANGE + number * STEP + STEP / 3, 2, chance) as [Instant, Instant]
  return {
    kind: 'event',
    id: event.id,
    revisions: [
      { revision: 1, createdAt, updatedAt: createdAt, event },
      { revision: 2, createdAt, updatedAt: deletedAt, deleted: true },
    ],
  }
}

/** Ordered times and the last of them. */
function changes(last: number, count: number, chance: Chance): Instant[] {
  const earlier = Array.from({ length: count - 1 }, () => last - STEP * chance.between(1, LONGEST_BEFORE))
  return [...earlier.sort((a, b) => a - b), last].map(instantOf)
}

function generatedEvent(number: number, generated: Generated): Event {
  const { chance, vocabularies } = generated
  const { date, recurs } = drawDate(chance)
  const status = drawStatus(chance)
  const category = vocabularies.categories[drawTerm.categories(chance)]!
  return {
    id: idOf(number),
    date,
    title: text(`Generated event ${number}:`, `생성된 사건 ${number}:`, 3, 7, generated),
    summary: summary(generated),
    category: { id: category.id, name: category.name },
    tags: terms('tags', Number(drawTags(chance)), generated),
    actors: terms('actors', Number(drawActors(chance)), generated),
    places: terms('places', Number(drawPlaces(chance)), generated),
    significance: Number(drawSignificance(chance)),
    status,
    ...(status !== 'confirmed' && { attribution: text('Generated:', '생성됨:', 3, 6, generated) }),
    ...(chance.happens(NOTED) && { note: text('Generated note:', '생성된 주석:', 10, 25, generated) }),
    figures: chance.happens(COUNTED) ? [figure(generated)] : [],
    ...(recurs && chance.happens(KEPT) && { observance: observance(date, generated) }),
    related:
      number > 1 && chance.happens(RELATED) ? [idOf(chance.between(Math.max(1, number - 1_000), number - 1))] : [],
    sources: Array.from({ length: Number(drawSources(chance)) }, (_, index) => source(number, index + 1, generated)),
  }
}

/** @param generated.wording the number of words; Korean has somewhat fewer */
function text(en: string, ko: string, least: number, most: number, { chance, wording }: Generated): Text {
  const words = chance.between(least, most)
  return {
    en: `${en} ${wording.en(chance, words)}`,
    ko: `${ko} ${wording.ko(chance, Math.ceil(words * KOREAN_WORDS))}`,
  }
}

const summary = (generated: Generated): Text => text('Generated text:', '생성된 글:', 15, 50, generated)

/** Draws distinct values; fewer if the same values keep recurring. */
function terms<V extends 'tags' | 'actors' | 'places'>(
  vocabulary: V,
  count: number,
  { chance, vocabularies }: Generated,
): Vocabularies[V] {
  const drawn = new Set(Array.from({ length: count }, () => drawTerm[vocabulary](chance)))
  return [...drawn].map(index => vocabularies[vocabulary][index]!) as Vocabularies[V]
}

/** Recent years and some days of the year are busier. */
function drawDate(chance: Chance): { date: string; recurs: boolean } {
  const year = FIRST_YEAR + drawYear(chance)
  const month = chance.between(1, 12)
  const day = chance.happens(HEAVY_SHARE)
    ? `${year}-${HEAVY_DAYS[drawHeavyDay(chance)]!}`
    : civilDate(year, month, chance.between(1, daysInMonth(year, month)))
  const dates = {
    day,
    month: day.slice(0, 7),
    year: `${year}`,
    interval: `${day}/${year + chance.between(1, 3)}`,
  }
  const precision = drawPrecision(chance)
  return {
    date: dates[precision] + (chance.happens(UNSURE) && precision !== 'day' ? '~' : ''),
    recurs: precision !== 'year',
  }
}

const figure = (generated: Generated): Figure => ({
  label: text('generated count of', '생성된 수:', 1, 3, generated),
  value: Math.floor(10 ** (1 + 5 * generated.chance.number())),
  unit: generated.vocabularies.units[drawTerm.units(generated.chance)]!,
})

const observance = (date: string, generated: Generated): Observance => ({
  since: Number(date.slice(0, 4)) + generated.chance.between(0, 5),
  name: text('Generated day of', '생성된 날:', 1, 3, generated),
})

function source(event: number, index: number, { chance, wording }: Generated): Source {
  return {
    title: `Generated source: ${wording.ko(chance, chance.between(3, 8))}`,
    publisher: `Generated publisher ${drawPublisher(chance) + 1}`,
    url: `https://example.org/generated/${event}/${index}`,
    ...(chance.happens(DATED) && { published: civilDate(LAST_YEAR, chance.between(1, 12), chance.between(1, 28)) }),
    supports: wording.en(chance, chance.between(3, 9)),
  }
}
