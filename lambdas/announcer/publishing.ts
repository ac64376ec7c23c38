/** How the AWS clients of the announcers ask: once, and not for long. */

/**
 * A publish that outlived the job's claim on a day (five seconds, `mark-anniversaries.ts`) could meet that of another run: two of these,
 * one after the other, do not. One attempt, for the job itself tries again.
 */
export const ONCE_AND_NOT_FOR_LONG = {
  maxAttempts: 1,
  requestHandler: { requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const
