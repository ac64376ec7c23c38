/** The vocabularies, counts and series of a timeline, which a bulk write rebuilds after the events. */
import { DIMENSIONS, type Series, STATUSES, VOCABULARIES, type Vocabularies } from '../../domain/event.ts'
import { CALENDAR_UNITS, type Count } from '../event-store.ts'
import { batchWrite } from './batches.ts'
import type { Connection } from './document-client.ts'
import {
  calendarPartition,
  countAttribute,
  countKey,
  countPartition,
  digestOf,
  SERIES,
  seriesKey,
  vocabularyPartition,
} from './items.ts'
import { queryPartition } from './query.ts'

export interface ReferenceData {
  vocabularies: Vocabularies
  series: readonly Series[]
}

interface Partitioned {
  partition: string
  items: { pk: string; sk: string; digest: string }[]
}

/** Writes the items that differ from what is stored. @param events number of events per facet value, year and recurrence */
export async function writeReferenceData(
  connection: Connection,
  { vocabularies, series }: ReferenceData,
  events: ReadonlyMap<string, number>,
): Promise<void> {
  const listed = await queryPartition<{ sk: string }>(connection, { partition: SERIES, attributes: ['sk'] })
  const storedIds = listed.map(({ sk }) => sk)
  await writeDifferences(connection, [
    ...vocabularyItems(vocabularies),
    ...countItems(vocabularies, events),
    ...seriesItems(series, storedIds),
  ])
}

/** Count items: declared values with their names, and all values, years and recurrences that have events. */
function countItems(
  { categories, tags, actors, places }: Vocabularies,
  events: ReadonlyMap<string, number>,
): Partitioned[] {
  const names = new Map<string, Omit<Count, 'value' | 'events'>>(STATUSES.map(status => [`status#${status}`, {}]))
  for (const { id, name, description } of categories) names.set(`category#${id}`, { name, description })
  for (const [dimension, terms] of Object.entries({ tag: tags, actor: actors }))
    for (const { id, name } of terms) names.set(`${dimension}#${id}`, { name })
  for (const { id, name, ...location } of places) names.set(`place#${id}`, { name, location })

  const counts = new Map<string, Record<string, unknown>>(
    [...names].map(([value, name]) => [value, { events: 0, ...name }]),
  )
  for (const [counted, number] of events) {
    if (number === 0) continue
    const value = counted.split('#', 2).join('#')
    counts.set(value, { ...counts.get(value), [countAttribute(counted)]: number })
  }
  const items = [...counts].map(([value, count]) => ({ ...countKey(value), ...count, digest: digestOf(count) }))
  const byPartition = Map.groupBy(items, item => item.pk)
  return [
    ...([...DIMENSIONS, 'year', 'recurrence'] as const).map(countPartition),
    ...CALENDAR_UNITS.map(calendarPartition),
  ].map(partition => ({ partition, items: byPartition.get(partition) ?? [] }))
}

const vocabularyItems = (vocabularies: Vocabularies): Partitioned[] =>
  VOCABULARIES.map(vocabulary => {
    const partition = vocabularyPartition(vocabulary)
    const items = vocabularies[vocabulary].map(term => ({ pk: partition, sk: term.id, term, digest: digestOf(term) }))
    return { partition, items }
  })

/** The list of series, each series, and an empty partition for each stored series that is gone. */
function seriesItems(series: readonly Series[], stored: readonly string[]): Partitioned[] {
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

/** Replaces the items of each partition, writing only the differences. */
async function writeDifferences(connection: Connection, partitions: readonly Partitioned[]): Promise<void> {
  for (const { partition, items } of partitions) {
    const attributes = ['sk', 'digest']
    const stored = await queryPartition<{ sk: string; digest?: string }>(connection, {
      partition,
      attributes,
    })
    const digests = new Map(stored.map(each => [each.sk, each.digest]))
    const kept = new Set(items.map(item => item.sk))
    await batchWrite(connection, [
      ...items.filter(item => digests.get(item.sk) !== item.digest).map(put => ({ put })),
      ...stored.filter(({ sk }) => !kept.has(sk)).map(({ sk }) => ({ delete: { pk: partition, sk } })),
    ])
  }
}
