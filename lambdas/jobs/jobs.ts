/** The jobs as data: when they run, and what they do to which table. */
import type { Access } from '../store/tables.ts'

export const JOBS = {
  /** Marks the day's anniversaries and announces them, five minutes into the day of the timeline's zone. */
  anniversaries: {
    schedule: { minute: 5, hour: 0 },
    access: [
      'events:GetItem',
      'events:Query',
      'events:BatchGetItem',
      // Counts how many occurrences of a busy day are left.
      'events/byDay:Query',
      // The version changes with everything public, so that one read decides a 304.
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
