/** Runs one Lambda function once, in this process, as the local host sets it up: a program for tests that kill it. */
import { snsAnnouncer } from '../../lambdas/announcer/sns-announcer.ts'
import { createAnniversaries, type JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { createLoader } from '../../lambdas/functions/create-loader.ts'
import { type LocalSettings, localConfig } from '../../lib/local/config.ts'
import { LOCAL_ACCESS } from '../../lib/local/engine-process.ts'
import { TOPIC_ARN } from './sns-server.ts'

export interface Run {
  settings: LocalSettings
  /** Address of what stands in for SNS. */
  sns: string
  /** The event of the daily job; the data folder is loaded without. */
  event?: JobEvent
}

const { settings, sns, event }: Run = JSON.parse(process.argv[2]!)
const config = localConfig(settings)
const announcer = snsAnnouncer(TOPIC_ARN, { ...LOCAL_ACCESS, endpoint: sns })
if (event) await createAnniversaries({ ...config, announcer })(event)
else await createLoader(config)()
