/** Takes back what a load or import that died had begun, for when something else is written next: else entries of neither would stay behind. */
import { canonicalJson } from '../../domain/canonical-json.ts'
import { timeKeyOf } from '../../domain/event.ts'
import { TABLES } from '../tables.ts'
import { batchWrite, type Write } from './batch-write.ts'
import type { Connection } from './document-client.ts'
import { type EventItem, entryItem, entryKey, eventKey, facetIds, revisionItem } from './items.ts'
import { queryPartition } from './query.ts'

/**
 * Deletes the revisions later than their event, with the entries that go with them, and puts back the entries of the event as it is – and
 * the revision that it is at, which an import may have replaced. The revisions go last, so that this too may die and be done again.
 * @param ids events that were being written
 */
export async function rollBack(connection: Connection, ids: readonly string[]): Promise<void> {
  const table = connection.tables.events
  const histories = await Promise.all(
    ids.map(id => queryPartition<EventItem>(connection, { table, key: TABLES.events.key, partition: eventKey(id).pk })),
  )
  const entries = new Map<string, Write>()
  const revisions: Write[] = []
  for (const [index, history] of histories.entries()) {
    const { sk } = eventKey(ids[index]!)
    const current = history.find(item => item.sk === sk)
    const begun = history.filter(item => item.sk !== sk && isBegun(item, current))
    for (const { pk, sk, event, ...revision } of begun) {
      revisions.push(revision.revision === current?.revision ? { put: revisionItem(current) } : { delete: { pk, sk } })
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

/** Whether a revision is later than its event, or not the one that its event is at. */
function isBegun(item: EventItem, current: EventItem | undefined): boolean {
  if (item.revision !== current?.revision) return item.revision > (current?.revision ?? 0)
  return canonicalJson(item) !== canonicalJson(revisionItem(current))
}
