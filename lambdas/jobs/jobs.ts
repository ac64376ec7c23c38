/** The schedule and table access of each job. */
import type { Access } from '../store/tables.ts'

export const JOBS = {
  /**
   * Marks and announces the day's anniversaries at 00:05 in the timeline's zone, and again at 01:05: EventBridge Scheduler skips a time
   * that does not exist (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html), and some clocks jump from midnight to
   * one.
   */
  anniversaries: {
    schedule: { minute: 5, hours: [0, 1] },
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
  /** Notifies the hub and the webhooks of each new version. */
  publisher: {
    access: [
      'events:GetItem',
      'events:BatchGetItem',
      // Follows a marked event that was renamed.
      'events:Query',
      'events/byChange:Query',
      'highlights:GetItem',
      'highlights:Query',
      'highlights:PutItem',
    ],
  },
  /** Loads the data folder. */
  loader: {
    access: ['events:GetItem', 'events/byChange:Query', 'events:Query', 'events:BatchWriteItem', 'events:UpdateItem'],
  },
} as const satisfies Record<
  string,
  { schedule?: { minute: number; hours: readonly number[] }; access: readonly Access[] }
>

export type Job = keyof typeof JOBS
