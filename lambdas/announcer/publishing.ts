/** How the AWS clients of the announcers ask: once, and not for long. */
import type { SNSClientConfig } from '@aws-sdk/client-sns'

/** Where a client finds its service and as whom it asks; by default as the environment says. */
export type ClientAccess = Pick<SNSClientConfig, 'endpoint' | 'region' | 'credentials'>

/**
 * A publish that outlived the job's claim on a day (five seconds, `mark-anniversaries.ts`) could meet that of another run: two of these,
 * one after the other, do not. One attempt, for the job itself tries again.
 */
export const ONCE_AND_NOT_FOR_LONG = {
  maxAttempts: 1,
  requestHandler: { requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const
