/** Batches of which DynamoDB, for want of capacity, does a part and hands the rest back. */
import { setTimeout } from 'node:timers/promises'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'

const FIRST_PAUSE_MILLISECONDS = 50
const LONGEST_PAUSE_MILLISECONDS = 5_000

/** A quarter of a minute of pauses on average, in which nothing of the batch was done. */
export const MOST_FUTILE_ATTEMPTS = 12

/** Ends early at the deadline, of which the next call to DynamoDB then tells. */
export async function pauseAtMost(milliseconds: number): Promise<void> {
  await setTimeout(Math.random() * milliseconds, undefined, { signal: deadline() }).catch(() => {})
}

/**
 * Sends `requests`, and what is handed back again – each time that nothing was done, at twice the distance – until all are done.
 * @param send hands back what was not done
 * @throws {StoreUnavailable} when nothing was done `MOST_FUTILE_ATTEMPTS` times running
 */
export async function sendUntilProcessed<Request>(
  requests: readonly Request[],
  send: (requests: readonly Request[]) => Promise<readonly Request[]>,
  pause = pauseAtMost,
): Promise<void> {
  let left = requests
  for (let inVain = 0; left.length > 0; ) {
    const unprocessed = await send(left)
    inVain = unprocessed.length < left.length ? 0 : inVain + 1
    if (inVain === MOST_FUTILE_ATTEMPTS)
      throw new StoreUnavailable(`DynamoDB did nothing of a batch ${inVain} times running`)
    left = unprocessed
    if (left.length > 0) await pause(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** inVain, LONGEST_PAUSE_MILLISECONDS))
  }
}
