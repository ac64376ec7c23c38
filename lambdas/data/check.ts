/** Checks a data folder: each file against its schema, then all files against each other. Pure. */
import { Compile, type Validator } from 'typebox/schema'
import { InvalidDate } from '../domain/historical-date.ts'
import type { MediaFile } from '../domain/media.ts'
import { type AuthoredEvent, type AuthoredSeries, type AuthoredTimeline, SeriesSchema } from '../domain/schema.ts'
import { altMistakes, eventFields, eventMistakes } from './check-event.ts'
import { TIMELINE, timelineMistakes } from './check-timeline.ts'
import { readDate } from './date-mistakes.ts'
import { schemaOf, wrongType } from './explain.ts'
import { type Finding, formatPath, InvalidData, type Mistake, mistake, type Path } from './finding.ts'
import { fieldMistakes, languageMistakes, sourceMistakes, termMistakes } from './mistakes.ts'
import { choice } from './nearest.ts'
import type { DataFile, DataFiles } from './read-files.ts'
import { totalSize } from './read-media.ts'

/** A data folder without mistakes. */
export interface Authored {
  timeline: AuthoredTimeline
  events: AuthoredEvent[]
  series: AuthoredSeries[]
  media: MediaFile[]
  /** Names of files in `media/` that nothing uses. */
  unused: string[]
}

/** The maximum number of findings shown. */
const SHOWN = 100

const SERIES: Validator = Compile(SeriesSchema)

/** A location in a file and the mistakes found there. */
interface Subject {
  file: DataFile
  at: Path
  event?: string | undefined
  mistakes: Mistake[]
}

/** A timeline, event or series with the fields that satisfy the schema. Only these are checked further. */
interface Checked<T> extends Subject {
  valid: Partial<T>
}

/**
 * Collects all mistakes, so that the owner can fix them in one pass.
 * @param now milliseconds since 1970
 * @throws {InvalidData}
 */
export function check(files: DataFiles, now: number): Authored {
  const timelines = [files.timeline ?? []]
    .flat()
    .map(file => subjectAt(file, [], fieldMistakes<AuthoredTimeline>(TIMELINE, file.value)))
  const media = Object.fromEntries(files.media.map(file => [file.id, file]))
  const timeline = { ...timelines[0]?.valid, media }
  for (const subject of timelines)
    subject.mistakes.push(...timelineMistakes(timeline), ...futureMistakes(timeline, ['published'], now))

  const lists = files.events.map(file => ({ whole: wholeOf(file), events: eventsOf(file) }))
  const events = lists.flatMap(list => list.events)
  const owners = new Map<string, Subject>()
  for (const subject of events)
    if (subject.event !== undefined && !owners.has(subject.event)) owners.set(subject.event, subject)
  const complete =
    !files.unreadable.some(({ file }) => file.startsWith('events')) && events.every(subject => subject.event)
  const context = {
    timeline,
    // If some ids could not be read, an unknown id may still exist.
    isEvent: (id: string) => owners.has(id) || !complete,
    eventsLike: (id: string) => choice(id, [...owners.keys()]),
  }
  const formers = new Map<string, Subject>()
  for (const subject of events)
    subject.mistakes.push(
      ...idMistakes(subject, owners),
      ...formerMistakes(subject, owners, formers),
      ...eventMistakes(subject.valid, context),
      ...altMistakes(subject.valid, timeline),
      ...fileMistakes(subject),
      ...futureMistakes(subject.valid, ['added', 'corrected'], now),
    )

  const series = files.series.map(file => subjectAt(file, [], fieldMistakes<AuthoredSeries>(SERIES, file.value)))
  const seriesById = new Map(
    series.flatMap(({ valid }) => (valid.id === undefined ? [] : [[valid.id, valid] as const])),
  )
  for (const subject of series)
    subject.mistakes.push(...seriesMistakes(subject, timeline), ...wholeMistakes(subject, seriesById))

  report(
    [...files.unreadable, ...totalSize(files.media)],
    [...timelines, ...lists.flatMap(list => [list.whole, ...list.events]), ...series],
  )
  const { media: _, ...settings } = timeline
  const used = new Set([settings.logo, ...events.map(({ valid }) => valid.image?.file)])
  return {
    timeline: settings as AuthoredTimeline,
    media: files.media.filter(file => 'digest' in file),
    unused: files.media.map(({ id }) => id).filter(id => !used.has(id)),
    events: events.map(subject => subject.valid as AuthoredEvent),
    series: series.map(subject => subject.valid as AuthoredSeries),
  }
}

