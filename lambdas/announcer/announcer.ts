/** The port to those who are told of a day's anniversaries, and what they are told: a pure function of the day's occurrences. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { anniversariesUrl, eventUrl, occurrenceView, timelineTitle } from '../domain/view.ts'
import { announcementIdentity } from '../feeds/identity.ts'

export interface Announcement {
  /** The same for the same day, so that a receiver can tell a repetition. */
  identity: string
  date: CivilDate
  subject: string
  /** Plain text, in every language of the timeline. */
  text: string
  /** What was highlighted, the weightiest first; each with the address of its event. */
  occurrences: (Occurrence & { url: string })[]
  /** How many more come round. */
  more: number
}

export interface Announcer {
  announce(announcement: Announcement): Promise<void>
}

/** Announces to each in turn: the first that fails ends it, and what was announced to those before is announced again when the job tries again. */
export const announcerToEach = (announcers: readonly Announcer[]): Announcer => ({
  async announce(announcement) {
    for (const each of announcers) await each.announce(announcement)
  },
})

/**
 * A message and an event end at 256 KB, and an entry of the text is 2.5 KB of JSON at most: so many are in it, in all its languages
 * together, and no more in one of them than somebody reads. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const MOST_ENTRIES = 60
const MOST_ENTRIES_IN_A_LANGUAGE = 20

/** @param highlights 100 at most @param more how many come round besides */
export function announcementOf(
  date: CivilDate,
  { highlights, more }: { highlights: readonly Recurring[]; more: number },
  timeline: Timeline,
  publicUrl: string,
): Announcement {
  const most = Math.min(MOST_ENTRIES_IN_A_LANGUAGE, Math.floor(MOST_ENTRIES / timeline.languages.length))
  const told = highlights.slice(0, most)
  const untold = highlights.length - told.length + more
  const sections = timeline.languages.map(language => {
    const context = { language, timeline, publicUrl }
    const phrases = phrasesOf(language)
    const lines = told.map(({ occurrence, event }) => {
      const { text, event: view } = occurrenceView(occurrence, event, context)
      return `- ${text}\n  ${view.url}`
    })
    if (untold > 0) lines.push(`- ${phrases.more(untold)}\n  ${anniversariesUrl(date, context)}`)
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
