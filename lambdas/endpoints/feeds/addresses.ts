/** The address of every feed and calendar, for whoever lists them. The endpoints are made from the same table. */
import type { FeedName, SubscriptionFormat } from '../../feeds/frame.ts'
import { FEED_FORMATS, REPRESENTATIONS } from '../../http/representations.ts'

export interface FeedAddress {
  feed: FeedName
  representation: SubscriptionFormat
  path: string
}

const FEEDS = ['anniversaries', 'updates', 'timeline'] as const satisfies readonly FeedName[]
const CALENDARS = ['anniversaries', 'timeline'] as const satisfies readonly FeedName[]

/** A feed in each format. */
export const addressesOf = (feed: FeedName): FeedAddress[] =>
  FEED_FORMATS.map(representation => ({
    feed,
    representation,
    path: `/feeds/${feed}.${REPRESENTATIONS[representation].feed.extension}`,
  }))

export const calendarAddress = (feed: (typeof CALENDARS)[number]): FeedAddress => ({
  feed,
  representation: 'icalendar',
  path: `/feeds/${feed}.ics`,
})

export const FEED_ADDRESSES: readonly FeedAddress[] = [...FEEDS.flatMap(addressesOf), ...CALENDARS.map(calendarAddress)]

export const mediaTypeOf = ({ representation }: FeedAddress): string => REPRESENTATIONS[representation].mediaTypes[0]
