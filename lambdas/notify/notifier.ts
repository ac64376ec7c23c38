/** Builds the announcement of a day's anniversaries and defines the port that sends it. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { anniversariesUrl, eventUrl, occurrenceView, timelineTitle } from '../domain/view.ts'
import { announcementIdentity } from '../feeds/identity.ts'

export interface Announcement {
  /** Unique per day, so that receivers can discard duplicates. */
  identity: string
  date: CivilDate
  subject: string
  /** Plain text, in every language of the timeline. */
  text: string
  /** The highlights, highest rank first, with the URL of each event. */
  occurrences: (Occurrence & { url: string })[]
  /** Number of further occurrences that were not highlighted. */
  more: number
}

export interface Notifier {
  notify(announcement: Announcement): Promise<void>
}

/** Notifies in sequence and stops at the first failure. The job then retries, and the earlier notifiers send a duplicate. */
export const notifyEach = (notifiers: readonly Notifier[]): Notifier => ({
  async notify(announcement) {
    for (const each of notifiers) await each.notify(announcement)
  },
})

/**
 * SNS messages and events are limited to 256 KB (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html), and an entry takes at most
 * 2.5 KB. The first limit is for all languages together; the second keeps each list readable.
 */
const MAX_ENTRIES = 60
const MAX_ENTRIES_PER_LANGUAGE = 20

/**
 * @param highlights at most 100
 * @param more number of occurrences that are not in `highlights`
 */
export function announcementOf(
  date: CivilDate,
  { highlights, more }: { highlights: readonly Recurring[]; more: number },
  timeline: Timeline,
  publicUrl: string,
): Announcement {
  const most = Math.min(MAX_ENTRIES_PER_LANGUAGE, Math.floor(MAX_ENTRIES / timeline.languages.length))
  const listed = highlights.slice(0, most)
  const omitted = highlights.length - listed.length + more
  const sections = timeline.languages.map(language => {
    const context = { language, timeline, publicUrl }
    const phrases = phrasesOf(language)
    const lines = listed.map(({ occurrence, event }) => {
      const { text, event: view } = occurrenceView(occurrence, event, context)
      return `- ${text}\n  ${view.url}`
    })
    if (omitted > 0) lines.push(`- ${phrases.more(omitted)}\n  ${anniversariesUrl(date, context)}`)
    return { heading: phrases.announcement(phrases.day(date), timelineTitle(context)), lines }
  })
  const context = { language: timeline.languages[0]!, timeline, publicUrl }
  return {
    identity: announcementIdentity(timeline.namespace, date),
    date,
    subject: sections[0]!.heading,
    text: sections.map(({ heading, lines }) => [heading, ...lines].join('\n')).join('\n\n'),
    occurrences: highlights.map(({ occurrence }) => ({ ...occurrence, url: eventUrl(occurrence.eventId, context) })),
    more,
  }
}
