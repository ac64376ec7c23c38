/** The schedule and table access of each job. */
import type { Access } from '../store/tables.ts'

export const JOBS = {
  /** Highlights and announces the day's anniversaries at 00:05 in the timeline's time zone. */
  anniversaries: {
    schedule: { minute: 5, hour: 0 },
    access: [
      'events:GetItem',
      'events:Query',
      'events:BatchGetItem',
      // Counts the occurrences that are not highlighted.
      'events/byDay:Query',
      // Updates the timeline version, which changes with all public data so that one read can answer 304.
      'events:UpdateItem',
      'highlights:GetItem',
      'highlights:Query',
      'highlights:BatchWriteItem',
      'highlights:UpdateItem',
    ],
  },
  /** Loads the data folder. */
  loader: {
    schedule: undefined,
    access: ['events:GetItem', 'events/byChange:Query', 'events:Query', 'events:BatchWriteItem', 'events:UpdateItem'],
  },
} as const satisfies Record<
  string,
  { schedule: { minute: number; hour: number } | undefined; access: readonly Access[] }
>

export type Job = keyof typeof JOBS
