/**
 * The bulk load: brings the events table to what a data folder says. It may be killed at any point and run again, with the same folder or
 * another: revisions and then entries are written before the event they belong to, which seals them, and the counts are rebuilt at the end,
 * before the version moves. The head says which events are being written.
 */
import { setTimeout } from 'node:timers/promises'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { later } from '../../domain/civil-date.ts'
import { type Contents, STATUSES, VOCABULARIES } from '../../domain/event.ts'
import type { Text } from '../../domain/text.ts'
import { type Count, SETTLING_SECONDS } from '../event-store.ts'
import { planLoad } from '../load-plan.ts'
import { TABLES } from '../tables.ts'
import { batchWrite, type Write } from './batch-write.ts'
import type { Connection } from './document-client.ts'
import type { HeadItem } from './event-reader.ts'
import {
  CHANGE,
  countedOf,
  countKey,
  currentItem,
  digestOf,
  type EventItem,
  entryItem,
  entryKey,
  FOOTPRINT,
  type Footprint,
  HEAD_KEY,
  revisionItem,
  SERIES,
  seriesKey,
  tombstoneItem,
  vocabularyPartition,
} from './items.ts'
import { queryPartition } from './query.ts'
import { takeBack } from './unfinished-load.ts'

export interface LoadReport {
  /** Events written for the first time or anew. */
  written: number
  deleted: number
  unchanged: number
  kept: string[]
  conflicts: string[]
}

export interface LoadOptions {
  /** Time of the load, for changes that state none of their own. */
  at: string
  /** Digest of the contents: the same as last time, and nothing needs to be done. */
  digest: string
}

/** Events whose revisions and entries are written together before they are sealed. */
const GROUP = 100

const { key, indexes } = TABLES.events

export async function loadContents(
  connection: Connection,
  contents: Contents,
  { at, ...given }: LoadOptions,
): Promise<LoadReport> {
  const { client, tables } = connection
  const table = tables.events
  const digest = digestOf(given.digest)

  const { Item } = await client.send(new GetCommand({ TableName: table, Key: HEAD_KEY, ConsistentRead: true }))
  const head = Item as HeadItem | undefined
  if (head?.loaded === digest && head.loading === undefined)
    return { written: 0, deleted: 0, unchanged: contents.events.length, kept: [], conflicts: [] }

  if (head?.loading !== undefined && head.loading !== digest) await takeBack(connection, head.writing ?? [])

  const updateHead = (update: object) => client.send(new UpdateCommand({ TableName: table, Key: HEAD_KEY, ...update }))
  // From here to the end no single event is written, so that the counts can be rebuilt.
  const { Attributes } = await updateHead({
    UpdateExpression: 'SET loading = :digest',
    ExpressionAttributeValues: { ':digest': digest },
    ReturnValues: 'ALL_NEW',
  })
  await settled(Attributes as HeadItem, at)

  const footprints = await queryPartition<Footprint>(connection, {
    table,
    index: 'byChange',
    key: indexes.byChange,
    partition: CHANGE,
    attributes: FOOTPRINT,
  })
  const stored = new Map(footprints.map(footprint => [footprint.id, footprint]))
  const plan = planLoad(stored, contents.events, digestOf, at)

  const items: EventItem[] = [
    ...plan.writes.map(({ event, digest, revision }) => currentItem(event, revision, digest)),
    ...plan.deletions.map(({ id, revision }) => tombstoneItem(id, revision, undefined)),
  ]
  for (let start = 0; start < items.length; start += GROUP) {
    const group = items.slice(start, start + GROUP)
    const ids = group.map(item => item.id)
    await updateHead({ UpdateExpression: 'SET writing = :ids', ExpressionAttributeValues: { ':ids': ids } })
    const steps = [
      group.map(item => ({ put: revisionItem(item) })),
      group.flatMap(item => entryWrites(item, stored.get(item.id))),
      group.map(item => ({ put: item })),
    ]
    for (const writes of steps) await batchWrite(connection, table, writes)
  }

  const after = new Map<string, Footprint>(stored)
  for (const item of items) after.set(item.id, item)
  const live = [...after.values()]
  await writeDifferences(connection, [...vocabularyItems(contents), ...countItems(contents, live)])
  const listed = await queryPartition<{ sk: string }>(connection, { table, key, partition: SERIES, attributes: ['sk'] })
  await writeDifferences(
    connection,
    seriesItems(
      contents,
      listed.map(({ sk }) => sk),
    ),
  )

  const updatedAt = live.reduce((latest, each) => later(latest, each.updatedAt), contents.timeline.published)
  await updateHead({
    UpdateExpression:
      'SET timeline = :timeline, digest = :digest, loaded = :digest, updatedAt = :updatedAt, changedAt = :at REMOVE loading, writing ADD #sequence :one',
    ExpressionAttributeNames: { '#sequence': 'sequence' },
    ExpressionAttributeValues: {
      ':timeline': contents.timeline,
      ':digest': digest,
      ':updatedAt': updatedAt,
      ':at': at,
      ':one': 1,
    },
  })
  const { unchanged, kept, conflicts } = plan
  return { written: plan.writes.length, deleted: plan.deletions.length, unchanged, kept, conflicts }
}

