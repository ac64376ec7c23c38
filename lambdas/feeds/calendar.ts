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
  /** Days of the rule that are left out. */
  except?: CivilDate[]
  summary: string
  /** Plain text. */
  description: string
  categories: string[]
  url: string
  /** An image of the event. */
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
export interface CalendarEvents {
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
type EntryFields = Pick<CalendarEntry, 'first' | 'last' | 'recurrence' | 'except' | 'summary'>

/** The entries of an event: none if it does not belong in the calendar. @param earliest first year in which a yearly entry may start */
type ToEntryFields = (date: HistoricalDate, view: EventView, leapDay: LeapDayRule, earliest: number) => EntryFields[]

/**
 * Yearly entries start at most 29 years ago: node-ical rejects a rule that starts in 476, and some readers expand only 100 recurrences. The
 * year changes once a decade, so that calendars rarely change.
 */
const earliestStart = (today: CivilDate): number => yearOf(startOfDecade(today)) - 20

export function calendar(name: CalendarName, found: CalendarEvents, selfUrl: string, context: RenderContext): Calendar {
  const { language, timeline } = context
  const phrases = phrasesOf(language)
  const { name: nameOf, description } = phrases.calendars[name]
  const title = chooseFor(timeline.title, context)
  const earliest = earliestStart(found.today)
  const entries = found.events.map(event => entriesOf(name, event, context, earliest))
  const selected = found.events.length
  const leftOut = entries.filter(({ length }) => length === 0).length
  const sentences = [
    description,
    ...(isCut(found) ? [phrases.calendars.selected(selected, found.total)] : []),
    ...(leftOut > 0 ? [phrases.calendars.leftOut(leftOut)] : []),
  ]
  return {
    name: nameOf(title.text),
    description: sentences.join(' '),
    homeUrl: timelineUrl(context),
    selfUrl,
    color: COLORS[name],
    refresh: REFRESH,
    updated: found.changedAt,
    entries: entries.flat(),
  }
}

const isCut = ({ events, total }: CalendarEvents): boolean => total === undefined || events.length < total

/** A filtered calendar. It has its own name, but the same entries. */
export function narrowedCalendar(calendar: Calendar, { key, names, pageUrl = calendar.homeUrl }: Narrowing): Calendar {
  if (key === '') return calendar
  const name = names.length === 0 ? calendar.name : `${names.join(', ')} – ${calendar.name}`
  return { ...calendar, name, homeUrl: pageUrl }
}

function entriesOf(name: CalendarName, event: StoredEvent, context: RenderContext, earliest: number): CalendarEntry[] {
  const view = eventView(event, context)
  const date = parseHistoricalDate(event.date)
  const id = firstIdOf(event)
  return TO_FIELDS[name](date, view, context.timeline.leapDay, earliest).map((fields, index) => ({
    uid: entryUid(context, name, index === 0 ? id : `${id}#${index}`),
    created: event.createdAt,
    updated: event.updatedAt,
    sequence: event.revision - 1,
    ...fields,
    description: plainContent(view, fields.summary),
    categories: [view.category.name, ...view.tags.map(tag => tag.name)],
    url: view.url,
    ...(view.image && { image: view.image }),
  }))
}

/** Every event with a known first day, repeated on that day each year. Observances start in the first year they were kept. */
const anniversaryEntries: ToEntryFields = (date, view, leapDay, earliest) => {
  if (date.startPrecision !== 'day') return []
  const { observance } = view
  const since = Math.max(observance?.since ?? yearOf(date.start), earliest)
  const year = phrasesOf(view.language).year(date.start)
  const summary = observance ? observance.name : `${markedTitle(view)} (${inexactDate(view) ?? year})`
  return daysKept(date.start, since, leapDay).map(kept => ({ ...kept, last: kept.first, summary }))
}

/** Every event with known days, once. */
const timelineEntries: ToEntryFields = (date, view) => {
  if (!endsOf(date).every(end => end?.precision === 'day')) return []
  const inexact = inexactDate(view)
  const summary = inexact === undefined ? markedTitle(view) : `${markedTitle(view)} (${inexact})`
  return [{ first: date.start, last: date.end, summary }]
}

const TO_FIELDS: Record<CalendarName, ToEntryFields> = {
  anniversaries: anniversaryEntries,
  timeline: timelineEntries,
}

/** The date in words if it is approximate or uncertain. An exact calendar day must not claim more than the source. */
const inexactDate = ({ date }: EventView): string | undefined =>
  date.approximate || date.uncertain ? date.text : undefined

/** For so many years, an entry of 1 March is left out in leap years. */
const YEARS_AHEAD = 200

/** With an interval, because ical.js 1.5 shows 29 February on 1 March of other years. */
const LEAP_DAYS = 'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29'

type Kept = Pick<EntryFields, 'recurrence' | 'except'> & { first: CivilDate }

/**
 * The rules by which a day recurs from the year `since` on. Rules for 29 February are explicit, because readers disagree on a plain yearly
 * one. 1 March in common years takes an entry of its own: `BYYEARDAY=60` is both days, but Outlook and older versions of sabre/vobject do
 * not know it, and ical.js expands `BYSETPOS` wrong. A rule must produce its first day (RFC 5545 §3.8.5.3).
 */
function daysKept(start: CivilDate, since: number, leapDay: LeapDayRule): Kept[] {
  const yearly = { recurrence: 'FREQ=YEARLY' }
  if (monthDayOf(start) !== '02-29') return [{ ...yearly, first: civilDate(since, monthOf(start), dayOf(start)) }]
  const leapYears = Array.from({ length: YEARS_AHEAD }, (_, years) => since + years).filter(isLeapYear)
  const leapDays = { first: civilDate(leapYears[0]!, 2, 29), recurrence: LEAP_DAYS }
  if (leapDay === 'skip') return [leapDays]
  if (leapDay === 'feb-28') {
    const first = isLeapYear(since) ? leapDays.first : civilDate(since, 2, 28)
    return [{ first, recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' }]
  }
  const first = civilDate(isLeapYear(since) ? since + 1 : since, 3, 1)
  const except = leapYears.map(year => civilDate(year, 3, 1)).filter(day => day > first)
  return [leapDays, { ...yearly, first, except }]
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
