/** How long responses may be cached, as named classes. */

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

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
  page: cacheControl(MINUTE, 5 * MINUTE, DAY),
  /** Must expire at midnight. */
  today: cacheControl(MINUTE, MINUTE, 10 * MINUTE),
  /** Polled by readers. */
  feed: cacheControl(15 * MINUTE, 15 * MINUTE, HOUR),
  /** Has a new address when it changes. */
  immutable: `public, max-age=${365 * DAY}, immutable`,
  none: 'no-store',
} as const

export type CacheClass = keyof typeof CACHE_CLASSES
