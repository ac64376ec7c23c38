/** Events as a timeline for TimelineJS (https://timeline.knightlab.com/docs/json-format.html): a pure function of their views. */
import { dayOf, monthOf, yearOf } from '../domain/civil-date.ts'
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { chooseFor, type Text } from '../domain/text.ts'
import { markedTitle, type RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { eventBody, factsOf } from '../feeds/content.ts'
import { type Markup, withoutForbidden, xml } from '../feeds/markup.ts'

/** A civil date, as far as it is known. Without an hour, TimelineJS shows it on the same day in every zone. */
export interface SlideDate {
  year: number
  /** 1–12 */
  month?: number
  day?: number
}

export interface Slide {
  /** Names the slide in the address of a page, so it must not change with the headline. */
  unique_id: string
  /** Both HTML. */
  text: { headline: string; text: string }
  /** The links are there already; TimelineJS would make others out of whatever in a text looks like an address. */
  autolink: false
}

export interface EventSlide extends Slide {
  start_date: SlideDate
  /** For intervals only: an event of an unknown day did not last for a month. */
  end_date?: SlideDate
  /** Shown instead of both dates. */
  display_date: string
  group: string
}

export interface TimelineJs {
  title: Slide
  events: EventSlide[]
}

/** No id of an event has an underscore. */
const TITLE_ID = '_timeline'

/** @param edtf a date, not an interval */
function slideDate(edtf: string): SlideDate {
  const { start, precision } = parseHistoricalDate(edtf)
  const year = { year: yearOf(start) }
  if (precision === 'year') return year
  const month = { ...year, month: monthOf(start) }
  return precision === 'month' ? month : { ...month, day: dayOf(start) }
}

/**
 * Plain text for where TimelineJS, from version to version, reads HTML once or twice: what would begin a tag or a reference is kept apart
 * by a word joiner (U+2060), which nobody sees, since anything escaped once would be markup in the end.
 */
const inert = (text: string): string =>
  withoutForbidden(text).replace(/<(?=[a-z/!?])|&(?=[a-z0-9#])/gi, character => `${character}\u2060`)

function bodyOf(event: EventView): Markup {
  const [, ...facts] = factsOf(event)
  return eventBody(event, xml`${facts.map(([label, value]) => xml`<p>${label}: ${value}</p>`)}`)
}

function eventSlide(event: EventView): EventSlide {
  const [from, to] = event.date.edtf.split('/')
  return {
    unique_id: event.id,
    start_date: slideDate(from!),
    ...(to !== undefined && { end_date: slideDate(to) }),
    display_date: inert(event.date.text),
    group: inert(event.category.name),
    text: { headline: xml`${markedTitle(event)}`.text, text: bodyOf(event).text },
    autolink: false,
  }
}

/**
 * A timeline of the events, in their order, as a JSON value. TimelineJS sorts them itself, and says so instead of showing a timeline when
 * there are none.
 */
export function timelineJs(events: readonly EventView[], context: RenderContext): TimelineJs {
  const { timeline } = context
  const html = (text: Text) => xml`${chooseFor(text, context).text}`
  return {
    title: {
      unique_id: TITLE_ID,
      text: { headline: html(timeline.title).text, text: xml`<p>${html(timeline.description)}</p>`.text },
      autolink: false,
    },
    events: events.map(eventSlide),
  }
}
