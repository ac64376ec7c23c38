/** The daily job: highlights the anniversaries of every day since its last run and announces each day once. */
import { setTimeout } from 'node:timers/promises'
import { addDays, type CivilDate, daysFromTo, type Instant } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { secondsAfter } from '../domain/time-zone.ts'
import { announcementOf, type Notifier } from '../notify/notifier.ts'
import type { EventReader } from '../store/event-store.ts'
import type { HighlightWriter } from '../store/highlight-store.ts'
import { withEvents } from '../store/with-events.ts'

export interface JobServices {
  events: EventReader
  highlights: HighlightWriter
  notifier: Notifier
  publicUrl: string
  /** Times the claims of concurrent runs. It does not decide which day is marked. */
  now: () => Instant
}

/** After a longer gap, skips the oldest days: a month-old announcement is of no use. */
const MAX_DAYS = 31

/** Highlights the highest-ranked occurrences of a day and counts the rest. */
const MAX_HIGHLIGHTS = 100

/**
 * The time that a run has to announce a day and record it. After a crash the claim expires, and the next run announces. Only a crash
 * between announcement and record causes a second announcement, with the same identity.
 */
const CLAIM_SECONDS = 5
const PAUSE_MILLISECONDS = 250

export interface MarkedDay {
  date: CivilDate
  highlights: number
  /** Number of occurrences that are not highlighted. */
  more: number
  /** Whether this run changed any highlight. */
  changed: boolean
  announced: boolean
}

/** Marks the days after the watermark up to `today`. Concurrent, late or repeated runs change nothing that is correct. */
export async function markAnniversaries(
  services: JobServices,
  timeline: Timeline,
  today: CivilDate,
): Promise<MarkedDay[]> {
  const watermark = await services.highlights.watermark()
  const marked: MarkedDay[] = []
  for (const date of daysToMark(watermark, today)) {
    marked.push(await markDay(services, timeline, date))
    await services.highlights.advance(date)
  }
  return marked
}

/** Days in order. Only `today` on the first run, or if `today` was already passed. */
export function daysToMark(watermark: CivilDate | undefined, today: CivilDate): CivilDate[] {
  if (watermark === undefined || watermark >= today) return [today]
  return daysFromTo(addDays(watermark, 1), today).slice(-MAX_DAYS)
}

async function markDay(services: JobServices, timeline: Timeline, date: CivilDate): Promise<MarkedDay> {
  const { events, highlights, notifier, publicUrl, now } = services
  const page = events.occurrences(date, date, timeline.leapDay, { limit: MAX_HIGHLIGHTS })
  const { items: recurring, next } = await withEvents(events, page)
  const more = next === undefined ? 0 : (await events.countOccurrences(date, timeline.leapDay)) - MAX_HIGHLIGHTS
  const occurrences = recurring.map(each => each.occurrence)
  const changed = await highlights.mark(date, occurrences, now())
  const marked = { date, highlights: recurring.length, more, changed }
  if (recurring.length === 0 || !(await claimAnnouncement(services, date))) return { ...marked, announced: false }

  await notifier.notify(announcementOf(date, { highlights: recurring, more }, timeline, publicUrl))
  await highlights.announced(date, now())
  return { ...marked, announced: true }
}

/** Waits while another run holds the claim, until that run announces the day or its claim expires. */
async function claimAnnouncement({ highlights, now }: JobServices, date: CivilDate): Promise<boolean> {
  for (;;) {
    const claimed = now()
    const until = secondsAfter(claimed, CLAIM_SECONDS)
    const claim = await highlights.claim(date, claimed, until)
    // If the store was slow, the claim may have expired on arrival, and another run may hold it now.
    const isGranted = claim === 'granted' && now() < until
    if (isGranted || claim === 'announced') return isGranted
    await setTimeout(PAUSE_MILLISECONDS)
  }
}
