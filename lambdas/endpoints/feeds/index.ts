import { group } from '../../http/endpoint.ts'
import { getAnniversariesFeed } from './get-anniversaries-feed.ts'
import { getAnniversariesCalendar, getTimelineCalendar } from './get-calendars.ts'
import { getSubscriptions } from './get-subscriptions.ts'
import { getTimelineFeed } from './get-timeline-feed.ts'
import { getUpdatesFeed } from './get-updates-feed.ts'

export const FEEDS = group('feeds', {
  getAnniversariesFeed,
  getUpdatesFeed,
  getTimelineFeed,
  getAnniversariesCalendar,
  getTimelineCalendar,
  getSubscriptions,
})
