/** Takes back what a load that died had begun, for when another folder is loaded next: else entries of neither would stay behind. */
import { timeKeyOf } from '../../domain/event.ts'
import { TABLES } from '../tables.ts'
import { batchWrite, type Write } from './batch-write.ts'
import type { Connection } from './document-client.ts'
import { type EventItem, entryItem, entryKey, eventKey, facetIds } from './items.ts'
import { queryPartition } from './query.ts'

/**
 * Deletes the revisions later than their event, with the entries that go with them, and puts back the entries of the event as it is.
 * The revisions go last, so that this too may die and be done again.
 * @param ids events that the load was writing
 */
export async function takeBack(connection: Connection, ids: readonly string[]): Promise<void> {
  const table = connection.tables.events
  const histories = await Promise.all(
    ids.map(id => queryPartition<EventItem>(connection, { table, key: TABLES.events.key, partition: eventKey(id).pk })),
  )
  const entries = new Map<string, Write>()
  const revisions: Write[] = []
  for (const [index, history] of histories.entries()) {
    const { sk } = eventKey(ids[index]!)
    const current = history.find(item => item.sk === sk)
    const begun = history.filter(item => item.revision > (current?.revision ?? 0))
    for (const { pk, sk, event, ...revision } of begun) {
      revisions.push({ delete: { pk, sk } })
      for (const facet of event ? facetIds(event) : []) {
        const key = entryKey({ ...revision, timeKey: timeKeyOf(event!) }, facet)
        entries.set(`${key.pk} ${key.sk}`, { delete: key })
      }
    }
    for (const facet of current?.facets ?? []) {
      const entry = entryItem(current!, facet)
      entries.set(`${entry.pk} ${entry.sk}`, { put: entry })
    }
  }
  await batchWrite(connection, table, [...entries.values()])
  await batchWrite(connection, table, revisions)
}
