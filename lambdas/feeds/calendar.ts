/** Builds the anniversaries calendar and the timeline calendar from events. Pure. */
import {
  type CivilDate,
  civilDate,
  dayOf,
  type Instant,
  isLeapYear,
  monthDayOf,
  monthOf,
  startOfDecade,
  yearOf,
} from '../domain/civil-date.ts'
import { firstIdOf, type LeapDayRule, type StoredEvent } from '../domain/event.ts'
import { endsOf, type HistoricalDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor } from '../domain/text.ts'
import { eventView, markedTitle, type RenderContext, timelineUrl } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { factsOf, provenance, statement } from './content.ts'
import type { Narrowing } from './frame.ts'
import { entryUid } from './identity.ts'

/** An all-day entry without a time zone, so it never shifts (RFC 5545 floating date). */
export interface CalendarEntry {
  /** UUID, from `identity.ts` */
  uid: string
  created: Instant
  updated: Instant
  sequence: number
  first: CivilDate
  /** Equals `first` unless the event is an interval. */
  last: CivilDate
  /** Recurrence rule starting at `first` (RFC 5545 §3.3.10). */
  recurrence?: string
  summary: string
  /** Plain text. */
  description: string
  categories: string[]
  url: string
  /** A picture of the event. */
  image?: { url: string; type: string } | undefined
}

export interface Calendar {
  name: string
  description: string
  homeUrl: string
  /** URL of this document. */
  selfUrl: string
  color: Color
  /** Suggested polling interval: a duration (RFC 5545 §3.3.6). */
  refresh: string
  /** When the content last changed. Never the current time. */
  updated: Instant
  entries: CalendarEntry[]
}

/** A CSS 3 color (https://www.w3.org/TR/css-color-3/#svg-color) by name, and as `#RRGGBB`. */
interface Color {
  name: string
  hex: string
}

export type CalendarName = 'anniversaries' | 'timeline'

/** Limits a calendar regardless of timeline size: some readers fail on larger files, and phones store every entry. */
export const MAX_ENTRIES = 1000

/** The events of a calendar. */
export interface Selection {
  /** Most significant first, at most `MAX_ENTRIES`. */
  events: readonly StoredEvent[]
  /** Number of matching events, including those left out. Absent if they were not counted. */
  total?: number
  /** When an event was last added, corrected or deleted. The events alone do not show deletions. */
  changedAt: Instant
  /** Decides the decade in which yearly entries start. */
  today: CivilDate
}

const COLORS: Record<CalendarName, Color> = {
  anniversaries: { name: 'darkslateblue', hex: '#483D8B' },
  timeline: { name: 'teal', hex: '#008080' },
}

/** Corrections reach subscribers within a day. Without corrections, a calendar does not change. */
const REFRESH = 'P1D'

/** Dates and title of an entry. */
type EntryFields = Pick<CalendarEntry, 'first' | 'last' | 'recurrence' | 'summary'>

/** Returns undefined for an event that does not belong in the calendar. @param earliest first year in which a yearly entry may start */
type ToEntryFields = (
  date: HistoricalDate,
  view: EventView,
  leapDay: LeapDayRule,
  earliest: number,
) => EntryFields | undefined

/**
 * Yearly entries start at most 29 years ago: node-ical rejects a rule that starts in 476, and some readers expand only 100 recurrences. The
 * year changes once a decade, so that calendars rarely change.
 */
const earliestStart = (today: CivilDate): number => yearOf(startOfDecade(today)) - 20

export function calendar(name: CalendarName, selection: Selection, selfUrl: string, context: RenderContext): Calendar {
  const { language, timeline } = context
  const phrases = phrasesOf(language)
  const { name: nameOf, description } = phrases.calendars[name]
  const title = chooseFor(timeline.title, context)
  const earliest = earliestStart(selection.today)
  const entries = selection.events.flatMap(event => entryOf(name, event, context, earliest) ?? [])
  const selected = selection.events.length
  const leftOut = selected - entries.length
  const sentences = [
    description,
    ...(isCut(selection) ? [phrases.calendars.selected(selected, selection.total)] : []),
    ...(leftOut > 0 ? [phrases.calendars.leftOut(leftOut)] : []),
  ]
  return {
    name: nameOf(title.text),
    description: sentences.join(' '),
    homeUrl: timelineUrl(context),
    selfUrl,
    color: COLORS[name],
    refresh: REFRESH,
    updated: selection.changedAt,
    entries,
  }
}

const isCut = ({ events, total }: Selection): boolean => total === undefined || events.length < total

