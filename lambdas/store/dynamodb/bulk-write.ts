/**
 * What a load and an import share: many events are written at once, and the counts are rebuilt at the end. It may be killed at any point
 * and done again, for the same purpose or another: revisions and then entries are written before the event they belong to, which seals
 * them, and the version moves last. The head says which events are being written, and keeps single writes away meanwhile.
 * One group of events is always under way while another waits for its last writes, so that the engine is never without work.
 */
import { setTimeout } from 'node:timers/promises'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, later } from '../../domain/civil-date.ts'
import { STATUSES, type Timeline } from '../../domain/event.ts'
import { SETTLING_SECONDS } from '../event-store.ts'
import type { SearchIndexer } from '../search-files.ts'
import { TABLES } from '../tables.ts'
import { batchWrite, type Write } from './batch-write.ts'
import type { Connection } from './document-client.ts'
import type { HeadItem } from './event-reader.ts'
import {
  CHANGE,
  countedOf,
  type EventItem,
  entryItem,
  entryKey,
  HEAD_KEY,
  ITEM_SUMMARY,
  type ItemSummary,
  revisionItem,
} from './items.ts'
import { queryPartition } from './query.ts'
import { type ReferenceData, writeReferenceData } from './reference-data.ts'
import { rollBack } from './unfinished-load.ts'

/** An event to be written. */
export interface Replacement {
  item: EventItem
  /** Those of its revisions that are written with it, the latest among them. */
  revisions: readonly Parameters<typeof revisionItem>[0][]
}

export interface BulkWrite {
  /** What was stored of each event when the bulk write began. */
  readonly summaries: ReadonlyMap<string, ItemSummary>
  /**
   * Writes events, group by group.
   * @param replacements each event once
   * @param written told how many events are written
   * @throws {StoreUnavailable} with some of them written, and none that begins to be written later
   */
  write(
    replacements: Iterable<Replacement> | AsyncIterable<Replacement>,
    written?: (events: number) => void,
  ): Promise<void>
  /** Rebuilds counts and series, moves the version and lets single writes in again. */
  finish(data: ReferenceData & { timeline: Timeline; loaded?: string }): Promise<void>
}

/** Events whose revisions and entries are written together before they are sealed. */
const GROUP = 100

/** Groups that are written side by side: that one is enough to keep the engine busy while the other goes from step to step. */
const GROUPS_AT_A_TIME = 2

const { indexes } = TABLES.events

/** Settings and version with the marks of loads; nothing in a new table. */
export async function readHead({ client, tables }: Connection): Promise<HeadItem | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tables.events, Key: HEAD_KEY, ConsistentRead: true }))
  return Item as HeadItem | undefined
}

/** What is stored of each event, tombstones included, from the index of changes, which lists every event whatever the counts say. */
export async function readSummaries(connection: Connection): Promise<Map<string, ItemSummary>> {
  const summaries = await queryPartition<ItemSummary>(connection, {
    table: connection.tables.events,
    index: 'byChange',
    key: indexes.byChange,
    partition: CHANGE,
    attributes: ITEM_SUMMARY,
  })
  // Each facet is kept in memory once: a million events have some thousand.
  const facets = new Map<string, string>()
  const shared = (facet: string): string => {
    const same = facets.get(facet)
    if (same === undefined) facets.set(facet, facet)
    return same ?? facet
  }
  for (const summary of summaries) if (summary.facets) summary.facets = summary.facets.map(shared)
  return new Map(summaries.map(summary => [summary.id, summary]))
}

/** The index of changes may not show yet what an editor wrote just now: it must be there before it is overlooked or counted wrong. */
export async function settled({ editedAt }: Pick<HeadItem, 'editedAt'>, at: Instant): Promise<void> {
  const since = editedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.parse(editedAt)
  const missing = SETTLING_SECONDS * 1000 - Math.max(0, since)
  if (missing > 0) await setTimeout(missing)
}

/**
 * Marks the head, takes back what another bulk write had begun when it died, and reads what is stored.
 * @param head as it was read just now
 * @param options.digest of what is to be written: by it a second run knows the first
 * @param options.indexer stores the search index of what is written
 */
