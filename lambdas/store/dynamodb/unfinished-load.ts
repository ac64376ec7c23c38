/** Rolls back an unfinished load or import before a different one starts, so that no orphaned entries remain. */
import { canonicalJson } from '../../domain/canonical-json.ts'
import { timeKeyOf } from '../../domain/event.ts'
import { batchWrite, type Write } from './batches.ts'
import type { Connection } from './document-client.ts'
import { type EventItem, entryItem, entryKey, eventKey, facetIds, revisionItem } from './items.ts'
import { queryPartition } from './query.ts'

/**
 * Deletes revisions later than the current event, with their entries, and restores the entries and the revision of the current event, which
 * an import may have replaced. Revisions are deleted last, so that the rollback can itself be killed and repeated.
 * @param ids events that were being written
 */
export async function rollBack(connection: Connection, ids: readonly string[]): Promise<void> {
  const histories = await Promise.all(
    ids.map(id => queryPartition<EventItem>(connection, { partition: eventKey(id).pk })),
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
  await batchWrite(connection, [...entries.values()])
  await batchWrite(connection, revisions)
}

/** Whether a revision is later than the current one, or differs from it under the same number. */
function isBegun(item: EventItem, current: EventItem | undefined): boolean {
  if (item.revision !== current?.revision) return item.revision > (current?.revision ?? 0)
  return canonicalJson(item) !== canonicalJson(revisionItem(current))
}
