/** The Lambda function of the daily job. The scheduled time decides which day it marks, however late it runs. */
import { type CivilDate, isCivilDate } from '../domain/civil-date.ts'
import { dateIn, instantOf } from '../domain/time-zone.ts'
import { type MarkedDay, markAnniversaries } from '../jobs/mark-anniversaries.ts'
import { connection, WORKING } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightWriter } from '../store/dynamodb/highlight-store.ts'
import type { AnniversariesConfig } from './config.ts'

/** EventBridge Scheduler sends the scheduled time; a manual run sends the day. */
export type JobEvent = { scheduledTime: string } | { date: CivilDate }

export type AnniversariesFunction = (event: JobEvent) => Promise<MarkedDay[]>

export function createAnniversaries(config: AnniversariesConfig): AnniversariesFunction {
  const store = connection(config, WORKING)
  const services = {
    events: eventReader(store),
    highlights: highlightWriter(store),
    notifier: config.notifier,
    publicUrl: config.publicUrl,
    now: config.now,
  }
  return async event => {
    const metadata = await services.events.metadata()
    if (!metadata) throw new Error('The timeline is not loaded yet')
    return markAnniversaries(services, metadata.timeline, dayOf(event, metadata.timeline.timeZone))
  }
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
