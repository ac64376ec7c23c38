/** Writes iCalendar (RFC 5545) with the calendar properties of RFC 7986. Pure. */
import { addDays, type CivilDate, type Instant } from '../domain/civil-date.ts'
import type { Calendar, CalendarEntry } from './calendar.ts'
import { withoutForbidden } from './markup.ts'

const PRODUCT = '-//Annals//Annals//EN'

/**
 * RFC 5545 §3.6 requires a component, and some readers reject an empty calendar. An unused time zone is invisible; a placeholder event
 * would show.
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

/**
 * Leaves out what breaks readers: METHOD, which makes a scheduling message that requires an organizer (RFC 5546 §3.2.1); the UID of the
 * calendar (RFC 7986 §5.3), which vdirsyncer takes for the UID of every event; and LANGUAGE parameters, for which node-ical and cal-parser
 * return an object in place of the text.
 */
export function icalendar(calendar: Calendar): string {
  const { name, description, entries } = calendar
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    `LAST-MODIFIED:${dateTime(calendar.updated)}`,
    // Standard properties first, then the equivalents for readers that predate RFC 7986.
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    `DESCRIPTION:${text(description)}`,
    `X-WR-CALDESC:${text(description)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${calendar.refresh}`,
    `X-PUBLISHED-TTL:${calendar.refresh}`,
    `URL:${uri(calendar.homeUrl)}`,
    `SOURCE;VALUE=URI:${uri(calendar.selfUrl)}`,
    `COLOR:${calendar.color.name}`,
    `X-APPLE-CALENDAR-COLOR:${calendar.color.hex}`,
    ...(entries.length === 0 ? NO_ENTRIES : entries.flatMap(eventLines)),
    'END:VCALENDAR',
  ]
  return lines.map(line => fold(line) + CRLF).join('')
}

function eventLines(entry: CalendarEntry): string[] {
  const changed = dateTime(entry.updated)
  // DTEND is exclusive. An event on 9999-12-31 omits it, which means one day.
  const after = addDays(entry.last, 1)
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    // Outside scheduling messages, DTSTAMP is the time of the last change (RFC 5545 §3.8.7.2), so output does not depend on the clock.
    `DTSTAMP:${changed}`,
    `CREATED:${dateTime(entry.created)}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART;VALUE=DATE:${date(entry.first)}`,
    ...(after > entry.first ? [`DTEND;VALUE=DATE:${date(after)}`] : []),
    ...(entry.recurrence === undefined ? [] : [`RRULE:${entry.recurrence}`]),
    ...(entry.except === undefined ? [] : [`EXDATE;VALUE=DATE:${entry.except.map(date).join(',')}`]),
    `SUMMARY:${text(entry.summary)}`,
    `DESCRIPTION:${text(entry.description)}`,
    `CATEGORIES:${entry.categories.map(text).join(',')}`,
    `URL:${uri(entry.url)}`,
    ...(entry.image ? [`ATTACH;FMTTYPE=${entry.image.type}:${uri(entry.image.url)}`] : []),
    // Past events must not block time. Outlook reads its own property only.
    'TRANSP:TRANSPARENT',
    'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
    'END:VEVENT',
  ]
}

const date = (day: CivilDate): string => day.replaceAll('-', '')

const dateTime = (instant: Instant): string => instant.replace(/[-:]/g, '')

/** A TEXT value (RFC 5545 §3.3.11). Also removes DEL, which XML allows but iCalendar treats as a control character. */
const text = (value: string): string =>
  withoutForbidden(value)
    .replaceAll('\u007F', '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')

/** A URI value. iCalendar does not escape URIs, so characters that a URI cannot contain are percent-encoded. */
const uri = (address: string): string => withoutForbidden(address).replace(/[^!-~]+/g, encodeURIComponent)

const CRLF = '\r\n'

/** Maximum octets per line, without the line break (RFC 5545 §3.1). */
const MAX_OCTETS = 75

const BEYOND_ASCII = /[\u0080-\uFFFF]/

/** Folds a content line into lines of at most 75 octets. Continuation lines start with a space that is not content. */
function fold(line: string): string {
  const ascii = !BEYOND_ASCII.test(line)
  if (ascii && line.length <= MAX_OCTETS) return line
  // In an ASCII-only line, the usual case, every code unit is one octet.
  const endWithin = ascii ? (start: number, octets: number) => start + octets : endOfOctets
  let lines = ''
  let start = 0
  for (let octets = MAX_OCTETS; start < line.length; octets = MAX_OCTETS - 1) {
    const end = outsideEscape(line, endWithin(start, octets, line))
    lines += (start === 0 ? '' : `${CRLF} `) + line.slice(start, end)
    start = end
  }
  return lines
}

/** The end index of the longest run of whole characters from `start` that fits into `octets`. */
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

/** Moves `end` back if it would separate a backslash from the character it escapes. Some readers do not rejoin them. */
function outsideEscape(line: string, end: number): number {
  let backslashes = 0
  while (line[end - 1 - backslashes] === '\\') backslashes++
  return end < line.length && backslashes % 2 === 1 ? end - 1 : end
}
