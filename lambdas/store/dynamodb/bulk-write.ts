/**
 * Shared by loads and imports: writes many events and then rebuilds the counts. It can be killed at any point and followed by any bulk
 * write: revisions and entries are written before their event, which commits them, and the version changes last. The metadata item lists
 * the events being written and blocks single writes.
 */
import { setTimeout } from 'node:timers/promises'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, later } from '../../domain/civil-date.ts'
import { type Event, STATUSES, type Timeline } from '../../domain/event.ts'
import { SETTLING_SECONDS } from '../event-store.ts'
import type { SearchIndexer } from '../search-files.ts'
import { METADATA_KEY } from '../tables.ts'
import { batchWrite, type Write } from './batches.ts'
import { convertedItems } from './convert.ts'
import type { Connection } from './document-client.ts'
import type { MetadataItem } from './event-reader.ts'
import {
  CHANGE,
  countedOf,
  type EventItem,
  entryItem,
  entryKey,
  ITEM_SUMMARY,
  type ItemSummary,
  LAYOUT,
  revisionItem,
} from './items.ts'
import { queryPartition } from './query.ts'
import { type ReferenceData, writeReferenceData } from './reference-data.ts'
import { rollBack } from './unfinished-load.ts'

/** An event to write. */
export interface Replacement {
  item: EventItem
  /** Revisions to write with it, including the latest. */
  revisions: readonly Parameters<typeof revisionItem>[0][]
}

export interface BulkWrite {
  /** Stored events at the beginning of the bulk write, by id. */
  readonly summaries: ReadonlyMap<string, ItemSummary>
  /** Number of events and tombstones that were converted from another layout. */
  readonly converted: number
  /**
   * Writes events in groups.
   * @param replacements each event at most once
   * @param written called after each group with the number of events written so far
   * @throws {StoreUnavailable} with some events written; by then, no write is running
   */
  write(
    replacements: Iterable<Replacement> | AsyncIterable<Replacement>,
    written?: (events: number) => void,
  ): Promise<void>
  /** Allows single writes again, instead of writing anything. */
  abandon(): Promise<void>
  /** Rebuilds vocabularies, counts and series, increases the version and allows single writes again. */
  finish(data: ReferenceData & { timeline: Timeline; loaded?: string }): Promise<void>
}

const GROUP = 100

/** The layout of stores that do not state one. */
const UNNOTED_LAYOUT = 4

/** One group keeps the engine busy while the other waits between its steps. */
const CONCURRENT_GROUPS = 2

/** The metadata item, read consistently; `undefined` in a new table. */
export async function readMetadata({ client, tables }: Connection): Promise<MetadataItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables.events, Key: METADATA_KEY, ConsistentRead: true }),
  )
  return Item as MetadataItem | undefined
}

/** Summaries of all events and tombstones. Reads the index of changes, which lists every event even if the counts are wrong. */
export async function readSummaries(connection: Connection): Promise<Map<string, ItemSummary>> {
  const summaries = await queryPartition<ItemSummary>(connection, {
    index: 'byChange',
    partition: CHANGE,
    attributes: ITEM_SUMMARY,
  })
  // Share equal facet strings: a million events have only some thousand different ones.
  const facets = new Map<string, string>()
  const shared = (facet: string): string => {
    const same = facets.get(facet)
    if (same === undefined) facets.set(facet, facet)
    return same ?? facet
  }
  for (const summary of summaries) if (summary.facets) summary.facets = summary.facets.map(shared)
  return new Map(summaries.map(summary => [summary.id, summary]))
}

/** The layout of a store; that of this version for a new table. */
export const layoutOf = (metadata: MetadataItem | undefined): number =>
  metadata === undefined ? LAYOUT : (metadata.layout ?? UNNOTED_LAYOUT)

