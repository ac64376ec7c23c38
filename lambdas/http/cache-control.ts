/** How long responses may be cached, as named classes. */

const MINUTE = 60
const YEAR = 365 * 24 * 60 * MINUTE

/**
 * In seconds (RFC 9111, RFC 5861).
 * @param maxAge for browsers and feed readers
 * @param sharedMaxAge for shared caches
 * @param staleWhileRevalidate how long shared caches may serve an old copy while they fetch a new one
 */
const cacheControl = (maxAge: number, sharedMaxAge: number, staleWhileRevalidate: number): string =>
  `public, max-age=${maxAge}, s-maxage=${sharedMaxAge}, stale-while-revalidate=${staleWhileRevalidate}`

export const CACHE_CLASSES = {
  /** Changes with the timeline. */
  page: cacheControl(MINUTE, 5 * MINUTE, 5 * MINUTE),
  /** Must expire at midnight. */
  today: cacheControl(MINUTE, MINUTE, MINUTE),
  /** Polled by readers. */
  feed: cacheControl(15 * MINUTE, 15 * MINUTE, 5 * MINUTE),
  /** Made while reads may still return the state before a change: no cache may keep it for longer than that lasts. */
  settling: cacheControl(0, 1, 0),
  /** Has a new address when it changes. */
  immutable: `public, max-age=${YEAR}, immutable`,
  none: 'no-store',
} as const

export type CacheClass = keyof typeof CACHE_CLASSES
