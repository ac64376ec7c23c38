/** The stores of the functions that answer requests. */
import type { Services } from '../http/services.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightReader } from '../store/dynamodb/highlight-store.ts'
import type { StoreConfig } from './config.ts'

export function readServices(config: StoreConfig): Services {
  // The spread reads the names of both tables, so that a function without one does not start.
  const store = connection({ ...config, tables: { ...config.tables } })
  return { events: eventReader(store), highlights: highlightReader(store) }
}
