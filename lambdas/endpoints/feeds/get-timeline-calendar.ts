import { timelineCalendar } from '../../feeds/calendar.ts'
import { calendar } from './calendar.ts'

export const getTimelineCalendar = calendar({
  feed: 'timeline',
  summary: 'Events on the days on which they happened, the most significant 1,000',
  make: timelineCalendar,
})
