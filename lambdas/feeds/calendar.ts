/** Builds the anniversaries calendar and the timeline calendar from events. Pure. */
import {
  type CivilDate,
  civilDate,
  dayOf,
  type Instant,
  isLeapYear,
  monthDayOf,
  monthOf,
} from '../domain/civil-date.ts'
import type { LeapDayRule, StoredEvent } from '../domain/event.ts'
import { endsOf, type HistoricalDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor, type Language } from '../domain/text.ts'
import { eventView, markedTitle, type RenderContext, timelineUrl } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { factsOf, provenance, statement } from './content.ts'
import type { Narrowing } from './frame.ts'
import { calendarUid, entryUid, variantUid } from './identity.ts'

/** An all-day entry without a time zone, so it never shifts (RFC 5545 floating date). */
export interface CalendarEntry {
  /** UUID, from `identity.ts` */
  uid: string
  created: Instant
  updated: Instant
  /** Number of corrections. */
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
  /** Language of the texts; null if they are in several languages. */
  language: Language | null
}

export interface Calendar {
  /** UUID, from `identity.ts` */
  uid: string
  name: string
  description: string
  /** Language of the name and description; null if they differ. */
  language: Language | null
  homeUrl: string
  /** URL of this document. */
  selfUrl: string
  /** CSS 3 color name (https://www.w3.org/TR/css-color-3/#svg-color). */
  color: string
  /** Suggested polling interval: a duration (RFC 5545 §3.3.6). */
  refresh: string
  /** When the content last changed. Never the current time. */
  updated: Instant
  entries: CalendarEntry[]
}

export type CalendarName = 'anniversaries' | 'timeline'

/** Limits a calendar regardless of timeline size: some readers fail on larger files, and phones store every entry. */
export const MAX_ENTRIES = 1000

/** The events of a calendar. */
export interface Selection {
  /** Most significant first, at most `MAX_ENTRIES`. */
  events: readonly StoredEvent[]
  /** Number of matching events, including those left out. Absent if not counted. */
  total?: number
  /** When an event was last added, corrected or deleted. The events alone do not show deletions. */
  changedAt: Instant
}

const COLORS: Record<CalendarName, string> = { anniversaries: 'darkslateblue', timeline: 'teal' }

/** Corrections reach subscribers within a day. Without corrections, a calendar does not change. */
const REFRESH = 'P1D'

/** Every event with a known first day, repeated on that day each year. Observances start in the first year they were kept. */
export const anniversariesCalendar = (selection: Selection, selfUrl: string, context: RenderContext): Calendar =>
  calendar('anniversaries', selection, selfUrl, context, anniversaryEntry)

/** Every event with known days, once. */
export const timelineCalendar = (selection: Selection, selfUrl: string, context: RenderContext): Calendar =>
  calendar('timeline', selection, selfUrl, context, timelineEntry)

/** Dates and title of an entry. */
type EntryFields = Pick<CalendarEntry, 'first' | 'last' | 'recurrence' | 'summary'>

/** Returns undefined for an event that does not belong in the calendar. */
type ToEntryFields = (date: HistoricalDate, view: EventView, leapDay: LeapDayRule) => EntryFields | undefined

function calendar(
  name: CalendarName,
  selection: Selection,
  selfUrl: string,
  context: RenderContext,
  toEntryFields: ToEntryFields,
): Calendar {
  const { language, timeline } = context
  const phrases = phrasesOf(language)
  const { name: nameOf, description } = phrases.calendars[name]
  const title = chooseFor(timeline.title, context)
  const entries = selection.events.flatMap(event => entryOf(name, event, context, toEntryFields) ?? [])
  const selected = selection.events.length
  const leftOut = selected - entries.length
  const sentences = [
    description,
    ...(isCut(selection) ? [phrases.calendars.selected(selected, selection.total)] : []),
    ...(leftOut > 0 ? [phrases.calendars.leftOut(leftOut)] : []),
  ]
  return {
    uid: calendarUid(timeline.namespace, name, language),
    name: nameOf(title.text),
    description: sentences.join(' '),
    language: title.language === language ? language : null,
    homeUrl: timelineUrl(context),
    selfUrl,
    color: COLORS[name],
    refresh: REFRESH,
    updated: selection.changedAt,
    entries,
  }
}

