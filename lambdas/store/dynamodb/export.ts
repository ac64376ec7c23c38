/** Reads a whole timeline from the tables as export records (`export-record.ts`), in file order. */
import type { Occurrence } from '../../domain/anniversary.ts'
import { VOCABULARIES } from '../../domain/event.ts'
import type { EventRecord, ExportedRevision, ExportRecord } from '../export-record.ts'
import { latestOf } from '../export-record.ts'
import type { Connection } from './document-client.ts'
import { eventReader } from './event-reader.ts'
import { LEDGER, partitionOf } from './highlight-store.ts'
import { CHANGE, type EventItem, eventKey, revisionKey } from './items.ts'
import { ABOVE, BELOW, queryPartition } from './query.ts'

/** Events per query. */
const PAGE = 100

/**
 * Every event and tombstone with its revisions, ordered by last change. An event that changes meanwhile is repeated.
 * @param after resume after this event
 */
export async function* exportEvents(connection: Connection, after?: EventRecord): AsyncGenerator<EventRecord[]> {
  const position = after && `${latestOf(after).updatedAt}#${after.id}`
  for await (const items of currentItems(connection, position))
    yield await Promise.all(items.map(item => recordOf(connection, item)))
}

/** Every event and tombstone in the order of their last change, page by page. @param position resume after this key */
export async function* currentItems(connection: Connection, position?: string): AsyncGenerator<EventItem[]> {
  for (;;) {
    const items = await queryPartition<EventItem>(connection, {
      index: 'byChange',
      partition: CHANGE,
      range: { lower: position ?? BELOW, upper: ABOVE },
      limit: PAGE,
    })
    const following = items.filter(item => item.changeKey !== position)
    if (following.length === 0) return
    yield following
    position = following.at(-1)!.changeKey
  }
}

async function recordOf(connection: Connection, item: EventItem): Promise<EventRecord> {
  const { id, revision, digest, loaded } = item
  // Later revisions belong to a write in progress, which will repeat the event.
  const earlier =
    revision === 1
      ? []
      : await queryPartition<EventItem>(connection, {
          partition: eventKey(id).pk,
          range: { lower: revisionKey(id, 1).sk, upper: revisionKey(id, revision - 1).sk },
        })
  return {
    kind: 'event',
    id,
    revisions: [...earlier, item].map(exportedRevision),
    ...(loaded !== undefined && { loaded: loaded === digest || loaded }),
  }
}

function exportedRevision({ revision, createdAt, updatedAt, event }: EventItem): ExportedRevision {
  const times = { revision, createdAt, updatedAt }
  return event === undefined ? { ...times, deleted: true } : { ...times, event }
}

/** All records except events: settings, vocabularies, series and the days of the daily job. */
export async function exportRest(connection: Connection): Promise<ExportRecord[]> {
  const reader = eventReader(connection)
  const metadata = await reader.metadata()
  const vocabularies = await reader.vocabularies()
  const series = await Promise.all((await reader.seriesList()).map(({ id }) => reader.series(id)))
  return [
    ...(metadata ? [{ kind: 'settings' as const, timeline: metadata.timeline }] : []),
    ...VOCABULARIES.flatMap(vocabulary =>
      vocabularies[vocabulary].map(term => ({ kind: 'term' as const, vocabulary, term })),
    ),
    ...series.flatMap(each => (each ? [{ kind: 'series' as const, series: each }] : [])),
    ...(await exportDays(connection)),
  ]
}

export interface LedgerItem {
  sk: string
  /** Set in the watermark only. */
  date?: string
  announcedAt?: string
}

/** The watermark and the announcement of each day. */
export const readLedger = (connection: Connection): Promise<LedgerItem[]> =>
  queryPartition<LedgerItem>(connection, { table: 'highlights', partition: LEDGER })

/** All marked days. The ledger lists them, so it determines which months to read. */
async function exportDays(connection: Connection): Promise<ExportRecord[]> {
  const ledger = await readLedger(connection)
  const announcedAt = new Map(ledger.map(item => [item.sk, item.announcedAt]))
  const watermark = ledger.find(item => item.date !== undefined)?.date
  const partitions = new Set(ledger.map(({ sk, date }) => partitionOf(date ?? sk)))
  const occurrences: Occurrence[] = []
  for (const partition of [...partitions].sort()) {
    const items = await queryPartition<{ occurrence: Occurrence }>(connection, {
      table: 'highlights',
      partition,
    })
    occurrences.push(...items.map(item => item.occurrence))
  }
  const days = [...Map.groupBy(occurrences, occurrence => occurrence.date)].map(([date, highlights]) => {
    const announced = announcedAt.get(date)
    return { kind: 'day' as const, date, ...(announced !== undefined && { announcedAt: announced }), highlights }
  })
  return [...days, ...(watermark === undefined ? [] : [{ kind: 'watermark' as const, date: watermark }])]
}
