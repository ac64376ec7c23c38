/** The daily job: marks every day since the last one marked, and announces each of them once. All it does goes through ports. */
import { setTimeout } from 'node:timers/promises'
import { type Announcer, announcementOf } from '../announcer/announcer.ts'
import { addDays, type CivilDate, daysFromTo, type Instant } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { EventReader } from '../store/event-store.ts'
import type { HighlightWriter } from '../store/highlight-store.ts'
import { withEvents } from '../store/with-events.ts'

export interface JobServices {
  events: EventReader
  highlights: HighlightWriter
  announcer: Announcer
  publicUrl: string
  /** The clock by which runs that meet keep out of each other's way; not the clock that says which day it is. */
  now: () => Instant
}

/** After a longer gap than this, the oldest days stay unmarked: nobody wants a month-old announcement. */
const MOST_DAYS = 31

/** Where more comes round on a day, the weightiest are highlighted and the rest is counted. */
const MOST_HIGHLIGHTS = 100

/**
 * How long a run may take from the right to announce a day to the record that it did. A run that dies in between loses the right after
 * that, and the next run announces. Only a run that dies between the two – a moment – leads to a second announcement, under the same identity.
 */
const CLAIM_SECONDS = 5
const PAUSE_MILLISECONDS = 250

export interface MarkedDay {
  date: CivilDate
  highlights: number
  /** How many more came round. */
  more: number
  /** Whether anything was written, i.e. was not there before. */
  changed: boolean
  announced: boolean
}

/**
 * Marks `today`, and before it the days since the watermark.
 * Running it twice, at once, late or for a day past changes nothing that is already right.
 */
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

/** In order; `today` alone on the first run, and for a day that was passed already. */
export function daysToMark(watermark: CivilDate | undefined, today: CivilDate): CivilDate[] {
  if (watermark === undefined || watermark >= today) return [today]
  return daysFromTo(addDays(watermark, 1), today).slice(-MOST_DAYS)
}

async function markDay(services: JobServices, timeline: Timeline, date: CivilDate): Promise<MarkedDay> {
  const { events, highlights, announcer, publicUrl, now } = services
  const page = await events.occurrences(date, date, timeline.leapDay, { limit: MOST_HIGHLIGHTS })
  const { items: recurring } = await withEvents(events, page)
  const more = page.next === undefined ? 0 : (await events.countOccurrences(date, timeline.leapDay)) - MOST_HIGHLIGHTS
  const occurrences = recurring.map(each => each.occurrence)
  const changed = await highlights.mark(date, occurrences, now())
  const marked = { date, highlights: recurring.length, more, changed }
  if (recurring.length === 0 || !(await mayAnnounce(services, date))) return { ...marked, announced: false }

  await announcer.announce(announcementOf(date, { highlights: recurring, more }, timeline, publicUrl))
  await highlights.announced(date, now())
  return { ...marked, announced: true }
}

/** Waits while another run holds the right to announce: it either does, or dies and loses the right. */
async function mayAnnounce({ highlights, now }: JobServices, date: CivilDate): Promise<boolean> {
  for (;;) {
    const claimed = now()
    const until = instantOf(Date.parse(claimed) + CLAIM_SECONDS * 1000)
    const claim = await highlights.claim(date, claimed, until)
    // A right that was granted so late that it has run out – the store was slow – is another run's by now.
    const isGranted = claim === 'granted' && now() < until
    if (isGranted || claim === 'announced') return isGranted
    await setTimeout(PAUSE_MILLISECONDS)
  }
}
