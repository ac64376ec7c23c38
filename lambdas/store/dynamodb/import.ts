/** Imports an exported timeline with its revisions and times. It can be killed at any point and run again. */
import { type Instant, later } from '../../domain/civil-date.ts'
import { noVocabularies, type Series, type Timeline, VOCABULARIES, type Vocabularies } from '../../domain/event.ts'
import { type EventRecord, type ExportRecord, latestOf } from '../export-record.ts'
import { type EventState, importDecision } from '../import-plan.ts'
import type { SearchIndexer } from '../search-files.ts'
import { beginBulkWrite, layoutOf, type Replacement, readMetadata, readSummaries } from './bulk-write.ts'
import type { Connection } from './document-client.ts'
import { eventReader } from './event-reader.ts'
import { readLedger } from './export.ts'
import { highlightWriter } from './highlight-store.ts'
import { currentItem, digestOf, LAYOUT, tombstoneItem } from './items.ts'

export interface ImportReport {
  written: number
  unchanged: number
  /** Events with a later or different stored version, which stays. */
  kept: string[]
  /** Number of days of the daily job that were added. */
  days: number
}

export interface ImportOptions {
  at: Instant
  /** Digest of the file, by which a second run recognises the first. */
  digest: string
  /** Called after each group with the number of events written so far, and in total. */
  progress?: (done: number, all: number) => void
  indexer?: SearchIndexer
}

/** The file cannot be imported into this timeline. */
export class ImportRefused extends Error {}

/**
 * Writes the events that are newer than the stored ones (`import-plan.ts`), and adds missing terms, series and days of the daily job.
 * Everything else that is stored stays.
 * @param records yields all records of the export in order; called once to plan and once to write
 * @throws {ImportRefused} before anything is written, if the file is incomplete or belongs to another timeline
 */
export async function importRecords(
  connection: Connection,
  records: () => AsyncIterable<ExportRecord>,
  { at, progress, indexer, ...given }: ImportOptions,
): Promise<ImportReport> {
  const file = await survey(records())
  const metadata = await readMetadata(connection)
  refuseForeign(file, metadata?.timeline)
  const timeline = metadata?.timeline ?? file.timeline
  const { isNew, ...rest } = await restOf(connection, file)

  const isUnfinished = metadata?.timeline === undefined || metadata.loading !== undefined
  const mustFinish = isNew || isUnfinished || layoutOf(metadata) !== LAYOUT
  let decided = mustFinish ? undefined : decide(file.events, await readSummaries(connection))
  if (decided === undefined || decided.writes.size > 0) {
    const bulk = await beginBulkWrite(connection, metadata, { digest: digestOf(given.digest), at, indexer })
    // Decide again, since editors could write until the bulk write began.
    const { writes, ...others } = decide(file.events, bulk.summaries)
    // Mirrors ask for changes since their last request, so a change that readers could not see yet takes the time of the import.
    const latest = metadata?.timeline ? metadata.updatedAt : undefined
    const now = latest === undefined ? at : later(at, latest)
    const visible = (record: EventRecord) =>
      latest !== undefined && latestOf(record).updatedAt < latest ? changedAt(record, now) : record
    await bulk.write(wanted(records(), file, writes, visible), done => progress?.(done, writes.size))
    // Without `loaded`, the next load compares every event.
    await bulk.finish({ timeline, ...rest })
    decided = { writes, ...others }
  }
  const days = await importDays(connection, file, at)
  return { written: decided.writes.size, unchanged: decided.unchanged, kept: decided.kept, days }
}

type Day = Extract<ExportRecord, { kind: 'day' }>

/** The content of a file without the events themselves, which may not fit in memory. */
interface Survey {
  namespace: string
  timeline: Timeline
  /** From the last line of each event. */
  events: ReadonlyMap<string, Surveyed>
  vocabularies: Vocabularies
  series: readonly Series[]
  days: readonly Day[]
  watermark: string | undefined
}

interface Surveyed extends EventState {
  /** Index among the event lines. */
  line: number
}

async function survey(records: AsyncIterable<ExportRecord>): Promise<Survey> {
  const events = new Map<string, Surveyed>()
  let line = 0
  const vocabularies = noVocabularies()
  const series: Series[] = []
  const days: Day[] = []
  let namespace: string | undefined
  let timeline: Timeline | undefined
  let watermark: string | undefined
  let isComplete = false
  const counts: Record<string, number> = {}
  let expected: Record<string, number> = {}
  for await (const record of records) {
    isComplete = record.kind === 'end'
    counts[record.kind] = (counts[record.kind] ?? 0) + 1
    if (record.kind === 'header') namespace = record.namespace
    else if (record.kind === 'event') events.set(record.id, { ...stateOf(record), line: line++ })
    else if (record.kind === 'settings') timeline = record.timeline
    else if (record.kind === 'series') series.push(record.series)
    else if (record.kind === 'day') days.push(record)
    else if (record.kind === 'watermark') watermark = record.date
    else if (record.kind === 'end') expected = record.counts ?? {}
    else if (record.kind === 'term') (vocabularies[record.vocabulary] as Named[]).push(record.term)
  }
  if (!isComplete || namespace === undefined || timeline === undefined)
    throw new ImportRefused('is an incomplete backup: run annals backup with this file again to continue it')
  const lost = Object.entries(expected).filter(([kind, count]) => (counts[kind] ?? 0) < count)
  if (lost.length > 0)
    throw new ImportRefused(
      `has lost lines since it was written: it has ${lost.map(([kind, count]) => `${counts[kind] ?? 0} of ${count} lines of kind "${kind}"`).join(', ')}`,
    )
  return { namespace, timeline, events, vocabularies, series, days, watermark }
}

