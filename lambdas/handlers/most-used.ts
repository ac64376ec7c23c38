/** Of a dimension with many values, those that matter most. */
import type { Count } from '../store/event-store.ts'

/** At most `most` values that have events: those that have the most, in this order. */
export const mostUsed = (counts: readonly Count[], most: number): Count[] =>
  counts
    .filter(count => count.events > 0)
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
    .slice(0, most)
