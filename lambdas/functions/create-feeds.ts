/** The Lambda function behind `/feeds`. */
import { getAnniversariesCalendar } from '../handlers/get-anniversaries-calendar.ts'
import { getAnniversariesFeed } from '../handlers/get-anniversaries-feed.ts'
import { getSubscriptions } from '../handlers/get-subscriptions.ts'
import { getTimelineCalendar } from '../handlers/get-timeline-calendar.ts'
import { getTimelineFeed } from '../handlers/get-timeline-feed.ts'
import { getUpdatesFeed } from '../handlers/get-updates-feed.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { readServices } from './services.ts'

export const createFeeds = (config: HttpConfig): HttpLambda =>
  pipeline<'feeds'>(
    {
      getAnniversariesFeed,
      getUpdatesFeed,
      getTimelineFeed,
      getAnniversariesCalendar,
      getTimelineCalendar,
      getSubscriptions,
    },
    readServices(config),
    config,
  )
