/** Checks one event against its schema, the vocabularies and other events. Used for data folders and for API writes. */
import { Compile, type Validator } from 'typebox/schema'
import { yearOf } from '../domain/civil-date.ts'
import { type Timeline, VOCABULARIES, type Vocabularies } from '../domain/event.ts'
import { type HistoricalDate, InvalidDate } from '../domain/historical-date.ts'
import { type AuthoredEvent, EventSchema } from '../domain/schema.ts'
import { dateMistakes, readDate } from './date-mistakes.ts'
import { schemaOf } from './explain.ts'
import { InvalidEvent, type Mistake, mistake } from './finding.ts'
import {
  type Declared,
  fieldMistakes,
  languageMistakes,
  mediaMistakes,
  sourceMistakes,
  termMistakes,
} from './mistakes.ts'

const EVENT: Validator = Compile(EventSchema)

/** The data that an event's references are checked against. */
export interface EventContext {
  timeline: Declared
  /** Whether the event exists, or may exist. */
  isEvent: (id: string) => boolean
  /** Describes the ids allowed instead of an unknown one. */
  eventsLike: (id: string) => string
}

type EventFields = ReturnType<typeof eventFields>

/** Schema mistakes of an event, and its valid fields. */
export const eventFields = (value: unknown) => fieldMistakes<AuthoredEvent>(EVENT, value)

/** Finds mistakes beyond the schema. `event` contains only fields that satisfy the schema. */
export function* eventMistakes(event: Partial<AuthoredEvent>, context: EventContext): Generator<Mistake> {
  const { timeline } = context
  yield* languageMistakes(schemaOf(EVENT), event, timeline)
  yield* termMistakes(timeline, 'categories', ['category'], event.category)
  for (const dimension of ['tags', 'actors', 'places'] as const)
    for (const [index, term] of (event[dimension] ?? []).entries())
      yield* termMistakes(timeline, dimension, [dimension, index], term)
  for (const [index, { unit }] of (event.figures ?? []).entries())
    yield* termMistakes(timeline, 'units', ['figures', index, 'unit'], unit)
  yield* mediaMistakes(timeline, ['image', 'file'], event.image?.file)
  yield* sourceMistakes(['sources'], event.sources)
  yield* dateMistakes(['date'], event.date)
  const date = event.date === undefined ? undefined : readDate(event.date)
  if (date && !(date instanceof InvalidDate)) yield* observanceMistakes(date, event)
  yield* relatedMistakes(event, context)

  const added = event.added ?? timeline.published
  if (event.corrected !== undefined && added !== undefined && Date.parse(event.corrected) < Date.parse(added))
    yield mistake(['corrected'], `"${event.corrected}" is before the event was added`, `a time from ${added} on`)
}

/** A missing description of an image is not replaced by one in another language, as other texts are: blind readers would miss the image. */
export function* altMistakes({ image }: Partial<AuthoredEvent>, { languages = [] }: Declared): Generator<Mistake> {
  if (image === undefined) return
  for (const language of languages.filter(each => !Object.hasOwn(image.alt, each)))
    yield mistake(
      ['image', 'alt', language],
      'is missing',
      `what the picture shows, in each language of the timeline: ${languages.join(', ')}`,
    )
}

function* relatedMistakes(
  { id, related = [] }: Partial<AuthoredEvent>,
  { isEvent, eventsLike }: EventContext,
): Generator<Mistake> {
  for (const [index, other] of related.entries()) {
    const path = ['related', index]
    if (other === id) yield mistake(path, `"${other}" is the event itself`, 'ids of other events')
    else if (!isEvent(other)) yield mistake(path, `"${other}" is not the id of an event`, () => eventsLike(other))
  }
}

/** An observance needs a date that recurs, and cannot start before the event. */
function* observanceMistakes(
  { start, startPrecision }: HistoricalDate,
  { date, observance }: Partial<AuthoredEvent>,
): Generator<Mistake> {
  if (observance === undefined) return
  if (startPrecision !== 'day' && startPrecision !== 'month')
    yield mistake(
      ['observance'],
      `needs a known day or month, but "${date}" does not start with one`,
      'a date with a day or month',
    )
  if (observance.since < yearOf(start))
    yield mistake(
      ['observance', 'since'],
      `${observance.since} is before the event, in ${start.slice(0, 4)}`,
      `a year from ${start.slice(0, 4)} on`,
    )
}

export const declared = ({ languages }: Timeline, vocabularies: Vocabularies): Declared => ({
  languages,
  ...Object.fromEntries(
    VOCABULARIES.map(name => [name, Object.fromEntries(vocabularies[name].map(term => [term.id, term]))]),
  ),
})

/** Checks an event that a client writes to `id`. @throws {InvalidEvent} with all mistakes */
export function checkEvent({ mistakes, valid }: EventFields, id: string, context: EventContext): AuthoredEvent {
  const all = [
    ...mistakes,
    ...eventMistakes(valid, context),
    ...altMistakes(valid, context.timeline),
    ...writeMistakes(valid, id),
  ]
  if (all.length > 0) throw new InvalidEvent(all)
  return valid as AuthoredEvent
}

/** Fields that data files may contain but API writes may not, because the store sets them. */
function* writeMistakes(event: Partial<AuthoredEvent>, id: string): Generator<Mistake> {
  if (event.id !== undefined && event.id !== id) yield mistake(['id'], `"${event.id}" is not the id in the address`, id)
  for (const field of ['added', 'corrected'] as const)
    if (event[field] !== undefined) yield mistake([field], 'is set by the store', 'an event without this field')
}
