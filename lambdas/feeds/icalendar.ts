/** iCalendar (RFC 5545) with the properties of published calendars (RFC 7986): a pure function of a calendar. */
import { addDays, type CivilDate, type Instant } from '../domain/civil-date.ts'
import type { Calendar, CalendarEntry } from './calendar.ts'
import { withoutForbidden } from './markup.ts'

const PRODUCT = '-//Annals//Annals//EN'

/**
 * RFC 5545 §3.6 wants at least one component, and some readers refuse a calendar without any. A time zone that nothing refers to is
 * the one that shows nowhere; an event that says "nothing yet" would sit in people's days, and outlive its truth in their caches.
 */
const NO_ENTRIES = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** There is no METHOD: it would make the calendar a scheduling message, which needs an organizer in each event (RFC 5546 §3.2.1). */
export function icalendar(calendar: Calendar): string {
  const { name, description, entries } = calendar
  const language = languageParameter(calendar.language)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    `UID:${calendar.uid}`,
    `LAST-MODIFIED:${dateTime(calendar.updated)}`,
    // Each thing twice: by its standard name, and by the one that readers older than RFC 7986 know.
    `NAME${language}:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    `DESCRIPTION${language}:${text(description)}`,
    `X-WR-CALDESC:${text(description)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${calendar.refresh}`,
    `X-PUBLISHED-TTL:${calendar.refresh}`,
    `URL:${uri(calendar.homeUrl)}`,
    `SOURCE;VALUE=URI:${uri(calendar.selfUrl)}`,
    `COLOR:${calendar.color}`,
    ...(entries.length === 0 ? NO_ENTRIES : entries.flatMap(eventLines)),
    'END:VCALENDAR',
  ]
  return lines.map(line => folded(line) + CRLF).join('')
}

function eventLines(entry: CalendarEntry): string[] {
  const language = languageParameter(entry.language)
  const changed = dateTime(entry.updated)
  // DTEND is the day after the last one. Nothing comes after 9999-12-31, and without it an event is of one day.
  const after = addDays(entry.last, 1)
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    // Outside a scheduling message the stamp is the time of the last change (RFC 5545 §3.8.7.2), which spares a clock.
    `DTSTAMP:${changed}`,
    `CREATED:${dateTime(entry.created)}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART;VALUE=DATE:${date(entry.first)}`,
    ...(after > entry.first ? [`DTEND;VALUE=DATE:${date(after)}`] : []),
    ...(entry.recurrence === undefined ? [] : [`RRULE:${entry.recurrence}`]),
    `SUMMARY${language}:${text(entry.summary)}`,
    `DESCRIPTION${language}:${text(entry.description)}`,
    `CATEGORIES${language}:${entry.categories.map(text).join(',')}`,
    `URL:${uri(entry.url)}`,
    // History keeps nobody busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** Never quoted, which RFC 5545 §3.2.10 does not allow: the tags of a timeline's languages have letters, digits and hyphens only. */
const languageParameter = (language: string | null): string => (language === null ? '' : `;LANGUAGE=${language}`)

const date = (day: CivilDate): string => day.replaceAll('-', '')

const dateTime = (instant: Instant): string => instant.replace(/[-:]/g, '')

/** A value of type TEXT (RFC 5545 §3.3.11). DEL, which XML allows, is a control character here. */
const text = (value: string): string =>
  withoutForbidden(value)
    .replaceAll('\u007F', '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')

/** A value of type URI, which is not escaped, so that nothing may be in it that a URI cannot hold. */
const uri = (address: string): string => withoutForbidden(address).replace(/[^!-~]+/g, encodeURIComponent)

const CRLF = '\r\n'

/** Octets of UTF-8 in a line, without its end (RFC 5545 §3.1). */
const MOST_OCTETS = 75

const BEYOND_ASCII = /[\u0080-\uFFFF]/

/** A content line as one or more lines of at most 75 octets; each but the first starts with a space that does not count as content. */
function folded(line: string): string {
  const ascii = !BEYOND_ASCII.test(line)
  if (ascii && line.length <= MOST_OCTETS) return line
  // Among ASCII alone, which most lines are, an octet is a code unit.
  const endWithin = ascii ? (start: number, octets: number) => start + octets : endOfOctets
  let lines = ''
  let start = 0
  for (let octets = MOST_OCTETS; start < line.length; octets = MOST_OCTETS - 1) {
    const end = outsideEscape(line, endWithin(start, octets, line))
    lines += (start === 0 ? '' : `${CRLF} `) + line.slice(start, end)
    start = end
  }
  return lines
}

/** Where the characters from `start` on that fit into so many octets end; never within a character. */
function endOfOctets(start: number, octets: number, line: string): number {
  let end = start
  for (let left = octets; end < line.length; ) {
    const point = line.codePointAt(end)!
    left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (left < 0) break
    end += point < 0x10000 ? 1 : 2
  }
  return end
}

/** `end`, or the place before it where it would part a backslash from what it escapes, which some readers do not put together again. */
function outsideEscape(line: string, end: number): number {
  let backslashes = 0
  while (line[end - 1 - backslashes] === '\\') backslashes++
  return end < line.length && backslashes % 2 === 1 ? end - 1 : end
}