function stateOf(record: EventRecord): EventState {
  const { event, createdAt, updatedAt, revision } = latestOf(record)
  return { createdAt, updatedAt, revision, digest: digestOf(event ?? null) }
}

function refuseForeign({ namespace }: Survey, stored: Timeline | undefined): void {
  if (stored !== undefined && stored.namespace !== namespace)
    throw new ImportRefused(
      `is a backup of another timeline (namespace ${namespace}); this timeline has namespace ${stored.namespace}`,
    )
}

function decide(incoming: ReadonlyMap<string, EventState>, stored: ReadonlyMap<string, EventState>) {
  const writes = new Set<string>()
  const kept: string[] = []
  let unchanged = 0
  for (const [id, state] of incoming) {
    const decision = importDecision(stored.get(id), state)
    if (decision === 'write') writes.add(id)
    else if (decision === 'kept') kept.push(id)
    else unchanged++
  }
  return { writes, kept, unchanged }
}

/** The events to write, each from its last line. */
async function* wanted(
  records: AsyncIterable<ExportRecord>,
  { events }: Survey,
  writes: ReadonlySet<string>,
  visible: (record: EventRecord) => EventRecord,
): AsyncGenerator<Replacement> {
  let line = 0
  for await (const record of records) {
    if (record.kind !== 'event') continue
    const isLast = events.get(record.id)?.line === line++
    if (isLast && writes.has(record.id)) yield replacementBy(visible(record))
  }
}

/** The record as if its latest revision had been written at that time. */
const changedAt = (record: EventRecord, updatedAt: Instant): EventRecord => ({
  ...record,
  revisions: [...record.revisions.slice(0, -1), { ...latestOf(record), updatedAt }],
})

function replacementBy(record: EventRecord): Replacement {
  const { id, loaded, revisions } = record
  const { event, deleted: _, ...revision } = latestOf(record)
  const folderDigest = loaded === true ? digestOf(event ?? null) : loaded
  const item = event ? currentItem(event, revision, folderDigest) : tombstoneItem(id, revision, folderDigest)
  // TypeScript cannot derive this from the union, since `deleted` is optional.
  return {
    item,
    revisions: revisions.map(({ event, deleted, ...each }) => ({
      id,
      ...each,
      ...(event ? { event } : { deleted: true }),
    })),
  }
}

/** The stored terms and series plus those that only the file has. */
async function restOf(connection: Connection, file: Survey) {
  const reader = eventReader(connection)
  const stored = await reader.vocabularies()
  const merged = VOCABULARIES.map(name => [name, withMissing<Named>(stored[name], file.vocabularies[name])] as const)
  const summaries = await reader.seriesList()
  const storedSeries = (await Promise.all(summaries.map(({ id }) => reader.series(id)))).flatMap(each => each ?? [])
  const series = withMissing(storedSeries, file.series)
  return {
    vocabularies: Object.fromEntries(merged) as unknown as Vocabularies,
    series,
    isNew: series.length > storedSeries.length || merged.some(([name, terms]) => terms.length > stored[name].length),
  }
}

/** A term or an image. */
type Named = Vocabularies[keyof Vocabularies][number]

function withMissing<T extends { id: string }>(stored: readonly T[], others: readonly T[]): T[] {
  const ids = new Set(stored.map(({ id }) => id))
  return [...stored, ...others.filter(({ id }) => !ids.has(id))]
}

/** Adds highlights and announcements of days that are not in the ledger. */
async function importDays(connection: Connection, { days, watermark }: Survey, at: Instant): Promise<number> {
  const writer = highlightWriter(connection)
  const known = new Set((await readLedger(connection)).map(item => item.sk))
  let added = 0
  for (const { date, announcedAt, highlights } of days) {
    if (known.has(date)) continue
    const changed = await writer.mark(date, highlights, at)
    if (announcedAt !== undefined) await writer.announced(date, announcedAt)
    if (changed || announcedAt !== undefined) added++
  }
  if (watermark !== undefined && watermark > ((await writer.watermark()) ?? '')) await writer.advance(watermark)
  return added
}