/** Whether events were left out. If nobody counted them, assume so for a full calendar. */
const isCut = ({ events, total }: Selection): boolean =>
  total === undefined ? events.length === MAX_ENTRIES : events.length < total

/** A filtered calendar. It has its own UID and name, but the same entries. */
export function narrowedCalendar(calendar: Calendar, { key, names }: Narrowing): Calendar {
  if (key === '') return calendar
  const name = names.length === 0 ? calendar.name : `${calendar.name} (${names.join(', ')})`
  return { ...calendar, uid: variantUid(calendar.uid, key), name }
}

function entryOf(
  name: CalendarName,
  event: StoredEvent,
  context: RenderContext,
  toEntryFields: ToEntryFields,
): CalendarEntry | undefined {
  const { timeline, language } = context
  const view = eventView(event, context)
  const fields = toEntryFields(parseHistoricalDate(event.date), view, timeline.leapDay)
  if (!fields) return undefined
  return {
    uid: entryUid(timeline.namespace, name, event.id),
    created: event.createdAt,
    updated: event.updatedAt,
    sequence: event.revision - 1,
    ...fields,
    description: plainContent(view, fields.summary),
    categories: [view.category.name, ...view.tags.map(tag => tag.name)],
    url: view.url,
    language: view.untranslated.length === 0 ? language : null,
  }
}

const anniversaryEntry: ToEntryFields = (date, view, leapDay) => {
  if (date.startPrecision !== 'day') return undefined
  const { observance } = view
  const first = observance ? firstKept(date.start, observance.since, leapDay) : date.start
  const recurrence = isLeapDay(date.start) ? LEAP_DAY_RECURRENCE[leapDay] : 'FREQ=YEARLY'
  const year = phrasesOf(view.language).year(date.start)
  const summary = observance ? observance.name : `${markedTitle(view)} (${inexactDate(view) ?? year})`
  return { first, last: first, recurrence, summary }
}

const timelineEntry: ToEntryFields = (date, view) => {
  if (!endsOf(date).every(end => end?.precision === 'day')) return undefined
  const inexact = inexactDate(view)
  const summary = inexact === undefined ? markedTitle(view) : `${markedTitle(view)} (${inexact})`
  return { first: date.start, last: date.end, summary }
}

/** The date in words if it is approximate or uncertain. An exact calendar day must not claim more than the source. */
const inexactDate = ({ date }: EventView): string | undefined =>
  date.approximate || date.uncertain ? date.text : undefined

const isLeapDay = (date: CivilDate): boolean => monthDayOf(date) === '02-29'

/** Recurrence rules for 29 February. A plain yearly rule means `skip` in RFC 5545, but readers disagree, so every rule is explicit. */
const LEAP_DAY_RECURRENCE: Record<LeapDayRule, string> = {
  'feb-28': 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
  'mar-01': 'FREQ=YEARLY;BYYEARDAY=60',
  skip: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
}

/** The first day on which an observance is kept. RFC 5545 §3.8.5.3 requires that the recurrence rule produces this day. */
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
  const sourceLines = sources.map(source => `- ${source.title}, ${provenance(source, language)}\n${source.url}`)
  const paragraphs = [
    statement(event),
    entrySummary.includes(markedTitle(event)) ? '' : markedTitle(event),
    summary,
    facts.join('\n'),
    [`${labels.sources}:`, ...sourceLines].join('\n'),
    event.untranslated.length === 0 ? '' : untranslated,
  ]
  return paragraphs.filter(paragraph => paragraph !== '').join('\n\n')
}
