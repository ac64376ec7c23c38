/** Checks the files of a data folder: each against its schema, then all against each other. A pure function of what was read. */
import { Compile, type Validator } from 'typebox/schema'
import { yearOf } from '../domain/civil-date.ts'
import { type HistoricalDate, InvalidDate, parseHistoricalDate } from '../domain/historical-date.ts'
import {
  type AuthoredEvent,
  type AuthoredSeries,
  type AuthoredTimeline,
  EventSchema,
  LANGUAGE,
  SeriesSchema,
  TimelineSchema,
} from '../domain/schema.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { type Schema, schemaAt, schemaMistakes, schemaOf, wrongType } from './explain.ts'
import { type Finding, formatPath, InvalidData, type Mistake, type Path } from './finding.ts'
import { choice, orList } from './nearest.ts'
import type { DataFile, DataFiles } from './read-files.ts'

/** A whole data folder without a mistake. */
export interface Authored {
  timeline: AuthoredTimeline
  events: AuthoredEvent[]
  series: AuthoredSeries[]
}

/** How many findings are told at once. */
const SHOWN = 100

const TIMELINE: Validator = Compile(TimelineSchema)
const EVENT: Validator = Compile(EventSchema)
const SERIES: Validator = Compile(SeriesSchema)

/** A place in a file and what is wrong there. */
interface Part {
  file: DataFile
  at: Path
  event?: string | undefined
  mistakes: Mistake[]
}

/** A timeline, an event or a series, with those of its fields that keep to the schema: only these are checked further. */
interface Checked<T> extends Part {
  sound: Partial<T>
}

/** Vocabularies that `timeline.yaml` declares. */
type Vocabulary = 'categories' | 'tags' | 'actors' | 'places' | 'units'

/** What events are checked against besides the schema. */
interface Surroundings {
  timeline: Partial<AuthoredTimeline>
  /** The first event of each id. */
  owners: ReadonlyMap<string, Part>
  /** Whether the id of every event could be read, so that one not found is one that does not exist. */
  complete: boolean
}

/**
 * Checks everything and gathers what is wrong, so that an owner mends it in one go.
 * @throws {InvalidData}
 */
export function check(files: DataFiles): Authored {
  const timelines = [files.timeline ?? []]
    .flat()
    .map(file => checkPart<AuthoredTimeline>(file, [], file.value, TIMELINE))
  const timeline = timelines[0]?.sound ?? {}
  for (const part of timelines) part.mistakes.push(...timelineMistakes(timeline))

  const lists = files.events.map(file => ({ whole: wholeOf(file), events: eventsOf(file) }))
  const events = lists.flatMap(list => list.events)
  const owners = new Map<string, Part>()
  for (const part of events) if (part.event !== undefined && !owners.has(part.event)) owners.set(part.event, part)
  const complete = !files.unreadable.some(({ file }) => file.startsWith('events')) && events.every(part => part.event)
  for (const part of events) part.mistakes.push(...eventMistakes(part, { timeline, owners, complete }))

  const series = files.series.map(file => checkPart<AuthoredSeries>(file, [], file.value, SERIES))
  for (const part of series) part.mistakes.push(...seriesMistakes(part, timeline))

  report(files.unreadable, [...timelines, ...lists.flatMap(list => [list.whole, ...list.events]), ...series])
  return {
    timeline: timeline as AuthoredTimeline,
    events: events.map(part => part.sound as AuthoredEvent),
    series: series.map(part => part.sound as AuthoredSeries),
  }
}

function report(unreadable: Finding[], parts: Part[]) {
  const mistakes = parts.flatMap(part => part.mistakes.map(mistake => ({ part, mistake })))
  const total = unreadable.length + mistakes.length
  if (total === 0) return
  const findings = [
    ...unreadable.slice(0, SHOWN),
    ...mistakes.slice(0, Math.max(0, SHOWN - unreadable.length)).map(({ part, mistake }) => findingOf(part, mistake)),
  ]
  throw new InvalidData(findings.sort(compareFindings), total - findings.length)
}

