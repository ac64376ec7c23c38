/** What a calendar is, and the two that are made of a timeline's events: pure functions of the events and the language. */
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
import { type HistoricalDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor, type Language } from '../domain/text.ts'
import { eventView, markedTitle, type RenderContext, timelineUrl } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { factsOf, provenance, statement } from './content.ts'
import type { Narrowing } from './frame.ts'
import { calendarUid, entryUid, variantUid } from './identity.ts'

/** An event of whole days, in no time zone: a reader's clock never moves it. */
export interface CalendarEntry {
  /** UUID, from `identity.ts` */
  uid: string
  created: Instant
  updated: Instant
  /** Number of corrections. */
  sequence: number
  first: CivilDate
  /** The same day, but for an interval. */
  last: CivilDate
  /** How it comes round from `first` on: a recurrence rule of RFC 5545 §3.3.10. */
  recurrence?: string
  summary: string
  /** Plain text. */
  description: string
  categories: string[]
  url: string
  /** What its texts are in; null when not all of them are in the same. */
  language: Language | null
}

export interface Calendar {
  /** UUID, from `identity.ts` */
  uid: string
  name: string
  description: string
  /** What name and description are in; null when they are not in the same. */
  language: Language | null
  homeUrl: string
  /** Where this very document is. */
  selfUrl: string
  /** A name of CSS 3 (https://www.w3.org/TR/css-color-3/#svg-color). */
  color: string
  /** How often it is worth asking for it again: a duration of RFC 5545 §3.3.6. */
  refresh: string
  /** Of whatever is or was in it last; never the clock. */
  updated: Instant
  entries: CalendarEntry[]
}

export type CalendarName = 'anniversaries' | 'timeline'

/** A calendar's bound, whatever the size of the timeline: some readers give up on more, and a phone keeps them all. */
export const MOST_ENTRIES = 1000

/** What a calendar is made of. */
export interface Selection {
  /** The most significant first, at most `MOST_ENTRIES`. */
  events: readonly StoredEvent[]
  /** How many there are to select from, these included; absent where nobody counted them. */
  total?: number
  /** When an event of the timeline was last added, corrected or deleted: a deleted event is not there to tell. */
  changedAt: Instant
}

const COLORS: Record<CalendarName, string> = { anniversaries: 'darkslateblue', timeline: 'teal' }

/** A correction reaches subscribers within a day; between corrections a calendar does not change. */
const REFRESH = 'P1D'

/** Every event whose first day is known, on that day in each year since; an observance from the first year in which it was kept. */
export const anniversariesCalendar = (selection: Selection, selfUrl: string, context: RenderContext): Calendar =>
  calendar('anniversaries', selection, selfUrl, context, anniversaryEntry)

/** Every event whose days are known, on these days alone. */
export const timelineCalendar = (selection: Selection, selfUrl: string, context: RenderContext): Calendar =>
  calendar('timeline', selection, selfUrl, context, timelineEntry)

/** When an entry is, and what it is called. */
type Placement = Pick<CalendarEntry, 'first' | 'last' | 'recurrence' | 'summary'>

/** Places an event, or leaves it out. */
type Place = (date: HistoricalDate, view: EventView, leapDay: LeapDayRule) => Placement | undefined

function calendar(
  name: CalendarName,
  selection: Selection,
  selfUrl: string,
  context: RenderContext,
  place: Place,
): Calendar {
  const { language, timeline } = context
  const phrases = phrasesOf(language)
  const { name: nameOf, description } = phrases.calendars[name]
  const title = chooseFor(timeline.title, context)
  const entries = selection.events.flatMap(event => entryOf(name, event, context, place) ?? [])
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

/** Whether there are more to select from. Where nobody counted them, a full calendar is taken for one that had to leave some out. */
const isCut = ({ events, total }: Selection): boolean =>
  total === undefined ? events.length === MOST_ENTRIES : events.length < total

/** The calendar of some of the events: another calendar, that says so in its name, of the same entries. */
export function narrowedCalendar(calendar: Calendar, { key, names }: Narrowing): Calendar {
  if (key === '') return calendar
  const name = names.length === 0 ? calendar.name : `${calendar.name} (${names.join(', ')})`
  return { ...calendar, uid: variantUid(calendar.uid, key), name }
}

function entryOf(
  name: CalendarName,
  event: StoredEvent,
  context: RenderContext,
  place: Place,
): CalendarEntry | undefined {
  const { timeline, language } = context
  const view = eventView(event, context)
  const placement = place(parseHistoricalDate(event.date), view, timeline.leapDay)
  if (!placement) return undefined
  return {
    uid: entryUid(timeline.namespace, name, event.id),
    created: event.createdAt,
    updated: event.updatedAt,
    sequence: event.revision - 1,
    ...placement,
    description: plainContent(view, placement.summary),
    categories: [view.category.name, ...view.tags.map(tag => tag.name)],
    url: view.url,
    language: view.untranslated.length === 0 ? language : null,
  }
}

const anniversaryEntry: Place = (date, view, leapDay) => {
  if (date.startPrecision !== 'day') return undefined
  const { observance } = view
  const first = observance ? firstKept(date.start, observance.since, leapDay) : date.start
  const recurrence = isLeapDay(date.start) ? LEAP_DAY_RECURRENCE[leapDay] : 'FREQ=YEARLY'
  const year = phrasesOf(view.language).year(date.start)
  const summary = observance ? observance.name : `${markedTitle(view)} (${inexactDate(view) ?? year})`
  return { first, last: first, recurrence, summary }
}

const timelineEntry: Place = (date, view) => {
  if (!date.edtf.split('/').every(part => parseHistoricalDate(part).precision === 'day')) return undefined
  const inexact = inexactDate(view)
  const summary = inexact === undefined ? markedTitle(view) : `${markedTitle(view)} (${inexact})`
  return { first: date.start, last: date.end, summary }
}

/** The date where it is about or uncertain: standing on a day must not claim more than the source. */
const inexactDate = ({ date }: EventView): string | undefined =>
  date.approximate || date.uncertain ? date.text : undefined

const isLeapDay = (date: CivilDate): boolean => monthDayOf(date) === '02-29'

/** 29 February by each rule. A plain yearly rule would mean that day alone too, but not to every reader. */
const LEAP_DAY_RECURRENCE: Record<LeapDayRule, string> = {
  'feb-28': 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
  'mar-01': 'FREQ=YEARLY;BYYEARDAY=60',
  skip: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
}

/** The first day on which an observance is kept: a day that its own rule yields, as RFC 5545 §3.8.5.3 asks of a first day. */
function firstKept(start: CivilDate, since: number, leapDay: LeapDayRule): CivilDate {
  if (!isLeapDay(start) || isLeapYear(since)) return civilDate(since, monthOf(start), dayOf(start))
  if (leapDay === 'skip') return firstKept(start, since + 1, leapDay)
  return leapDay === 'feb-28' ? civilDate(since, 2, 28) : civilDate(since, 3, 1)
}

/** What the summary does not say of an event, as plain text: how far it is established and by whom goes first, so that no reader cuts it off. */
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
