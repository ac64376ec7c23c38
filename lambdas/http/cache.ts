/**
 * The caches of a warm function. The timeline's metadata is kept for the rest of the second in which it was read. Responses
 * are kept under their ETag, a digest of everything that they depend on, and are therefore never out of date. A request with
 * `Cache-Control: no-cache` or `max-age=0`, as editors send, bypasses both.
 */
import { LRUCache } from 'lru-cache'
import type { Instant } from '../domain/civil-date.ts'
import type { TimelineMetadata } from '../store/event-store.ts'

/** Bytes of all responses, and of one. */
const MAX_BYTES = 16_000_000
const MAX_BYTES_OF_ONE = 1_000_000

/** A string takes at most two bytes a character; the headers and the entry in the cache take less than a thousand. */
const bytesOf = ({ body = '' }: { body?: string | undefined }): number => 2 * body.length + 1_000

/** Whether a request asks for a response from no cache (RFC 9111 §5.2.1). */
export const bypassesCache = (headers: Record<string, string | undefined>): boolean =>
  /(^|,)\s*(no-cache|max-age="?0+"?)\s*(,|$)/i.test(headers['cache-control'] ?? '')

/**
 * Reads the timeline's metadata once a second, by the wall clock, since others stand still while the function is frozen. Concurrent
 * requests share a read. A failed or empty read is not kept.
 */
export function metadataCache(read: () => Promise<TimelineMetadata | undefined>) {
  let latest: { at: Instant; metadata: Promise<TimelineMetadata | undefined> } | undefined
  /** @param now to the second */
  return (now: Instant, isBypassed: boolean): Promise<TimelineMetadata | undefined> => {
    if (latest?.at === now && !isBypassed) return latest.metadata
    const mine = { at: now, metadata: read() }
    latest = mine
    const forget = () => {
      if (latest === mine) latest = undefined
    }
    mine.metadata.then(metadata => metadata ?? forget(), forget)
    return mine.metadata
  }
}

/** Makes each thing once for all concurrent requests. A failure is shared too, and not kept. */
export function shareConcurrent<T>() {
  const underway = new Map<string, Promise<T>>()
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const begun = underway.get(key)
    if (begun) return begun
    const made = make().finally(() => underway.delete(key))
    underway.set(key, made)
    return made
  }
}

/** Responses by their ETags. The least recently used go first, and a response that is too large is not kept. */
export const responseCache = <Response extends { body?: string | undefined }>(maxSize = MAX_BYTES) =>
  new LRUCache<string, Response>({ maxSize, maxEntrySize: MAX_BYTES_OF_ONE, sizeCalculation: bytesOf })
