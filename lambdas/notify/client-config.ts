/** Configuration of the AWS clients used by notifiers. */
import type { SNSClientConfig } from '@aws-sdk/client-sns'

/** Endpoint, region and credentials. Defaults to the environment. */
export type ClientOptions = Pick<SNSClientConfig, 'endpoint' | 'region' | 'credentials'>

/**
 * Two notifiers run in sequence, and must finish within the job's five-second claim on a day. Without retries, because the job itself
 * retries, and so on a new connection: a service closes one that was idle between two runs, and the next request on it fails.
 */
export const SINGLE_SHORT_ATTEMPT = {
  maxAttempts: 1,
  requestHandler: {
    requestTimeout: 2_000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
} as const
