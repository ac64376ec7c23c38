/** The port to those who are told of a day's anniversaries, and what they are told: a pure function of the day's occurrences. */
import type { Occurrence, Recurring } from '../domain/anniversary.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { choose } from '../domain/text.ts'
import { eventUrl, occurrenceView } from '../domain/view.ts'
import { announcementIdentity } from '../feeds/identity.ts'

export interface Announcement {
  /** The same for the same day, so that a receiver can tell a repetition. */
  identity: string
  date: CivilDate
  subject: string
  /** Plain text, in every language of the timeline. */
  text: string
  /** What comes round, the weightiest first; each with the address of its event. */
  occurrences: (Occurrence & { url: string })[]
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

export function announcementOf(
  date: CivilDate,
  occurrences: readonly Recurring[],
  timeline: Timeline,
  publicUrl: string,
): Announcement {
  const sections = timeline.languages.map(language => {
    const phrases = phrasesOf(language)
    const title = choose(timeline.title, [language, ...timeline.languages]).text
    const lines = occurrences.map(({ occurrence, event }) => {
      const { text, event: view } = occurrenceView(occurrence, event, { language, timeline, publicUrl })
      return `- ${text}\n  ${view.url}`
    })
    return { heading: phrases.announcement(phrases.day(date), title), lines }
  })
  const setting = { language: timeline.languages[0]!, timeline, publicUrl }
  return {
    identity: announcementIdentity(timeline.namespace, date),
    date,
    subject: sections[0]!.heading,
    text: sections.map(({ heading, lines }) => [heading, ...lines].join('\n')).join('\n\n'),
    occurrences: occurrences.map(({ occurrence }) => ({ ...occurrence, url: eventUrl(occurrence.eventId, setting) })),
  }
}
