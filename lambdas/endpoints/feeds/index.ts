import { group } from '../../http/endpoint.ts'
import { getAnniversariesCalendar } from './get-anniversaries-calendar.ts'
import { getAnniversariesFeed } from './get-anniversaries-feed.ts'
import { getSubscriptions } from './get-subscriptions.ts'
import { getTimelineCalendar } from './get-timeline-calendar.ts'
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