function report(unreadable: Finding[], subjects: Subject[]) {
  const mistakes = subjects.flatMap(subject => subject.mistakes.map(mistake => ({ subject, mistake })))
  const total = unreadable.length + mistakes.length
  if (total === 0) return
  const findings = [
    ...unreadable.slice(0, SHOWN),
    ...mistakes
      .slice(0, Math.max(0, SHOWN - unreadable.length))
      .map(({ subject, mistake }) => findingOf(subject, mistake)),
  ]
  throw new InvalidData(findings.sort(compareFindings), total - findings.length)
}

function findingOf({ file, at, event }: Subject, { path, wrong, allowed }: Mistake): Finding {
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

const subjectAt = <T>(
  file: DataFile,
  at: Path,
  { mistakes, valid }: { mistakes: Mistake[]; valid: Partial<T> },
  repeated = file.repeated,
): Checked<T> => ({ file, at, mistakes: [...mistakes, ...repeatedMistakes(repeated)], valid })

const repeatedMistakes = (paths: readonly Path[]): Mistake[] =>
  paths.map(path => mistake(path, 'appears more than once', 'each key once'))

/** Results of earlier checks of fields: a watched folder keeps them for its unchanged files. */
const checkedFields = new WeakMap<object, ReturnType<typeof eventFields>>()

function fieldsOf(value: unknown): ReturnType<typeof eventFields> {
  if (typeof value !== 'object' || value === null) return eventFields(value)
  const fields = checkedFields.get(value) ?? eventFields(value)
  checkedFields.set(value, fields)
  return fields
}

/** Empty for an empty file or a file that is not a list. */
function eventsOf(file: DataFile): Checked<AuthoredEvent>[] {
  const values = Array.isArray(file.value) ? file.value : []
  const repeated = Map.groupBy(file.repeated, path => path[0])
  return values.map((value, index) => {
    const paths = (repeated.get(index) ?? []).map(path => path.slice(1))
    const subject = subjectAt<AuthoredEvent>(file, [index], fieldsOf(value), paths)
    return { ...subject, event: subject.valid.id }
  })
}

/** Checks a file of events as a whole. */
function wholeOf(file: DataFile): Subject {
  const mistakes: Mistake[] = []
  if (yearOfFile(file) === undefined)
    mistakes.push(mistake([], 'is not named after a year', 'YYYY.yaml, such as events/1997.yaml'))
  if (file.value !== null && !Array.isArray(file.value))
    mistakes.push(mistake([], wrongType(file.value, 'array'), 'a list of events, each of which begins with "- "'))
  return { file, at: [], mistakes }
}

const yearOfFile = ({ name }: DataFile): string | undefined => /^events\/(\d{4})\.ya?ml$/.exec(name)?.[1]

/** Clocks differ, and so do the days of authors. */
const GRACE_MILLISECONDS = 24 * 60 * 60 * 1000

/** Finds times in the future: mirrors ask for changes since the latest one, so they would miss all until then. */
function* futureMistakes<Field extends string>(
  times: { [Name in Field]?: string },
  fields: readonly Field[],
  now: number,
): Generator<Mistake> {
  for (const field of fields) {
    const time = times[field]
    if (time !== undefined && Date.parse(time) > now + GRACE_MILLISECONDS)
      yield mistake([field], `"${time}" is in the future`, 'a time up to now')
  }
}

/** Finds an id that an earlier event already uses. */
function* idMistakes(subject: Subject, owners: ReadonlyMap<string, Subject>): Generator<Mistake> {
  const owner = subject.event === undefined ? subject : owners.get(subject.event)
  if (owner === undefined || owner === subject) return
  const place = () => `${owner.file.name}:${owner.file.lineOf([...owner.at, 'id'])}`
  yield mistake(
    ['id'],
    `"${subject.event}" is already used by another event`,
    () => `a unique id; the other event is at ${place()}`,
  )
}

/** Finds a former id that another event has or had. */
function* formerMistakes(
  subject: Checked<AuthoredEvent>,
  owners: ReadonlyMap<string, Subject>,
  formers: Map<string, Subject>,
): Generator<Mistake> {
  for (const [index, id] of (subject.valid.formerly ?? []).entries()) {
    const other = owners.get(id) ?? formers.get(id)
    formers.set(id, subject)
    if (other)
      yield mistake(
        ['formerly', index],
        `"${id}" is the id of the event at ${other.file.name}:${other.file.lineOf([...other.at, 'id'])}`,
        'ids that no other event has or had',
      )
  }
}

/** `partOf` must name another series that is not itself a part and uses the same unit. */
function* wholeMistakes(
  { valid: { id, partOf: whole, unit } }: Checked<AuthoredSeries>,
  seriesById: ReadonlyMap<string, Partial<AuthoredSeries>>,
): Generator<Mistake> {
  if (whole === undefined) return
  const found = seriesById.get(whole)
  const others = [...seriesById].filter(([other, { partOf }]) => other !== id && partOf === undefined)
  const wrongWhole = (wrong: string) =>
    mistake(['partOf'], wrong, () =>
      choice(
        whole,
        others.map(([other]) => other),
      ),
    )
  if (found === undefined || whole === id) yield wrongWhole(`"${whole}" is not the id of another series`)
  else if (found.partOf !== undefined) yield wrongWhole(`"${whole}" is itself a part of "${found.partOf}"`)
  else if (found.unit !== unit) yield wrongWhole(`"${whole}" is in ${found.unit}, not in ${unit}`)
}

/** Finds an event in the file of the wrong year. */
function* fileMistakes({ file, valid: { date: edtf } }: Checked<AuthoredEvent>): Generator<Mistake> {
  const yearOfThis = yearOfFile(file)
  const date = edtf === undefined ? undefined : readDate(edtf)
  if (yearOfThis === undefined || date === undefined || date instanceof InvalidDate) return
  const year = date.start.slice(0, 4)
  if (year !== yearOfThis)
    yield mistake(
      ['date'],
      `"${edtf}" starts in ${year}, not in ${yearOfThis}`,
      `dates that start in ${yearOfThis}; move this event to events/${year}.yaml`,
    )
}

function* seriesMistakes(
  { file, valid: series }: Checked<AuthoredSeries>,
  timeline: Partial<AuthoredTimeline>,
): Generator<Mistake> {
  if (series.id !== undefined && file.name !== `series/${series.id}.yaml`)
    yield mistake(
      ['id'],
      `"${series.id}" does not match the file name`,
      `the file name series/${series.id}.yaml, or an id that matches the file name`,
    )
  yield* languageMistakes(schemaOf(SERIES), series, timeline)
  yield* termMistakes(timeline, 'units', ['unit'], series.unit)
  const points = series.points ?? []
  for (const [index, { year, sources }] of points.entries()) {
    yield* sourceMistakes(['points', index, 'sources'], sources)
    const before = points[index - 1]?.year
    if (before !== undefined && year <= before)
      yield mistake(
        ['points', index, 'year'],
        `"${year}" comes after "${before}"`,
        'years in ascending order, each once',
      )
  }
}
