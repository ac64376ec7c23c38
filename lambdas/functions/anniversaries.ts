/** The Lambda function of the daily job: from the time it was scheduled for, however late it runs, to the day it marks. */
import { printingAnnouncer } from '../announcer/printing-announcer.ts'
import { snsAnnouncer } from '../announcer/sns-announcer.ts'
import { type CivilDate, isCivilDate } from '../domain/civil-date.ts'
import { dateIn, instantOf } from '../domain/time-zone.ts'
import { type MarkedDay, markAnniversaries } from '../jobs/mark-anniversaries.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightWriter } from '../store/dynamodb/highlight-store.ts'
import { connection, now, variable } from './environment.ts'

const shared = connection()
const topicArn = process.env.TOPIC_ARN

const services = {
  events: eventReader(shared),
  highlights: highlightWriter(shared),
  announcer: topicArn === undefined ? printingAnnouncer() : snsAnnouncer(topicArn),
  publicUrl: variable('PUBLIC_URL'),
  now,
}

/** From EventBridge Scheduler the time it scheduled, or by hand the day. */
export type JobEvent = { scheduledTime: string } | { date: CivilDate }

export async function handler(event: JobEvent): Promise<MarkedDay[]> {
  const head = await services.events.head()
  if (!head) throw new Error('The timeline is not loaded yet')
  return markAnniversaries(services, head.timeline, dayOf(event, head.timeline.timeZone))
}

function dayOf(event: JobEvent, timeZone: string): CivilDate {
  if ('date' in event && isCivilDate(event.date)) return event.date
  if ('scheduledTime' in event && !Number.isNaN(Date.parse(event.scheduledTime)))
    return dateIn(timeZone, instantOf(Date.parse(event.scheduledTime)))
  throw new Error('The event needs a scheduledTime as an RFC 3339 timestamp, or a date as YYYY-MM-DD')
}
