import { anniversariesCalendar } from '../../feeds/calendar.ts'
import { calendar } from './calendar.ts'

export const getAnniversariesCalendar = calendar({
  feed: 'anniversaries',
  summary: 'Anniversaries and observances as a calendar: each event on its day every year, the most significant 1,000',
  make: anniversariesCalendar,
})