function findingOf({ file, at, event }: Part, { path, wrong, allowed }: Mistake): Finding {
  return {
    file: file.name,
    line: file.lineOf([...at, ...path]),
    ...(event === undefined ? {} : { event }),
    path: formatPath(event === undefined ? [...at, ...path] : path),
    wrong,
    allowed: allowed(),
  }
}

function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}

function checkPart<T>(
  file: DataFile,
  at: Path,
  value: unknown,
  validator: Validator,
  repeated = file.repeated,
): Checked<T> {
  const mistakes = schemaMistakes(validator, value)
  const fields = mistakes.some(({ path }) => path.length === 0) ? [] : Object.entries(value as object)
  const unsound = new Set(mistakes.map(({ path }) => path[0]))
  const sound = Object.fromEntries(fields.filter(([field]) => !unsound.has(field))) as Partial<T>
  return { file, at, mistakes: [...mistakes, ...repeatedMistakes(repeated)], sound }
}

const repeatedMistakes = (paths: readonly Path[]): Mistake[] =>
  paths.map(path => ({ path, wrong: 'is there more than once', allowed: () => 'each key once' }))

/** The events of a file; none in one that is empty, or holds no list. */
function eventsOf(file: DataFile): Checked<AuthoredEvent>[] {
  const values = Array.isArray(file.value) ? file.value : []
  const repeated = Map.groupBy(file.repeated, path => path[0])
  return values.map((value, index) => {
    const paths = (repeated.get(index) ?? []).map(path => path.slice(1))
    const part = checkPart<AuthoredEvent>(file, [index], value, EVENT, paths)
    return { ...part, event: part.sound.id }
  })
}

/** A file of events as a whole. */
function wholeOf(file: DataFile): Part {
  const mistakes: Mistake[] = []
  if (yearOfFile(file) === undefined)
    mistakes.push({
      path: [],
      wrong: 'is not named after a year',
      allowed: () => 'YYYY.yaml, such as events/1997.yaml',
    })
  if (file.value !== null && !Array.isArray(file.value))
    mistakes.push({ path: [], wrong: wrongType(file.value, 'array'), allowed: () => 'a list of events' })
  return { file, at: [], mistakes }
}

const yearOfFile = ({ name }: DataFile): string | undefined => /^events\/(\d{4})\.ya?ml$/.exec(name)?.[1]

function* timelineMistakes(timeline: Partial<AuthoredTimeline>): Generator<Mistake> {
  const { timeZone } = timeline
  if (timeZone !== undefined && !isTimeZone(timeZone))
    yield {
      path: ['timeZone'],
      wrong: `"${timeZone}" is not a time zone known here`,
      allowed: () => choice(timeZone, Intl.supportedValuesOf('timeZone')),
    }
  yield* languageMistakes(schemaOf(TIMELINE), timeline, timeline)
}

function* eventMistakes(part: Checked<AuthoredEvent>, around: Surroundings): Generator<Mistake> {
  const { file, sound: event } = part
  const { timeline } = around
  yield* idMistakes(part, around)
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
  if (date && !(date instanceof InvalidDate)) yield* startMistakes(date, event, yearOfFile(file))
  yield* relatedMistakes(event, around)

  const added = event.added ?? timeline.published
  if (event.corrected !== undefined && added !== undefined && Date.parse(event.corrected) < Date.parse(added))
    yield {
      path: ['corrected'],
      wrong: `"${event.corrected}" is before the event was added`,
      allowed: () => `a time from ${added} on`,
    }
}

function* idMistakes(part: Part, { owners }: Surroundings): Generator<Mistake> {
  const owner = part.event === undefined ? part : owners.get(part.event)
  if (owner === undefined || owner === part) return
  const place = () => `${owner.file.name}:${owner.file.lineOf([...owner.at, 'id'])}`
  yield {
    path: ['id'],
    wrong: `"${part.event}" is the id of another event`,
    allowed: () => `an id of its own; the other event is at ${place()}`,
  }
}

