/** Checks one event by itself and against the vocabulary and the other events: the same for a data folder and for an editor's write. */
import { Compile, type Validator } from 'typebox/schema'
import { yearOf } from '../domain/civil-date.ts'
import { type Timeline, VOCABULARIES, type Vocabularies } from '../domain/event.ts'
import { type HistoricalDate, InvalidDate } from '../domain/historical-date.ts'
import { type AuthoredEvent, EventSchema } from '../domain/schema.ts'
import { schemaOf } from './explain.ts'
import { InvalidEvent, type Mistake } from './finding.ts'
import {
  type Declared,
  dateMistakes,
  fieldMistakes,
  languageMistakes,
  readDate,
  sourceMistakes,
  termMistakes,
} from './mistakes.ts'

const EVENT: Validator = Compile(EventSchema)

/** What an event is checked against besides the schema. */
export interface EventSurroundings {
  timeline: Declared
  /** Whether there is an event of this id; told to be if that cannot be known. */
  isEvent: (id: string) => boolean
  /** What is allowed instead of an id of which there is no event. */
  eventsLike: (id: string) => string
}

type EventFields = ReturnType<typeof eventFields>

/** What the schema has against an event, and those of its fields that keep to it. */
export const eventFields = (value: unknown) => fieldMistakes<AuthoredEvent>(EVENT, value)

/** What is wrong with the fields of an event that keep to the schema. */
export function* eventMistakes(event: Partial<AuthoredEvent>, around: EventSurroundings): Generator<Mistake> {
  const { timeline } = around
  yield* languageMistakes(schemaOf(EVENT), event, timeline)
  yield* termMistakes(timeline, 'categories', ['category'], event.category)
  for (const dimension of ['tags', 'actors', 'places'] as const)
    for (const [index, term] of (event[dimension] ?? []).entries())
      yield* termMistakes(timeline, dimension, [dimension, index], term)
  for (const [index, { unit }] of (event.figures ?? []).entries())
    yield* termMistakes(timeline, 'units', ['figures', index, 'unit'], unit)
  yield* sourceMistakes(['sources'], event.sources)
  yield* dateMistakes(['date'], event.date)
  const date = event.date === undefined ? undefined : readDate(event.date)
  if (date && !(date instanceof InvalidDate)) yield* observanceMistakes(date, event)
  yield* relatedMistakes(event, around)

  const added = event.added ?? timeline.published
  if (event.corrected !== undefined && added !== undefined && Date.parse(event.corrected) < Date.parse(added))
    yield {
      path: ['corrected'],
      wrong: `"${event.corrected}" is before the event was added`,
      allowed: () => `a time from ${added} on`,
    }
}

function* relatedMistakes(
  { id, related = [] }: Partial<AuthoredEvent>,
  { isEvent, eventsLike }: EventSurroundings,
): Generator<Mistake> {
  for (const [index, other] of related.entries()) {
    const path = ['related', index]
    if (other === id) yield { path, wrong: `"${other}" is the event itself`, allowed: () => 'ids of other events' }
    else if (!isEvent(other))
      yield { path, wrong: `"${other}" is not the id of an event`, allowed: () => eventsLike(other) }
  }
}

/** Whether an event that is kept every year can come round at all. */
function* observanceMistakes(
  { start, startPrecision }: HistoricalDate,
  { date, observance }: Partial<AuthoredEvent>,
): Generator<Mistake> {
  if (observance === undefined) return
  if (startPrecision === 'year')
    yield {
      path: ['observance'],
      wrong: `cannot come round, for of "${date}" only the year is known`,
      allowed: () => 'an observance of an event whose day or month is known',
    }
  if (observance.since < yearOf(start))
    yield {
      path: ['observance', 'since'],
      wrong: `${observance.since} is before the event, in ${start.slice(0, 4)}`,
      allowed: () => `a year from ${start.slice(0, 4)} on`,
    }
}

/** What the timeline declares, from what is stored of it. */
export const declared = ({ languages }: Timeline, vocabularies: Vocabularies): Declared => ({
  languages,
  ...Object.fromEntries(
    VOCABULARIES.map(name => [name, Object.fromEntries(vocabularies[name].map(term => [term.id, term]))]),
  ),
})

/**
 * Checks an event that an editor writes under `id`.
 * @throws {InvalidEvent} with everything that is wrong
 */
export function checkEvent({ mistakes, sound }: EventFields, id: string, around: EventSurroundings): AuthoredEvent {
  const all = [...mistakes, ...eventMistakes(sound, around), ...writeMistakes(sound, id)]
  if (all.length > 0) throw new InvalidEvent(all)
  return sound as AuthoredEvent
}

/** What a data folder may say and a write may not: the store knows by itself when it was written. */
function* writeMistakes(event: Partial<AuthoredEvent>, id: string): Generator<Mistake> {
  if (event.id !== undefined && event.id !== id)
    yield { path: ['id'], wrong: `"${event.id}" is not the id in the address`, allowed: () => id }
  for (const field of ['added', 'corrected'] as const)
    if (event[field] !== undefined)
      yield { path: [field], wrong: 'is for the store to say', allowed: () => 'an event without it' }
}
