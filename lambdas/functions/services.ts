/** What the functions that answer requests read from. */
import type { Services } from '../http/call.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightReader } from '../store/dynamodb/highlight-store.ts'
import { connection } from './environment.ts'

export function services(): Services {
  const shared = connection()
  return { events: eventReader(shared), highlights: highlightReader(shared) }
}
