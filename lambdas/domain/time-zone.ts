/** Converts between instants and civil dates in an IANA time zone. Depends only on its arguments and the runtime's zone data. */
import { type CivilDate, civilDate, type Instant } from './civil-date.ts'

const MILLISECONDS_A_DAY = 86_400_000

/** Cached because creating an `Intl.DateTimeFormat` costs about twenty times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Limits memory: readers may spell a zone in many ways. */
const MAX_FORMATTERS = 100

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZoneName: 'longOffset',
  })
  if (formatters.size === MAX_FORMATTERS) formatters.clear()
  formatters.set(timeZone, made)
  return made
}

function partsAt(milliseconds: number, timeZone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = formatterOf(timeZone).formatToParts(milliseconds)
  return type => parts.find(part => part.type === type)!.value
}

function dateAt(milliseconds: number, timeZone: string): CivilDate {
  const part = partsAt(milliseconds, timeZone)
  return civilDate(Number(part('year')), Number(part('month')), Number(part('day')))
}

/** Offset from UTC in milliseconds, parsed from a name such as `GMT-03:30` or `GMT+08:27:52`. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const name = partsAt(milliseconds, timeZone)('timeZoneName')
  const [hours = 0, minutes = 0, seconds = 0] = name.match(/\d+/g)?.map(Number) ?? []
  return (name.includes('-') ? -1000 : 1000) * (hours * 3600 + minutes * 60 + seconds)
}

/** Whether the runtime knows `timeZone`: an IANA name such as `Asia/Seoul`, or an offset such as `+09:00`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone })
    return true
  } catch {
    return false
  }
}

/** Formats an instant as RFC 3339 in UTC with whole seconds, like every timestamp of Annals. */
export const instantOf = (milliseconds: number): Instant =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The instant so many seconds later; earlier if they are negative. */
export const secondsAfter = (instant: Instant, seconds: number): Instant =>
  instantOf(Date.parse(instant) + seconds * 1000)

/** The date format of HTTP (RFC 9110 §5.6.7), RSS and OPML (RFC 822). */
export const httpDate = (instant: Instant): string => new Date(instant).toUTCString()

/** The civil date in `timeZone` at `instant` (years 0001–9999). @throws {RangeError} if the runtime does not know `timeZone` */
export const dateIn = (timeZone: string, instant: Instant): CivilDate => dateAt(Date.parse(instant), timeZone)

/**
 * The first instant of `date` in `timeZone`: the first midnight, or the end of the gap if the clocks skip midnight or the whole date, such
 * as 2011-12-30 in `Pacific/Apia`.
 * @throws {RangeError} if the runtime does not know `timeZone`
 */
export function startOfDay(date: CivilDate, timeZone: string): Instant {
  const utcMidnight = Date.parse(`${date}T00:00:00Z`)
  const offsets = [-1, 1].map(days => offsetAt(utcMidnight + days * MILLISECONDS_A_DAY, timeZone))
  let before = utcMidnight - Math.max(...offsets)
  if (dateAt(before, timeZone) >= date) return instantOf(before)

  // Midnight at the other offset is after the offset change. From here on, clocks only move forward, so a binary search works.
  let within = utcMidnight - Math.min(...offsets)
  while (within - before > 1000) {
    const middle = before + Math.floor((within - before) / 2000) * 1000
    if (dateAt(middle, timeZone) < date) before = middle
    else within = middle
  }
  return instantOf(within)
}
