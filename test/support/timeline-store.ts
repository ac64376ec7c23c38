/** A store of events and highlights on a real engine, with its ports and the bulk load. */
import { contentsDigest } from '../../lambdas/data/contents-digest.ts'
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import type { Contents } from '../../lambdas/domain/event.ts'
import { type Connection, documentClient } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { highlightWriter } from '../../lambdas/store/dynamodb/highlight-store.ts'
import { type LoadReport, loadContents } from '../../lambdas/store/dynamodb/load.ts'
import type { EventReader, EventWriter, Page, PageRequest } from '../../lambdas/store/event-store.ts'
import type { HighlightWriter } from '../../lambdas/store/highlight-store.ts'
import { startTestStore, type TestStore } from './engine.ts'

export interface Ports {
  connection: Connection
  events: EventReader
  writer: EventWriter
  highlights: HighlightWriter
  /** @param at time of the load */
  load(contents: Contents, at?: Instant): Promise<LoadReport>
}

export type TimelineStore = TestStore & Ports

/** A time of loading later than any time that the events of tests state. */
export const LOADED_AT = '2026-06-01T00:00:00Z'

export function portsOf(client: TestStore['client'], tables: TestStore['tables']): Ports {
  const connection = { client: documentClient(client), tables }
  return {
    connection,
    events: eventReader(connection),
    writer: eventWriter(connection),
    highlights: highlightWriter(connection),
    load: (contents, at = LOADED_AT) => loadContents(connection, contents, { at, digest: contentsDigest(contents) }),
  }
}

export async function startTimelineStore(): Promise<TimelineStore> {
  const store = await startTestStore()
  return { ...store, ...portsOf(store.client, store.tables) }
}

/** The pages that follow each other from the first on, as a client would turn them. */
export async function allPages<T>(
  read: (page: Pick<PageRequest, 'limit' | 'after'>) => Promise<Page<T>>,
  limit: number,
): Promise<T[][]> {
  const pages: T[][] = []
  let after: string | undefined
  do {
    const page = await read({ limit, after })
    pages.push(page.items)
    after = page.next
  } while (after !== undefined)
  return pages
}

/** The versions of an event, the first first. */
export async function revisionsOf({ events }: Pick<Ports, 'events'>, id: string) {
  const { items } = await events.revisions(id, { limit: 100, order: 'asc' })
  return items
}
