/** Reads JSON of TimelineJS, GeoJSON, the JSON and NDJSON of Annals, and iCalendar. Pure. */
import ICAL from 'ical.js'
import { type ImportedRow, plainText, rowOf, UnreadableImport } from './row.ts'
import { readRecord } from './tables.ts'

// biome-ignore lint/suspicious/noExplicitAny: documents of others
type Json = any

/** @throws {UnreadableImport} */
export function readJson(text: string): ImportedRow[] {
  const document = parsed(text, 'the file')
  if (document?.type === 'FeatureCollection') return listOf(document.features).map(featureRow)
  if (Array.isArray(document?.events)) return document.events.map(slideRow)
  const list = Array.isArray(document) ? document : document?.data
  if (!Array.isArray(list))
    throw new UnreadableImport('is JSON, but neither of TimelineJS, GeoJSON nor a list of events')
  return list.map((event, index) => eventRow(event, `event ${index + 1}`))
}

/** @throws {UnreadableImport} */
export const readNdjson = (text: string): ImportedRow[] =>
  text
    .split('\n')
    .map((line, index) => [line, `line ${index + 1}`] as const)
    .filter(([line]) => line.trim() !== '')
    .map(([line, place]) => eventRow(parsed(line, place), place))

function parsed(text: string, what: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableImport(`cannot be read: ${what} is not JSON`)
  }
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : [])
const joined = (terms: unknown): string =>
  Array.isArray(terms) ? terms.map(term => term?.id ?? term?.name ?? term).join(';') : String(terms ?? '')

/** An event as the API shows it, or with names of one's own. */
function eventRow(event: Json, place: string): ImportedRow {
  const [source] = listOf(event?.sources)
  const row = rowOf(place, {
    ...event,
    date: event?.date?.edtf ?? event?.date ?? event?.start,
    end: typeof event?.date === 'object' ? undefined : event?.end,
    category: event?.category?.id ?? event?.category,
    tags: joined(event?.tags),
    actors: joined(event?.actors),
    places: joined(event?.places),
    // The url of an event that the API shows is its page.
    url: source?.url ?? (source === undefined ? event?.url : undefined),
    source: source?.title,
    publisher: source?.publisher,
    reference: source?.reference,
  })
  const located = listOf(event?.places)[0]
  return located?.latitude == null ? row : { ...row, location: located }
}

/** https://timeline.knightlab.com/docs/json-format.html */
function slideRow(slide: Json, index: number): ImportedRow {
  const dateOf = (date: Json) => [date?.year, date?.month, date?.day].filter(Boolean).join('-')
  return rowOf(`event ${index + 1}`, {
    id: /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slide?.unique_id ?? '') ? slide.unique_id : undefined,
    date: dateOf(slide?.start_date),
    end: dateOf(slide?.end_date),
    title: plainText(slide?.text?.headline ?? ''),
    summary: plainText(slide?.text?.text ?? ''),
    category: slide?.group,
    url: /^https?:/.test(slide?.media?.url ?? '') ? slide.media.url : undefined,
    source: plainText(slide?.media?.caption ?? ''),
    publisher: plainText(slide?.media?.credit ?? ''),
  })
}

/** RFC 7946. The properties are columns with names of one's own, or of an event that Annals shows. */
function featureRow(feature: Json, index: number): ImportedRow {
  const place = `feature ${index + 1}`
  const properties = feature?.properties ?? {}
  const isEvent = typeof properties.date === 'object' || Array.isArray(properties.sources)
  const row = isEvent ? eventRow(properties, place) : propertiesRow(properties, place)
  const [longitude, latitude] = feature?.geometry?.type === 'Point' ? listOf(feature.geometry.coordinates) : []
  return latitude === undefined || row.fields.places === undefined ? row : { ...row, location: { latitude, longitude } }
}

const propertiesRow = (properties: Record<string, unknown>, place: string): ImportedRow =>
  readRecord(Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value ?? '')])), place)

/** RFC 5545. An end by days is the day after the last one. */
export function readCalendar(text: string): ImportedRow[] {
  let calendars: Json
  try {
    calendars = ICAL.parse(text)
  } catch (error) {
    throw new UnreadableImport(`cannot be read as a calendar: ${(error as Error).message}`)
  }
  return new ICAL.Component(calendars).getAllSubcomponents('vevent').map((component, index) => {
    const event = new ICAL.Event(component)
    const value = (name: string) => component.getFirstPropertyValue(name)?.toString()
    const [first, last] = [dayOf(component, 'dtstart', 0), dayOf(component, 'dtend', -1)]
    return rowOf(`event ${index + 1}`, {
      date: first,
      end: last !== undefined && first !== undefined && last > first ? last : undefined,
      title: event.summary,
      summary: event.description,
      category: component.getFirstProperty('categories')?.getValues()[0],
      places: value('location')?.replaceAll(';', ','),
      url: value('url'),
    })
  })
}

/** @returns what is written there if it is no date, without the punctuation that ical.js adds */
function dayOf(component: ICAL.Component, name: string, daysIfDate: number): string | undefined {
  const property = component.getFirstProperty(name)
  try {
    const time = property?.getFirstValue() as ICAL.Time | null | undefined
    if (time?.isDate) time.adjust(daysIfDate, 0, 0, 0)
    return time?.toString().slice(0, 10)
  } catch {
    return String(property!.jCal[3]).replace(/[-:]/g, '')
  }
}
