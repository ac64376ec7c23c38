/**
 * What a warm function remembers from one request to the next, so that most requests read and render nothing.
 *
 * The head is remembered for the rest of the second in which it was asked for. So an answer shows at least what the store showed a second
 * before: that is all the freshness it costs. Answers are remembered under their entity tag, a digest of everything that they depend on
 * (`conditional.ts`), so that they are never out of date themselves. A request with `Cache-Control: no-cache` or `max-age=0` gets past both
 * and sees what the store shows now; it is how editors read what they wrote.
 */
import { LRUCache } from 'lru-cache'
import type { Instant } from '../domain/civil-date.ts'
import type { Head } from '../store/event-store.ts'

/** Bytes that all answers take at most, and one. */
const MOST_BYTES = 16_000_000
const MOST_BYTES_OF_ONE = 1_000_000

/** A string takes two bytes a character at most; the headers and the place in the memory take less than a thousand. */
const bytesOf = ({ body = '' }: { body?: string | undefined }): number => 2 * body.length + 1_000

/** Whether a request asks for an answer that nobody has kept (RFC 9111 §5.2.1). */
export const isAskedAnew = (headers: Record<string, string | undefined>): boolean =>
  /(^|,)\s*(no-cache|max-age="?0+"?)\s*(,|$)/i.test(headers['cache-control'] ?? '')

/**
 * Reads the head once a second, by the wall clock: another would stand still while the function is frozen. Those who ask at once share one
 * read. A read that fails, or finds no timeline, is not remembered.
 */
export function headMemory(read: () => Promise<Head | undefined>) {
  let latest: { at: Instant; head: Promise<Head | undefined> } | undefined
  /** @param now to the second */
  return (now: Instant, anew: boolean): Promise<Head | undefined> => {
    if (latest?.at === now && !anew) return latest.head
    const mine = { at: now, head: read() }
    latest = mine
    const forget = () => {
      if (latest === mine) latest = undefined
    }
    mine.head.then(head => head ?? forget(), forget)
    return mine.head
  }
}

/** Makes each thing once for all who ask for it while it is being made. A failure is shared too, and not remembered. */
export function sharing<T>() {
  const underway = new Map<string, Promise<T>>()
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const begun = underway.get(key)
    if (begun) return begun
    const made = make().finally(() => underway.delete(key))
    underway.set(key, made)
    return made
  }
}

/** Responses by their entity tags; the least recently used go first, and one that is too large is not kept. */
export const answerMemory = <Answer extends { body?: string | undefined }>(maxSize = MOST_BYTES) =>
  new LRUCache<string, Answer>({ maxSize, maxEntrySize: MOST_BYTES_OF_ONE, sizeCalculation: bytesOf })
