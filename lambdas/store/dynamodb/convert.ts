/** Converts the items of a store that was written in another layout. Every event keeps its revision and times. */
import type { Event } from '../../domain/event.ts'
import type { Connection } from './document-client.ts'
import { currentItems } from './export.ts'
import { currentItem, digestOf, type EventItem, tombstoneItem } from './items.ts'

/**
 * Yields every event and tombstone as this layout has it. Yields the same when it is repeated after an interruption.
 * @param layout of the store
 * @param folder the events of the data folder, by id, from which an editor's event may have been loaded
 */
export async function* convertedItems(
  connection: Connection,
  layout: number,
  folder: ReadonlyMap<string, Event>,
): AsyncGenerator<EventItem> {
  for await (const items of currentItems(connection)) for (const item of items) yield converted(item, layout, folder)
}

function converted(item: EventItem, layout: number, folder: ReadonlyMap<string, Event>): EventItem {
  const { id, event, loaded, createdAt, updatedAt, revision } = item
  const source = [event ?? null, folder.get(id)].find(each => each !== undefined && digestOf(each, layout) === loaded)
  const loadedDigest = source === undefined ? loaded : digestOf(source)
  const times = { createdAt, updatedAt, revision }
  return event ? currentItem(event, times, loadedDigest) : tombstoneItem(id, times, loadedDigest)
}