/** Summaries of the items of another layout as they will be, without writing any. */
export async function readConvertedSummaries(
  connection: Connection,
  layout: number,
  folder: ReadonlyMap<string, Event>,
): Promise<Map<string, ItemSummary>> {
  const summaries = new Map<string, ItemSummary>()
  for await (const item of convertedItems(connection, layout, folder)) summaries.set(item.id, summaryOf(item))
  return summaries
}

const summaryOf = (item: EventItem): ItemSummary =>
  Object.fromEntries(ITEM_SUMMARY.flatMap(name => (item[name] === undefined ? [] : [[name, item[name]]]))) as never

/** Waits until the index of changes includes the last single write; otherwise the load would miss or miscount it. */
export async function waitUntilSettled({ editedAt }: Pick<MetadataItem, 'editedAt'>, at: Instant): Promise<void> {
  const since = editedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.parse(editedAt)
  const missing = SETTLING_SECONDS * 1000 - Math.max(0, since)
  if (missing > 0) await setTimeout(missing)
}

interface BulkWriteOptions {
  digest: string
  at: Instant
  indexer?: SearchIndexer | undefined
  folder?: ReadonlyMap<string, Event>
}

/**
 * Blocks single writes, rolls back an unfinished bulk write with other content, reads the stored summaries, and converts a store of another
 * layout.
 * @param metadata the metadata item, just read
 * @param options.digest identifies the content, so that a second run recognises the first
 * @param options.indexer stores the search index after the write
 * @param options.folder events of the data folder that is loaded, by id
 */
export async function beginBulkWrite(
  connection: Connection,
  metadata: MetadataItem | undefined,
  { digest, at, indexer, folder = new Map() }: BulkWriteOptions,
): Promise<BulkWrite> {
  const { client, tables } = connection
  const table = tables.events
  if (metadata?.loading !== undefined && metadata.loading !== digest) await rollBack(connection, metadata.writing ?? [])

  const updateMetadata = (update: object) =>
    client.send(new UpdateCommand({ TableName: table, Key: METADATA_KEY, ...update }))
  // From here until `finish`, single writes are rejected, so that the counts can be rebuilt.
  const { Attributes } = await updateMetadata({
    UpdateExpression: 'SET loading = :digest',
    ExpressionAttributeValues: { ':digest': digest },
    ReturnValues: 'ALL_NEW',
  })
  await waitUntilSettled(Attributes as MetadataItem, at)
  const summaries = await readSummaries(connection)

  const tally: Tally = { events: new Map(), updatedAt: '' }
  for (const summary of summaries.values()) replace(tally, undefined, summary)
  const underWay = new Set<string>()
  // An unfinished run may have written all events already.
  let hasChanged = metadata?.loading !== undefined

  /** Yields each group after the metadata item lists its events. */
  async function* marked(groups: AsyncIterable<Replacement[]>): AsyncGenerator<Replacement[]> {
    for await (const group of groups) {
      hasChanged = true
      for (const { item } of group) underWay.add(item.id)
      await updateMetadata({
        UpdateExpression: 'SET writing = :ids',
        ExpressionAttributeValues: { ':ids': [...underWay] },
      })
      yield group
    }
  }

  async function writeGroup(group: readonly Replacement[]): Promise<void> {
    const steps: Write[][] = [
      group.flatMap(({ revisions }) => revisions.map(revision => ({ put: revisionItem(revision) }))),
      group.flatMap(({ item }) => entryWrites(item, summaries.get(item.id))),
      group.map(({ item }) => ({ put: item })),
    ]
    for (const writes of steps) await batchWrite(connection, writes)
    for (const { item } of group) {
      replace(tally, summaries.get(item.id), item)
      underWay.delete(item.id)
    }
  }

  const write: BulkWrite['write'] = async (replacements, written) => {
    // The lanes share one generator: it serves them in turn, and ends for all when one fails.
    const groups = marked(inGroups(replacements))
    let events = 0
    const lane = async () => {
      for await (const group of groups) {
        await writeGroup(group)
        events += group.length
        written?.(events)
      }
    }
    const lanes = await Promise.allSettled(Array.from({ length: CONCURRENT_GROUPS }, lane))
    const failed = lanes.find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
  }

  async function convert(layout: number): Promise<number> {
    const after: ItemSummary[] = []
    async function* replacements(): AsyncGenerator<Replacement> {
      for await (const item of convertedItems(connection, layout, folder)) {
        after.push(summaryOf(item))
        yield { item, revisions: [] }
      }
    }
    await write(replacements())
    for (const summary of after) summaries.set(summary.id, summary)
    return after.length
  }
  const layout = layoutOf(metadata)
  const converted = layout === LAYOUT ? 0 : await convert(layout)

  return {
    summaries,
    converted,
    write,

    async abandon() {
      await updateMetadata({ UpdateExpression: 'REMOVE loading, writing' })
    },

    async finish({ timeline, vocabularies, series, loaded }) {
      await writeReferenceData(connection, { vocabularies, series }, tally.events)
      const count = STATUSES.reduce((sum, status) => sum + (tally.events.get(`status#${status}`) ?? 0), 0)
      const written = { events: count, hasChanged, since: at, inUse: metadata?.searchIndex }
      const marks = {
        timeline,
        digest,
        layout: LAYOUT,
        updatedAt: later(tally.updatedAt, timeline.published),
        changedAt: at,
        loaded,
        searchIndex: await indexer?.(written),
        ...(hasChanged && { generation: `${at} ${digest}` }),
        loading: undefined,
        writing: undefined,
      }
      await updateMetadata(metadataUpdate(marks))
    },
  }
}

