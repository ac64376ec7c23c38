/** GET /feeds/anniversaries.ics */
import { anniversariesCalendar } from '../feeds/calendar.ts'
import type { Handler } from '../http/call.ts'
import { calendarReply } from './calendars.ts'

export const getAnniversariesCalendar: Handler<'getAnniversariesCalendar'> = (call, services) =>
  calendarReply(call, services, anniversariesCalendar)