/** The index of changes may not show yet what an editor wrote just now: it must be there before it is overlooked or counted wrong. */
async function settled({ editedAt }: HeadItem, at: string): Promise<void> {
  const since = editedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.parse(editedAt)
  const missing = SETTLING_SECONDS * 1000 - Math.max(0, since)
  if (missing > 0) await setTimeout(missing)
}

/** The entries of an event, less those it had and has no more. */
function entryWrites(item: EventItem, before: Footprint | undefined): Write[] {
  const entries = (item.facets ?? []).map(facet => entryItem(item, facet))
  const now = new Set(entries.map(entry => `${entry.pk} ${entry.sk}`))
  const gone = (before?.facets ?? [])
    .map(facet => entryKey(before!, facet))
    .filter(({ pk, sk }) => !now.has(`${pk} ${sk}`))
  return [...entries.map(put => ({ put })), ...gone.map(key => ({ delete: key }))]
}

interface Partitioned {
  partition: string
  items: { pk: string; sk: string; digest: string }[]
}

/** The declared values with their names, and every value, year and recurrence with the number of its events. */
function countItems({ categories, tags, actors, places }: Contents, footprints: readonly Footprint[]): Partitioned[] {
  const events = new Map<string, number>()
  for (const footprint of footprints)
    for (const value of countedOf(footprint)) events.set(value, (events.get(value) ?? 0) + 1)

  const names = new Map<string, { name?: Text; description?: Text }>(STATUSES.map(status => [`status#${status}`, {}]))
  for (const { id, name, description } of categories) names.set(`category#${id}`, { name, description })
  for (const [dimension, terms] of Object.entries({ tag: tags, actor: actors, place: places }))
    for (const { id, name } of terms) names.set(`${dimension}#${id}`, { name })

  const items = [...new Set([...names.keys(), ...events.keys()])].map(value => {
    const count: Omit<Count, 'value'> = { events: events.get(value) ?? 0, ...names.get(value) }
    return { ...countKey(value), ...count, digest: digestOf(count) }
  })
  const partitions = ['category', 'tag', 'actor', 'place', 'status', 'year', 'recurrence'].map(
    counted => `FACET#${counted}`,
  )
  return partitions.map(partition => ({ partition, items: items.filter(item => item.pk === partition) }))
}

/** What an editor's events may name. */
const vocabularyItems = (contents: Contents): Partitioned[] =>
  VOCABULARIES.map(vocabulary => {
    const partition = vocabularyPartition(vocabulary)
    const items = contents[vocabulary].map(term => ({ pk: partition, sk: term.id, term, digest: digestOf(term) }))
    return { partition, items }
  })

/** The list of series and each series; nothing for a series that was stored and is no more. */
function seriesItems({ series }: Contents, stored: readonly string[]): Partitioned[] {
  const ids = new Set(series.map(each => each.id))
  return [
    ...stored.filter(id => !ids.has(id)).map(id => ({ partition: seriesKey(id).pk, items: [] })),
    {
      partition: SERIES,
      items: series.map(({ points: _, ...summary }) => ({
        pk: SERIES,
        sk: summary.id,
        series: summary,
        digest: digestOf(summary),
      })),
    },
    ...series.map(each => {
      const { pk, sk } = seriesKey(each.id)
      return { partition: pk, items: [{ pk, sk, series: each, digest: digestOf(each) }] }
    }),
  ]
}

/** Makes each partition hold these items and no others, writing only what differs. */
async function writeDifferences(connection: Connection, partitions: readonly Partitioned[]): Promise<void> {
  const table = connection.tables.events
  for (const { partition, items } of partitions) {
    const attributes = ['sk', 'digest']
    const stored = await queryPartition<{ sk: string; digest?: string }>(connection, {
      table,
      key,
      partition,
      attributes,
    })
    const digests = new Map(stored.map(each => [each.sk, each.digest]))
    const kept = new Set(items.map(item => item.sk))
    await batchWrite(connection, table, [
      ...items.filter(item => digests.get(item.sk) !== item.digest).map(put => ({ put })),
      ...stored.filter(({ sk }) => !kept.has(sk)).map(({ sk }) => ({ delete: { pk: partition, sk } })),
    ])
  }
}
