/** Loads a data folder into the events table. It can be killed at any point and run again, with the same folder or another. */
import type { Instant } from '../../domain/civil-date.ts'
import type { Contents, Timeline } from '../../domain/event.ts'
import { type LoadPlan, type LoadTimes, planLoad } from '../load-plan.ts'
import type { SearchIndexer } from '../search-files.ts'
import {
  beginBulkWrite,
  layoutOf,
  type Replacement,
  readConvertedSummaries,
  readMetadata,
  readSummaries,
} from './bulk-write.ts'
import type { Connection } from './document-client.ts'
import type { MetadataItem } from './event-reader.ts'
import { currentItem, digestOf, type EventItem, type ItemSummary, LAYOUT, tombstoneItem } from './items.ts'

export interface LoadReport {
  /** Number of events that were converted from another layout; absent if there were none. */
  converted?: number
  /** New and changed events. */
  written: number
  deleted: number
  unchanged: number
  kept: string[]
  conflicts: string[]
}

export interface LoadOptions {
  /** Time of the load, for changes without a time of their own. */
  at: Instant
  /** Digest of the contents. The load is skipped if the last one had the same digest. */
  digest: string
  /** Called after each group with the number of events written so far, and in total. */
  progress?: (done: number, all: number) => void
  indexer?: SearchIndexer
}

/** The store contains another timeline. A load would delete all of its events. */
export class ForeignTimeline extends Error {}

function refuseForeign(contents: Contents, stored: Timeline | undefined): void {
  const { namespace } = contents.timeline
  if (stored !== undefined && stored.namespace !== namespace)
    throw new ForeignTimeline(
      `Nothing was loaded: the store contains another timeline, "${Object.values(stored.title)[0]}" of namespace ${stored.namespace}, and timeline.yaml has namespace ${namespace}`,
    )
}

/** The folder lacks the category of an event that stays, because an editor wrote it. */
export class MissingCategory extends Error {}

/** @throws {MissingCategory} naming the event. Pages and counts need the name of every category in use. */
function refuseMissingCategory(plan: LoadPlan, stored: ReadonlyMap<string, ItemSummary>, contents: Contents): void {
  const declared = new Set(contents.categories.map(({ id }) => `category#${id}`))
  const replaced = new Set([...plan.writes.map(({ event }) => event.id), ...plan.deletions.map(({ id }) => id)])
  for (const { id, facets = [] } of stored.values()) {
    if (replaced.has(id)) continue
    const missing = facets.find(facet => facet.startsWith('category#') && !declared.has(facet))
    if (missing !== undefined)
      throw new MissingCategory(
        `Nothing was loaded: timeline.yaml no longer declares the category "${missing.slice('category#'.length)}", but the event "${id}", which an editor wrote, still has it; declare it again, or give the event another category`,
      )
  }
}

/** @throws {ForeignTimeline | MissingCategory} before anything is written */
export async function loadContents(
  connection: Connection,
  contents: Contents,
  { at, progress, indexer, ...given }: LoadOptions,
): Promise<LoadReport> {
  const digest = digestOf(given.digest)
  const metadata = await readMetadata(connection)
  refuseForeign(contents, metadata?.timeline)
  // A store of another layout has another digest, so it is never skipped.
  if (metadata?.loaded === digest && metadata.loading === undefined)
    return { written: 0, deleted: 0, unchanged: contents.events.length, kept: [], conflicts: [] }

  const folder = folderOf(contents)
  const bulk = await beginBulkWrite(connection, metadata, { digest, at, indexer, folder })
  const plan = planLoad(bulk.summaries, contents.events, digestOf, timesOf(contents, metadata, at))
  try {
    refuseMissingCategory(plan, bulk.summaries, contents)
  } catch (error) {
    await bulk.abandon()
    throw error
  }
  const replacements = [
    ...plan.writes.map(({ event, digest, revision }) => replacementBy(currentItem(event, revision, digest))),
    ...plan.deletions.map(({ id, revision }) => replacementBy(tombstoneItem(id, revision, undefined))),
  ]
  await bulk.write(replacements, done => progress?.(done, replacements.length))
  await bulk.finish({
    timeline: contents.timeline,
    vocabularies: contents,
    series: contents.series,
    loaded: digest,
  })
  const { unchanged, kept, conflicts } = plan
  return {
    ...(bulk.converted > 0 && { converted: bulk.converted }),
    written: plan.writes.length,
    deleted: plan.deletions.length,
    unchanged,
    kept,
    conflicts,
  }
}

const folderOf = ({ events }: Contents) => new Map(events.map(({ event }) => [event.id, event]))

/** Plans a load without writing anything. @throws {ForeignTimeline | MissingCategory} */
export async function previewLoad(
  connection: Connection,
  contents: Contents,
  at: Instant,
): Promise<{ plan: LoadPlan; stored: ReadonlyMap<string, ItemSummary> }> {
  const metadata = await readMetadata(connection)
  refuseForeign(contents, metadata?.timeline)
  const layout = layoutOf(metadata)
  const stored = await (layout === LAYOUT
    ? readSummaries(connection)
    : readConvertedSummaries(connection, layout, folderOf(contents)))
  const plan = planLoad(stored, contents.events, digestOf, timesOf(contents, metadata, at))
  refuseMissingCategory(plan, stored, contents)
  return { plan, stored }
}

/** Until the first load is complete, there are no readers who could miss a change. */
const timesOf = ({ timeline }: Contents, metadata: MetadataItem | undefined, at: Instant): LoadTimes => ({
  at,
  published: timeline.published,
  latest: metadata?.timeline && metadata.updatedAt,
  changedAt: metadata?.timeline && metadata.changedAt,
})

const replacementBy = (item: EventItem): Replacement => ({ item, revisions: [item] })