export async function beginBulkWrite(
  connection: Connection,
  head: HeadItem | undefined,
  { digest, at, indexer }: { digest: string; at: Instant; indexer?: SearchIndexer | undefined },
): Promise<BulkWrite> {
  const { client, tables } = connection
  const table = tables.events
  if (head?.loading !== undefined && head.loading !== digest) await rollBack(connection, head.writing ?? [])

  const updateHead = (update: object) => client.send(new UpdateCommand({ TableName: table, Key: HEAD_KEY, ...update }))
  // From here to the end no single event is written, so that the counts can be rebuilt.
  const { Attributes } = await updateHead({
    UpdateExpression: 'SET loading = :digest',
    ExpressionAttributeValues: { ':digest': digest },
    ReturnValues: 'ALL_NEW',
  })
  await settled(Attributes as HeadItem, at)
  const summaries = await readSummaries(connection)

  const tally: Tally = { events: new Map(), updatedAt: '' }
  for (const summary of summaries.values()) replace(tally, undefined, summary)
  const underWay = new Set<string>()
  // What died may have written all that there was to write.
  let hasChanged = head?.loading !== undefined

  /** Each group once the head says that it is being written. */
  async function* marked(groups: AsyncIterable<Replacement[]>): AsyncGenerator<Replacement[]> {
    for await (const group of groups) {
      hasChanged = true
      for (const { item } of group) underWay.add(item.id)
      await updateHead({ UpdateExpression: 'SET writing = :ids', ExpressionAttributeValues: { ':ids': [...underWay] } })
      yield group
    }
  }

  async function writeGroup(group: readonly Replacement[]): Promise<void> {
    const steps: Write[][] = [
      group.flatMap(({ revisions }) => revisions.map(revision => ({ put: revisionItem(revision) }))),
      group.flatMap(({ item }) => entryWrites(item, summaries.get(item.id))),
      group.map(({ item }) => ({ put: item })),
    ]
    for (const writes of steps) await batchWrite(connection, table, writes)
    for (const { item } of group) {
      replace(tally, summaries.get(item.id), item)
      underWay.delete(item.id)
    }
  }

  return {
    summaries,

    async write(replacements, written) {
      // A generator answers one caller after the other, and none any more once a caller has failed.
      const groups = marked(inGroups(replacements))
      let events = 0
      const lane = async () => {
        for await (const group of groups) {
          await writeGroup(group)
          events += group.length
          written?.(events)
        }
      }
      const lanes = await Promise.allSettled(Array.from({ length: GROUPS_AT_A_TIME }, lane))
      const failed = lanes.find(({ status }) => status === 'rejected')
      if (failed) throw (failed as PromiseRejectedResult).reason
    },

    async finish({ timeline, vocabularies, series, loaded }) {
      await writeReferenceData(connection, { vocabularies, series }, tally.events)
      const count = STATUSES.reduce((sum, status) => sum + (tally.events.get(`status#${status}`) ?? 0), 0)
      const written = { events: count, hasChanged, since: at, inUse: head?.searchIndex }
      const marks = {
        timeline,
        digest,
        updatedAt: later(tally.updatedAt, timeline.published),
        changedAt: at,
        loaded,
        searchIndex: await indexer?.(written),
        ...(hasChanged && { generation: `${at} ${digest}` }),
        loading: undefined,
        writing: undefined,
      }
      await updateHead(headUpdate(marks))
    },
  }
}

/** Sets the defined ones of `marks`, removes the others, and raises the sequence. */
function headUpdate(marks: { [Name in keyof HeadItem]?: HeadItem[Name] | undefined }): object {
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

/** The entries of an event, less those it had and has no more. */
function entryWrites(item: EventItem, before: ItemSummary | undefined): Write[] {
  const entries = (item.facets ?? []).map(facet => entryItem(item, facet))
  const now = new Set(entries.map(entry => `${entry.pk} ${entry.sk}`))
  const gone = (before?.facets ?? [])
    .map(facet => entryKey(before!, facet))
    .filter(({ pk, sk }) => !now.has(`${pk} ${sk}`))
  return [...entries.map(put => ({ put })), ...gone.map(key => ({ delete: key }))]
}

/** What is told of all events: kept up to date, as a million that were written would fill the memory. */
interface Tally {
  /** How many events each value, year and recurrence has. */
  events: Map<string, number>
  /** When one was last changed; empty while there is none. */
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
