/** The stores of the functions that answer requests. */
import type { Services } from '../http/services.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightReader } from '../store/dynamodb/highlight-store.ts'
import type { StoreConfig } from './config.ts'

export function readServices(config: StoreConfig): Services {
  const store = connection(config)
  return { events: eventReader(store), highlights: highlightReader(store) }
}
