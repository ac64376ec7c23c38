import type { Count } from './event-store.ts'

/** At most `limit` values with events, most events first. */
export const mostUsed = (counts: readonly Count[], limit: number): Count[] =>
  counts
    .filter(count => count.events > 0)
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
