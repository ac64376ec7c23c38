/** Writes events as a TimelineJS timeline (https://timeline.knightlab.com/docs/json-format.html). Pure. */
import { type CivilDate, dayOf, monthOf, yearOf } from '../domain/civil-date.ts'
import { endsOf, type HistoricalDate } from '../domain/historical-date.ts'
import { numberInWords } from '../domain/language.ts'
import { chooseFor, type Text } from '../domain/text.ts'
import { markedTitle, type RenderContext, titleLanguage } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { eventBody, factsOf, factTexts, imageCredit, inLanguage } from '../feeds/content.ts'
import { EMPTY, type Markup, withoutForbidden, xml } from '../feeds/markup.ts'

/** A date at its known precision. Without an hour, TimelineJS shows the same day in every time zone. */
export interface SlideDate {
  year: number
  /** 1–12 */
  month?: number
  day?: number
}

export interface Slide {
  /** TimelineJS uses it in page URLs, so it must not depend on the headline. */
  unique_id: string
  /** Both are HTML. */
  text: { headline: string; text: string }
  /** The HTML already has links; TimelineJS would also link any text that looks like a URL. */
  autolink: false
}

export interface EventSlide extends Slide {
  start_date: SlideDate
  /** Only for intervals with an end, and dates vaguer than a year. An event known to the month did not last for the month. */
  end_date?: SlideDate
  /** Replaces both dates in the display. */
  display_date: string
  group: string
  /** The credit is HTML. */
  media?: { url: string; alt: string; credit: string }
}

export interface TimelineJs {
  title: Slide
  events: EventSlide[]
}

/** Cannot collide with an event id, because those contain no underscore. */
const TITLE_ID = '_timeline'

/** @param date not an interval; a season is known by its first month, a decade or century by a year */
function slideDate({ precision }: HistoricalDate, day: CivilDate): SlideDate {
  if (precision === 'day') return { year: yearOf(day), month: monthOf(day), day: dayOf(day) }
  return precision === 'month' || precision === 'season'
    ? { year: yearOf(day), month: monthOf(day) }
    : { year: yearOf(day) }
}

const lastsForYears = ({ precision }: HistoricalDate): boolean => precision === 'decade' || precision === 'century'

/** TimelineJS needs a start: an interval without one is placed where it ends. */
function slideDates({ edtf }: EventView['date']): Pick<EventSlide, 'start_date' | 'end_date'> {
  const [from, to] = endsOf({ edtf })
  const first = (from ?? to)!
  const isInterval = from?.edtf !== to?.edtf
  return {
    start_date: slideDate(first, first.start),
    ...(to && (isInterval ? from : lastsForYears(to)) && { end_date: slideDate(to, to.end) }),
  }
}

/**
 * Plain text for fields that TimelineJS parses as HTML once or twice, depending on its version. A word joiner (U+2060) breaks up anything
 * that could start a tag or an entity, because escaping once would not be enough.
 */
const inert = (text: string): string =>
  withoutForbidden(text).replace(/<(?=[a-z/!?])|&(?=[a-z0-9#])/gi, character => `${character}\u2060`)

function bodyOf(event: EventView): Markup {
  const [, ...facts] = factsOf(event)
  return eventBody(
    event,
    xml`${facts.map(fact => {
      const [label, value] = factTexts(event, fact)
      return xml`<p>${label!}: ${value!}</p>`
    })}`,
  )
}

function eventSlide(event: EventView): EventSlide {
  const { image } = event
  return {
    unique_id: event.id,
    ...slideDates(event.date),
    display_date: inert(event.date.text),
    group: inert(event.category.name),
    text: {
      headline: xml`${inLanguage(markedTitle(event), titleLanguage(event), event.language)}`.text,
      text: bodyOf(event).text,
    },
    ...(image && { media: { url: image.url, alt: image.alt, credit: imageCredit(event, image).text } }),
    autolink: false,
  }
}

/**
 * A timeline of the events in the given order; TimelineJS sorts them itself. Without events, it shows a message instead.
 * @param next URL of the next file, which the title mentions
 */
export function timelineJs(events: readonly EventView[], context: RenderContext, next?: string): TimelineJs {
  const { timeline } = context
  const count = numberInWords(events.length, context.language)
  const more = next === undefined ? EMPTY : xml`<p>1–${count}; <a href="${next}">…</a></p>`
  const html = (text: Text) => xml`${chooseFor(text, context).text}`
  return {
    title: {
      unique_id: TITLE_ID,
      text: { headline: html(timeline.title).text, text: xml`<p>${html(timeline.description)}</p>${more}`.text },
      autolink: false,
    },
    events: events.map(eventSlide),
  }
}
