/** One run of a Lambda function, set up as the local host does it. */

import type { Instant } from '../../lambdas/domain/civil-date.ts'
import { createAnniversaries, type JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { createLoader } from '../../lambdas/functions/create-loader.ts'
import { snsNotifier } from '../../lambdas/notify/sns-notifier.ts'
import { type LocalSettings, localConfig } from '../../lib/local/config.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { TOPIC_ARN } from './sns-server.ts'

export interface Run {
  /** With the time that it is throughout the run. */
  settings: Omit<LocalSettings, 'now'> & { at: Instant }
  /** Address of what stands in for SNS. */
  sns: string
  /** The event of the daily job; the data folder is loaded without. */
  event?: JobEvent | undefined
}

export async function runFunction({ settings: { at, ...settings }, sns, event }: Run): Promise<void> {
  const config = localConfig({ ...settings, now: () => at })
  const notifier = snsNotifier(TOPIC_ARN, { ...LOCAL_CLIENT, endpoint: sns })
  if (event) await createAnniversaries({ ...config, notifier })(event)
  else await createLoader(config)()
}
