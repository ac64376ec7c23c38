/** The Lambda function for single writes. It is separate so that the other functions need no write access. */
import { EDITOR } from '../endpoints/editor/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import { atMostEvery, type EdgeCache } from '../notify/edge-cache.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { eventWriter } from '../store/dynamodb/event-writer.ts'
import type { EventWriter } from '../store/event-store.ts'
import type { EdgeConfig, HttpConfig } from './config.ts'
import { edgeCacheOf } from './edge-cache-of.ts'

const MINUTE = 60_000

export function createEditor(config: HttpConfig & EdgeConfig): HttpLambda {
  const store = connection(config)
  const writer = eventWriter(store)
  const cache = edgeCacheOf(config)
  const sparing = cache && atMostEvery(MINUTE, cache, () => Date.parse(config.now()))
  return pipeline(EDITOR, { events: eventReader(store), writer: sparing ? clearing(writer, sparing) : writer }, config)
}

const clearing = ({ put, delete: remove }: EventWriter, cache: EdgeCache): EventWriter => ({
  async put(...write) {
    const stored = await put(...write)
    await cache.clear()
    return stored
  },
  async delete(...write) {
    const tombstone = await remove(...write)
    await cache.clear()
    return tombstone
  },
})
