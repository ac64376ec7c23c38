/** Retries the unprocessed part of a batch, which DynamoDB returns when it lacks capacity. */
import { setTimeout } from 'node:timers/promises'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'

const FIRST_PAUSE_MILLISECONDS = 50
const LONGEST_PAUSE_MILLISECONDS = 5_000

/** Attempts without any progress before giving up; their pauses take about 15 s on average. */
export const MOST_FUTILE_ATTEMPTS = 12

/** Waits for a random time. Ends early at the deadline, after which the next call to DynamoDB fails. */
export async function pauseAtMost(milliseconds: number): Promise<void> {
  await setTimeout(Math.random() * milliseconds, undefined, { signal: deadline() }).catch(() => {})
}

/**
 * Sends `requests` and retries the unprocessed ones. The pause doubles after each attempt without progress.
 * @param send returns the unprocessed requests
 * @throws {StoreUnavailable} after `MOST_FUTILE_ATTEMPTS` attempts in a row without progress
 */
export async function sendUntilProcessed<Request>(
  requests: readonly Request[],
  send: (requests: readonly Request[]) => Promise<readonly Request[]>,
  pause = pauseAtMost,
): Promise<void> {
  let left = requests
  for (let futile = 0; left.length > 0; ) {
    const unprocessed = await send(left)
    futile = unprocessed.length < left.length ? 0 : futile + 1
    if (futile === MOST_FUTILE_ATTEMPTS)
      throw new StoreUnavailable(`DynamoDB processed nothing of a batch in ${futile} attempts`)
    left = unprocessed
    if (left.length > 0) await pause(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** futile, LONGEST_PAUSE_MILLISECONDS))
  }
}
