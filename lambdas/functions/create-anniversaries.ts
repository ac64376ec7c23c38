/** The Lambda function of the daily job. The scheduled time decides which day it marks, however late it runs. */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'
import { isFromCloudFormation, respondToCloudFormation } from '../deployment/custom-resource.ts'
import { type CivilDate, isCivilDate } from '../domain/civil-date.ts'
import { dateIn, instantOf } from '../domain/time-zone.ts'
import { type MarkedDay, markAnniversaries } from '../jobs/mark-anniversaries.ts'
import { connection, WORKING } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightWriter } from '../store/dynamodb/highlight-store.ts'
import type { AnniversariesConfig } from './config.ts'
import { edgeCacheOf } from './edge-cache-of.ts'

/** EventBridge Scheduler sends the scheduled time; a manual run sends the day. */
export type JobEvent = { scheduledTime: string } | { date: CivilDate }

export interface AnniversariesFunction {
  (event: JobEvent): Promise<MarkedDay[]>
  /** At the end of a deployment: marks today, so that a new timeline does not wait for the night. */
  (event: CloudFormationCustomResourceEvent): Promise<undefined>
}

export function createAnniversaries(config: AnniversariesConfig): AnniversariesFunction {
  const store = connection(config, WORKING)
  const cache = edgeCacheOf(config)
  const services = {
    events: eventReader(store),
    highlights: highlightWriter(store),
    notifier: config.notifier,
    publicUrl: config.publicUrl,
    now: config.now,
  }

  async function run(event: JobEvent): Promise<MarkedDay[]> {
    const metadata = await services.events.metadata()
    if (!metadata) throw new Error('The timeline is not loaded yet')
    const marked = await markAnniversaries(services, metadata.timeline, dayOf(event, metadata.timeline.timeZone))
    for (const { date, highlights, announced } of marked)
      config.metrics?.({ Highlights: highlights, Announcements: announced ? 1 : 0 }, { date })
    return marked
  }

  const handler = async (event: JobEvent | CloudFormationCustomResourceEvent) => {
    if (isFromCloudFormation(event)) {
      // Last step of a deployment: the cache still holds responses of the previous code and data.
      await respondToCloudFormation(event, async () => {
        const Today = await run({ scheduledTime: config.now() }).then(reported, failed)
        await cache?.clear()
        return { Today }
      })
      return undefined
    }
    const marked = await run(event)
    if (marked.some(({ changed }) => changed)) await cache?.clear()
    return marked
  }
  return handler as AnniversariesFunction
}

function reported(marked: readonly MarkedDay[]): string {
  const { date, highlights, announced } = marked.at(-1)!
  return `${highlights} highlights of ${date}${announced ? ', announced' : ''}`
}

/** A failure, such as of a topic, must not undo a deployment whose code and data are fine: the next run does what is missing. */
function failed(error: unknown): string {
  console.error(error)
  return `not marked, the next run tries again: ${(error as Error).message}`.slice(0, 1_000)
}

/** `Date.parse` alone accepts much that is not a timestamp, such as `1`. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function dayOf(event: Partial<Record<'scheduledTime' | 'date', unknown>> | null, timeZone: string): CivilDate {
  const { scheduledTime, date } = event ?? {}
  if (typeof date === 'string' && isCivilDate(date)) return date
  if (typeof scheduledTime === 'string' && TIMESTAMP.test(scheduledTime) && !Number.isNaN(Date.parse(scheduledTime)))
    return dateIn(timeZone, instantOf(Date.parse(scheduledTime)))
  throw new Error('The event needs a scheduledTime as an RFC 3339 timestamp, or a date as YYYY-MM-DD')
}
