/** The addresses of all feeds and calendars. The endpoints and every list of them are made from this table. */
import type { FeedName } from '../../feeds/frame.ts'
import { FEED_FORMATS, REPRESENTATIONS, type RepresentationName } from '../../http/representations.ts'

export interface FeedAddress {
  feed: FeedName
  representation: RepresentationName
  name: string
  path: string
}

export const FEEDS = ['anniversaries', 'updates', 'timeline'] as const satisfies readonly FeedName[]
const CALENDARS = ['anniversaries', 'timeline'] as const satisfies readonly FeedName[]

export const addressesOf = (feed: FeedName): FeedAddress[] =>
  FEED_FORMATS.map(representation => {
    const { name, extension } = REPRESENTATIONS[representation].feed
    return { feed, representation, name, path: `/feeds/${feed}.${extension}` }
  })

export const calendarAddress = (feed: (typeof CALENDARS)[number]): FeedAddress => ({
  feed,
  representation: 'icalendar',
  name: 'iCalendar',
  path: `/feeds/${feed}.ics`,
})

export const FEED_ADDRESSES: readonly FeedAddress[] = [...FEEDS.flatMap(addressesOf), ...CALENDARS.map(calendarAddress)]

/** The addresses of all feeds and calendars, with and without the language: a feed names the requested one. */
export const topicsOf = (languages: readonly string[], publicUrl: string): string[] =>
  FEED_ADDRESSES.flatMap(({ path }) =>
    ['', ...languages.map(language => `?lang=${language}`)].map(query => `${publicUrl}${path}${query}`),
  )

export const mediaTypeOf = ({ representation }: FeedAddress): string => REPRESENTATIONS[representation].mediaTypes[0]
