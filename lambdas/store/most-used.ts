import type { Count } from './event-store.ts'

/** The values with the most events, at most `limit`, in this order. Values without events are left out. */
export const mostUsed = (counts: readonly Count[], limit: number): Count[] =>
  counts
    .filter(count => count.events > 0)
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
