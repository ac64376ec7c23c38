/** Runs one Lambda function once, in this process, as the local host sets it up: a program for tests that kill it. */
import type { JobEvent } from '../../lambdas/functions/anniversaries.ts'
import { functionHandler, type LocalSettings, setEnvironment } from '../../lib/local/functions.ts'
import { TOPIC_ARN } from './sns-server.ts'

export interface Run {
  settings: LocalSettings
  /** Address of what stands in for SNS. */
  sns: string
  /** The event of the daily job; the data folder is loaded without. */
  event?: JobEvent
}

const { settings, sns, event }: Run = JSON.parse(process.argv[2]!)
setEnvironment(settings)
Object.assign(process.env, { TOPIC_ARN, AWS_ENDPOINT_URL_SNS: sns })
if (event) await (await functionHandler('anniversaries'))(event)
else await (await functionHandler('loader'))()
