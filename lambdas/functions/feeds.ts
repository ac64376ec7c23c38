/** The Lambda function behind `/feeds`. */
import { getAnniversariesCalendar } from '../handlers/get-anniversaries-calendar.ts'
import { getAnniversariesFeed } from '../handlers/get-anniversaries-feed.ts'
import { getSubscriptions } from '../handlers/get-subscriptions.ts'
import { getTimelineCalendar } from '../handlers/get-timeline-calendar.ts'
import { getTimelineFeed } from '../handlers/get-timeline-feed.ts'
import { getUpdatesFeed } from '../handlers/get-updates-feed.ts'
import { pipeline } from '../http/pipeline.ts'
import { surroundings } from './environment.ts'
import { services } from './services.ts'

export const handler = pipeline<'feeds'>(
  {
    getAnniversariesFeed,
    getUpdatesFeed,
    getTimelineFeed,
    getAnniversariesCalendar,
    getTimelineCalendar,
    getSubscriptions,
  },
  services(),
  surroundings(),
)
