/** The exports of `annals/feeds`: the formats, as functions of plain objects. */
export { atom } from './atom.ts'
export type { Calendar, CalendarEntry } from './calendar.ts'
export type { Feed, FeedItem, FeedLink } from './feed.ts'
export { icalendar } from './icalendar.ts'
export { jsonFeed } from './json-feed.ts'
export { html, type Markup } from './markup.ts'
export { rss } from './rss.ts'
