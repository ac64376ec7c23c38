/** The Lambda function of the daily job: from the time it was scheduled for, however late it runs, to the day it marks. */
import { type Announcer, announcerToEach } from '../announcer/announcer.ts'
import { eventBridgeAnnouncer } from '../announcer/event-bridge-announcer.ts'
import { printingAnnouncer } from '../announcer/printing-announcer.ts'
import { snsAnnouncer } from '../announcer/sns-announcer.ts'
import { type CivilDate, isCivilDate } from '../domain/civil-date.ts'
import { dateIn, instantOf } from '../domain/time-zone.ts'
import { type MarkedDay, markAnniversaries } from '../jobs/mark-anniversaries.ts'
import { WORKING } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightWriter } from '../store/dynamodb/highlight-store.ts'
import { connection, now, variable } from './environment.ts'

const shared = connection(WORKING)

/** Programs first: should the topic fail after that, they can tell the repetition by its identity, where people would get a second mail. */
function announcer(): Announcer {
  // On a laptop somebody reads what is printed; on Lambda nobody would notice that the rest is missing.
  const told = process.env.AWS_LAMBDA_FUNCTION_NAME === undefined ? (name: string) => process.env[name] : variable
  const [eventBus, topicArn] = [told('EVENT_BUS'), told('TOPIC_ARN')]
  const announcers = [
    ...(eventBus === undefined ? [] : [eventBridgeAnnouncer(eventBus)]),
    ...(topicArn === undefined ? [] : [snsAnnouncer(topicArn)]),
  ]
  return announcers.length === 0 ? printingAnnouncer() : announcerToEach(announcers)
}

const services = {
  events: eventReader(shared),
  highlights: highlightWriter(shared),
  announcer: announcer(),
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

/** What Scheduler sends; `Date.parse` alone takes much that is no timestamp, such as `1`. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function dayOf(event: Partial<Record<'scheduledTime' | 'date', unknown>> | null, timeZone: string): CivilDate {
  const { scheduledTime, date } = event ?? {}
  if (typeof date === 'string' && isCivilDate(date)) return date
  if (typeof scheduledTime === 'string' && TIMESTAMP.test(scheduledTime) && !Number.isNaN(Date.parse(scheduledTime)))
    return dateIn(timeZone, instantOf(Date.parse(scheduledTime)))
  throw new Error('The event needs a scheduledTime as an RFC 3339 timestamp, or a date as YYYY-MM-DD')
}
