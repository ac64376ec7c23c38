/** How long answers may be kept, as named classes. */

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Browsers and feed readers; shared caches; how long a shared cache may answer with an old copy while it asks again. In seconds (RFC 9111, RFC 5861). */
const cacheControl = (maxAge: number, sharedMaxAge: number, staleWhileRevalidate: number): string =>
  `public, max-age=${maxAge}, s-maxage=${sharedMaxAge}, stale-while-revalidate=${staleWhileRevalidate}`

export const CACHE_CLASSES = {
  /** Changes when the timeline does. */
  page: cacheControl(MINUTE, 5 * MINUTE, DAY),
  /** Changes at midnight too, which no cache should sleep through. */
  today: cacheControl(MINUTE, MINUTE, 10 * MINUTE),
  /** Asked for again and again by readers that poll. */
  feed: cacheControl(15 * MINUTE, 15 * MINUTE, HOUR),
  /** Whose address changes with it. */
  immutable: `public, max-age=${365 * DAY}, immutable`,
  none: 'no-store',
} as const

export type CacheClass = keyof typeof CACHE_CLASSES