function* relatedMistakes(
  { id, related = [] }: Partial<AuthoredEvent>,
  { owners, complete }: Surroundings,
): Generator<Mistake> {
  for (const [index, other] of related.entries()) {
    const path = ['related', index]
    if (other === id) yield { path, wrong: `"${other}" is the event itself`, allowed: () => 'ids of other events' }
    else if (complete && !owners.has(other))
      yield { path, wrong: `"${other}" is not the id of an event`, allowed: () => choice(other, [...owners.keys()]) }
  }
}

/** What follows from where an event starts: the file it is in, and whether it can come round. */
function* startMistakes(
  { start, startPrecision }: HistoricalDate,
  { date, observance }: Partial<AuthoredEvent>,
  yearOfFile: string | undefined,
): Generator<Mistake> {
  const year = start.slice(0, 4)
  if (yearOfFile !== undefined && year !== yearOfFile)
    yield {
      path: ['date'],
      wrong: `"${date}" starts in ${year}, not in ${yearOfFile}`,
      allowed: () => `dates that start in ${yearOfFile}; the file of this one is events/${year}.yaml`,
    }
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
      wrong: `${observance.since} is before the event, in ${year}`,
      allowed: () => `a year from ${year} on`,
    }
}

function* seriesMistakes(
  { file, sound: series }: Checked<AuthoredSeries>,
  timeline: Partial<AuthoredTimeline>,
): Generator<Mistake> {
  if (series.id !== undefined && file.name !== `series/${series.id}.yaml`)
    yield {
      path: ['id'],
      wrong: `"${series.id}" is not the name of the file`,
      allowed: () => `an id that the file is named after; the file of this one is series/${series.id}.yaml`,
    }
  yield* languageMistakes(schemaOf(SERIES), series, timeline)
  yield* termMistakes(timeline, 'units', ['unit'], series.unit)
  const points = series.points ?? []
  for (const [index, { year, sources }] of points.entries()) {
    yield* sourceMistakes(['points', index, 'sources'], sources)
    const before = points[index - 1]?.year
    if (before !== undefined && year <= before)
      yield {
        path: ['points', index, 'year'],
        wrong: `"${year}" comes after "${before}"`,
        allowed: () => 'years in ascending order, each once',
      }
  }
}

function* termMistakes(
  timeline: Partial<AuthoredTimeline>,
  vocabulary: Vocabulary,
  path: Path,
  term: string | undefined,
): Generator<Mistake> {
  const declared = timeline[vocabulary]
  if (term === undefined || declared === undefined || Object.hasOwn(declared, term)) return
  yield {
    path,
    wrong: `"${term}" is not declared in the ${vocabulary} of timeline.yaml`,
    allowed: () => choice(term, Object.keys(declared)),
  }
}

function* sourceMistakes(path: Path, sources: AuthoredEvent['sources'] = []): Generator<Mistake> {
  for (const [index, { published }] of sources.entries()) yield* dateMistakes([...path, index, 'published'], published)
}

function* dateMistakes(path: Path, edtf: string | undefined): Generator<Mistake> {
  const date = edtf === undefined ? undefined : readDate(edtf)
  if (date instanceof InvalidDate) yield { path, wrong: date.message, allowed: () => date.allowed }
}

function readDate(edtf: string): HistoricalDate | InvalidDate {
  try {
    return parseHistoricalDate(edtf)
  } catch (error) {
    if (error instanceof InvalidDate) return error
    throw error
  }
}

/** Texts in languages that the timeline does not declare. A text that lacks a language is none: it is shown in another. */
function* languageMistakes(
  schema: Schema,
  value: unknown,
  { languages }: Partial<AuthoredTimeline>,
  path: Path = [],
): Generator<Mistake> {
  if (languages === undefined || typeof value !== 'object' || value === null) return
  const isText = schema.propertyNames?.pattern === LANGUAGE
  for (const [key, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    if (!isText) yield* languageMistakes(schemaAt(schema, step) ?? {}, part, { languages }, [...path, step])
    else if (!languages.includes(key))
      yield {
        path: [...path, key],
        wrong: 'is in a language that timeline.yaml does not declare',
        allowed: () => orList(languages),
      }
  }
}
