/** The export format: JSON lines, independent of the table layout. Pure. */
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import type { Occurrence } from '../domain/anniversary.ts'
import {
  type Event,
  type Revision,
  type Series,
  STATUSES,
  type Timeline,
  VOCABULARIES,
  type Vocabularies,
} from '../domain/event.ts'
import { InvalidDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { MEDIA_TYPES } from '../domain/media.ts'
import { unstorableParts } from '../domain/storable.ts'

/** Increase when older versions of Annals would misread a file. */
export const EXPORT_VERSION = 1

const Text = Type.Record(Type.String(), Type.String())
const TermShape = Type.Object({ id: Type.String(), name: Text })
const MediaShape = Type.Object({
  id: Type.String({ minLength: 1 }),
  digest: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  type: Type.Enum([...MEDIA_TYPES]),
  bytes: Type.Integer({ minimum: 1 }),
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
})
const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' })

/** The properties that the store depends on. All others pass through unchecked. */
const EventShape = Type.Object({
  id: Type.String({ minLength: 1 }),
  date: Type.String(),
  title: Text,
  summary: Type.Optional(Text),
  category: TermShape,
  tags: Type.Array(TermShape),
  actors: Type.Array(TermShape),
  places: Type.Array(TermShape),
  significance: Type.Integer({ minimum: 1, maximum: 5 }),
  status: Type.Enum([...STATUSES]),
  figures: Type.Array(Type.Object({})),
  image: Type.Optional(Type.Object({ file: MediaShape })),
  related: Type.Array(Type.String()),
  sources: Type.Array(Type.Object({}), { minItems: 1 }),
})

const revision = { createdAt: Instant, updatedAt: Instant, revision: Type.Integer({ minimum: 1 }) }

const TimelineShape = Type.Object({
  title: Text,
  namespace: Type.String(),
  timeZone: Type.String(),
  published: Instant,
  logo: Type.Optional(MediaShape),
})

const SHAPES = {
  /** The first line. */
  header: Type.Object({
    kind: Type.Literal('header'),
    format: Type.Literal('annals-export'),
    version: Type.Integer(),
    /** Identifies the timeline: all public ids are derived from it. */
    namespace: Type.String(),
    title: Text,
    /** Human-readable, e.g. `stack Annals in eu-central-1`. */
    exportedFrom: Type.String(),
  }),
  /** An event or tombstone with all its revisions, oldest first. If an event has several lines, the last one counts. */
  event: Type.Object({
    kind: Type.Literal('event'),
    id: Type.String({ minLength: 1 }),
    revisions: Type.Array(
      Type.Union([
        Type.Object({ ...revision, event: EventShape }),
        Type.Object({ ...revision, deleted: Type.Literal(true) }),
      ]),
      { minItems: 1 },
    ),
    /** Digest of the event in the data folder at the last load; `true` if equal to the current event; absent if it was not loaded. */
    loaded: Type.Optional(Type.Union([Type.Literal(true), Type.String()])),
  }),
  settings: Type.Object({ kind: Type.Literal('settings'), timeline: TimelineShape }),
  /** A term or image that events may use. */
  term: Type.Union([
    Type.Object({ kind: Type.Literal('term'), vocabulary: Type.Enum([...VOCABULARIES]), term: TermShape }),
    Type.Object({ kind: Type.Literal('term'), vocabulary: Type.Literal('media'), term: MediaShape }),
  ]),
  series: Type.Object({
    kind: Type.Literal('series'),
    series: Type.Object({ id: Type.String(), title: Text, points: Type.Array(Type.Object({})) }),
  }),
  /** A day that the daily job marked. */
  day: Type.Object({
    kind: Type.Literal('day'),
    date: Day,
    announcedAt: Type.Optional(Instant),
    highlights: Type.Array(
      Type.Object({
        date: Day,
        eventId: Type.String(),
        kind: Type.String(),
        years: Type.Integer(),
        rank: Type.Integer(),
      }),
    ),
  }),
  /** The last day that the daily job marked. */
  watermark: Type.Object({ kind: Type.Literal('watermark'), date: Day }),
  /**
   * The last line; without it, the file is incomplete. Its counts by kind show whether lines were lost since. Files of earlier versions
   * have none.
   */
  end: Type.Object({
    kind: Type.Literal('end'),
    counts: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0 }))),
  }),
}

type Kind = keyof typeof SHAPES

export type ExportHeader = Static<typeof SHAPES.header>
/** One revision of an event, or its deletion. */
export type ExportedRevision = Revision & ({ event: Event; deleted?: never } | { event?: never; deleted: true })
export interface EventRecord {
  kind: 'event'
  id: string
  revisions: ExportedRevision[]
  loaded?: true | string
}
export type ExportRecord =
  | ExportHeader
  | EventRecord
  | { kind: 'settings'; timeline: Timeline }
  | { kind: 'term'; vocabulary: keyof Vocabularies; term: Vocabularies[keyof Vocabularies][number] }
  | { kind: 'series'; series: Series }
  | { kind: 'day'; date: string; announcedAt?: string; highlights: Occurrence[] }
  | Static<typeof SHAPES.watermark>
  | Static<typeof SHAPES.end>

/** The line is not a valid export record. */
export class InvalidRecord extends Error {}

const validators = new Map(Object.entries(SHAPES).map(([kind, shape]) => [kind, Compile(shape)]))

/** @throws {InvalidRecord} whose message continues a sentence such as "line 3 …" */
export function parseRecord(line: string): ExportRecord {
  const record = parseJson(line)
  const kind = (record as { kind?: unknown } | null)?.kind
  const validator = typeof kind === 'string' ? validators.get(kind) : undefined
  if (!validator) throw new InvalidRecord(`must have one of the kinds ${Object.keys(SHAPES).join(', ')}`)
  if (!validator.Check(record)) throw new InvalidRecord(`is not a complete ${kind as Kind}`)
  for (const { path, wrong, allowed } of unstorableParts(record))
    throw new InvalidRecord(`has a value at /${path.join('/')} that ${wrong}; allowed: ${allowed}`)
  if (kind === 'event') checkEvent(record as EventRecord)
  return record as ExportRecord
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new InvalidRecord('is not JSON')
  }
}

function checkEvent({ id, revisions }: EventRecord): void {
  for (const [index, { revision, event }] of revisions.entries()) {
    if (revision !== index + 1) throw new InvalidRecord(`has revision ${revision} of ${id} in place of ${index + 1}`)
    if (event === undefined) continue
    if (event.id !== id) throw new InvalidRecord(`has the event ${event.id} under ${id}`)
    try {
      parseHistoricalDate(event.date)
    } catch (error) {
      if (error instanceof InvalidDate) throw new InvalidRecord(`has an invalid date for ${id}: ${error.message}`)
      throw error
    }
  }
}

export function countKinds(records: Iterable<ExportRecord>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

export const latestOf = ({ revisions }: EventRecord): ExportedRevision => revisions.at(-1)!