/** Sets the defined attributes, removes the undefined ones, and increases the sequence. */
function metadataUpdate(marks: { [Name in keyof MetadataItem]?: MetadataItem[Name] | undefined }): object {
  const names = ['sequence', ...Object.keys(marks)]
  const values = Object.entries(marks).filter(([, value]) => value !== undefined)
  const set = values.map(([name]) => `#${name} = :${name}`)
  const removed = Object.keys(marks).filter(name => !values.some(([each]) => each === name))
  return {
    UpdateExpression: `SET ${set.join()} REMOVE ${removed.map(name => `#${name}`).join()} ADD #sequence :one`,
    ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
    ExpressionAttributeValues: { ':one': 1, ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])) },
  }
}

async function* inGroups(
  replacements: Iterable<Replacement> | AsyncIterable<Replacement>,
): AsyncGenerator<Replacement[]> {
  let group: Replacement[] = []
  for await (const replacement of replacements) {
    group.push(replacement)
    if (group.length < GROUP) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** Writes the entries of an event and deletes its obsolete ones. */
function entryWrites(item: EventItem, before: ItemSummary | undefined): Write[] {
  const entries = (item.facets ?? []).map(facet => entryItem(item, facet))
  const now = new Set(entries.map(entry => `${entry.pk} ${entry.sk}`))
  const gone = (before?.facets ?? [])
    .map(facet => entryKey(before!, facet))
    .filter(({ pk, sk }) => !now.has(`${pk} ${sk}`))
  return [...entries.map(put => ({ put })), ...gone.map(key => ({ delete: key }))]
}

/** Totals over all events, kept up to date because a million written events would not fit in memory. */
interface Tally {
  /** Number of events per facet value, year and recurrence. */
  events: Map<string, number>
  /** Time of the latest change; empty if there are no events. */
  updatedAt: Instant | ''
}

function replace(tally: Tally, before: ItemSummary | undefined, now: ItemSummary): void {
  const add = (summary: ItemSummary, change: 1 | -1) => {
    for (const value of countedOf(summary)) tally.events.set(value, (tally.events.get(value) ?? 0) + change)
  }
  if (before) add(before, -1)
  add(now, 1)
  tally.updatedAt = later(tally.updatedAt, now.updatedAt)
}
