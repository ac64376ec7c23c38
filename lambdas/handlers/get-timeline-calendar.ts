/** GET /feeds/timeline.ics */
import { timelineCalendar } from '../feeds/calendar.ts'
import type { Handler } from '../http/call.ts'
import { calendarReply } from './calendars.ts'

export const getTimelineCalendar: Handler<'getTimelineCalendar'> = (call, services) =>
  calendarReply(call, services, timelineCalendar)