/** A filtered calendar. It has its own name, but the same entries. */
export function narrowedCalendar(calendar: Calendar, { key, names, pageUrl = calendar.homeUrl }: Narrowing): Calendar {
  if (key === '') return calendar
  const name = names.length === 0 ? calendar.name : `${names.join(', ')} – ${calendar.name}`
  return { ...calendar, name, homeUrl: pageUrl }
}

function entryOf(
  name: CalendarName,
  event: StoredEvent,
  context: RenderContext,
  earliest: number,
): CalendarEntry | undefined {
  const view = eventView(event, context)
  const fields = TO_FIELDS[name](parseHistoricalDate(event.date), view, context.timeline.leapDay, earliest)
  if (!fields) return undefined
  return {
    uid: entryUid(context, name, firstIdOf(event)),
    created: event.createdAt,
    updated: event.updatedAt,
    sequence: event.revision - 1,
    ...fields,
    description: plainContent(view, fields.summary),
    categories: [view.category.name, ...view.tags.map(tag => tag.name)],
    url: view.url,
    ...(view.image && { image: view.image }),
  }
}

/** Every event with a known first day, repeated on that day each year. Observances start in the first year they were kept. */
const anniversaryEntry: ToEntryFields = (date, view, leapDay, earliest) => {
  if (date.startPrecision !== 'day') return undefined
  const { observance } = view
  const since = observance?.since ?? yearOf(date.start)
  const first = firstKept(date.start, Math.max(since, earliest), leapDay)
  const recurrence = isLeapDay(date.start) ? LEAP_DAY_RECURRENCE[leapDay] : 'FREQ=YEARLY'
  const year = phrasesOf(view.language).year(date.start)
  const summary = observance ? observance.name : `${markedTitle(view)} (${inexactDate(view) ?? year})`
  return { first, last: first, recurrence, summary }
}

/** Every event with known days, once. */
const timelineEntry: ToEntryFields = (date, view) => {
  if (!endsOf(date).every(end => end?.precision === 'day')) return undefined
  const inexact = inexactDate(view)
  const summary = inexact === undefined ? markedTitle(view) : `${markedTitle(view)} (${inexact})`
  return { first: date.start, last: date.end, summary }
}

const TO_FIELDS: Record<CalendarName, ToEntryFields> = { anniversaries: anniversaryEntry, timeline: timelineEntry }

/** The date in words if it is approximate or uncertain. An exact calendar day must not claim more than the source. */
const inexactDate = ({ date }: EventView): string | undefined =>
  date.approximate || date.uncertain ? date.text : undefined

const isLeapDay = (date: CivilDate): boolean => monthDayOf(date) === '02-29'

/**
 * Recurrence rules for 29 February. Every rule is explicit, because readers disagree on a plain yearly one. ical.js, node-ical and dateutil
 * agree on BYYEARDAY; without it, `mar-01` needs BYSETPOS, which ical.js expands to two more days a year.
 */
const LEAP_DAY_RECURRENCE: Record<LeapDayRule, string> = {
  'feb-28': 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
  'mar-01': 'FREQ=YEARLY;BYYEARDAY=60',
  skip: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
}

/** The first day from the year `since` on that recurs. RFC 5545 §3.8.5.3 requires that the recurrence rule produces this day. */
function firstKept(start: CivilDate, since: number, leapDay: LeapDayRule): CivilDate {
  if (!isLeapDay(start) || isLeapYear(since)) return civilDate(since, monthOf(start), dayOf(start))
  if (leapDay === 'skip') return firstKept(start, since + 1, leapDay)
  return leapDay === 'feb-28' ? civilDate(since, 2, 28) : civilDate(since, 3, 1)
}

/** Plain text of an event that complements the entry's title. Status and attribution come first, because readers may truncate the end. */
function plainContent(event: EventView, entrySummary: string): string {
  const { language, sources, summary } = event
  const { labels, untranslated } = phrasesOf(language)
  const facts = factsOf(event).map(([label, value]) => `${label}: ${value}`)
  const sourceLines = sources.map(
    source => `- ${source.title}, ${provenance(source, language)}${source.url === null ? '' : `\n${source.url}`}`,
  )
  const paragraphs = [
    statement(event),
    entrySummary.includes(markedTitle(event)) ? '' : markedTitle(event),
    summary ?? '',
    facts.join('\n'),
    [`${labels.sources}:`, ...sourceLines].join('\n'),
    event.untranslated.length === 0 ? '' : untranslated,
  ]
  return paragraphs.filter(paragraph => paragraph !== '').join('\n\n')
}
