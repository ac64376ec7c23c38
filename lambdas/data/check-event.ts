/** Checks one event by itself and against the vocabulary and the other events: the same for a data folder and for an editor's write. */
import { Compile, type Validator } from 'typebox/schema'
import { yearOf } from '../domain/civil-date.ts'
import { type HistoricalDate, InvalidDate } from '../domain/historical-date.ts'
import { type AuthoredEvent, type AuthoredTimeline, EventSchema } from '../domain/schema.ts'
import { schemaOf } from './explain.ts'
import { formatPath, type Mistake } from './finding.ts'
import { dateMistakes, fieldMistakes, languageMistakes, readDate, sourceMistakes, termMistakes } from './mistakes.ts'

const EVENT: Validator = Compile(EventSchema)

/** What an event is checked against besides the schema. */
export interface EventSurroundings {
  /** Vocabularies and languages; a vocabulary that is absent is not checked against. */
  timeline: Partial<AuthoredTimeline>
  /** Whether there is an event of this id; told to be if that cannot be known. */
  isEvent: (id: string) => boolean
  /** What is allowed instead of an id of which there is no event. */
  eventsLike: (id: string) => string
}

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

/** An event with mistakes. */
export class InvalidEvent extends Error {
  /** `path` is as in `sources[0].url`, empty for the whole. */
  readonly findings: { path: string; wrong: string; allowed: string }[]
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ path, wrong }) => `${formatPath(path)} ${wrong}`.trim()).join('; '))
    this.findings = mistakes.map(({ path, wrong, allowed }) => ({ path: formatPath(path), wrong, allowed: allowed() }))
  }
}

/** @throws {InvalidEvent} with everything that is wrong */
export function checkEvent(value: unknown, around: EventSurroundings): AuthoredEvent {
  const { mistakes, sound } = eventFields(value)
  const all = [...mistakes, ...eventMistakes(sound, around)]
  if (all.length > 0) throw new InvalidEvent(all)
  return sound as AuthoredEvent
}
