/** Turns imported rows into events of a folder, with the terms that they need. Pure. */
import { type DayMonthOrder, dateFromText } from '../../../lambdas/domain/date-from-text.ts'
import { STATUSES } from '../../../lambdas/domain/enumerations.ts'
import { timeKeyOf } from '../../../lambdas/domain/event.ts'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import type { AuthoredEvent, AuthoredTimeline } from '../../../lambdas/domain/schema.ts'
import type { ImportedRow } from './row.ts'

/** Vocabularies to which an import adds terms. */
export type Growing = 'categories' | 'tags' | 'actors' | 'places'

export interface Rejection {
  place: string
  /** The mistake and its correction. */
  why: string
}

export interface ImportPlan {
  /** In the order of time, each with the place of its row. */
  events: { event: AuthoredEvent; place: string }[]
  /** New terms by id. */
  terms: Record<Growing, Map<string, object>>
  rejected: Rejection[]
  /** Rows whose date and title an event of the folder has. */
  known: number
  /** How the order of day and month was found, unless it was given. */
  inferred: DayMonthOrder | undefined
}

export interface ImportContext {
  timeline: AuthoredTimeline
  events: readonly AuthoredEvent[]
  language: string
  order: DayMonthOrder | undefined
  /** Name of the file: the source of rows that name none. */
  file: string
}

/** The row cannot be taken. */
class Rejected extends Error {}

export function planImport(rows: readonly ImportedRow[], context: ImportContext): ImportPlan {
  const { timeline, events, language, file } = context
  const inferred = context.order === undefined ? orderIn(rows) : undefined
  const order = context.order ?? inferred
  const terms: ImportPlan['terms'] = { categories: new Map(), tags: new Map(), actors: new Map(), places: new Map() }
  const ids = new Set(events.map(({ id }) => id))
  const contentOf = ({ date, title }: AuthoredEvent) => `${date} ${title[language] ?? Object.values(title)[0]}`
  const contents = new Set(events.map(contentOf))
  const plan: ImportPlan = { events: [], terms, rejected: [], known: 0, inferred }

  function termOf(vocabulary: Growing, name: string, more: object = {}): string {
    const declared = Object.entries(timeline[vocabulary]).map(([id, term]) => [id, namesOf(term)] as const)
    const same = declared.find(
      ([id, names]) => id === name || names.some(each => each.toLowerCase() === name.toLowerCase()),
    )
    if (same) return same[0]
    const id = slug(name) || `${vocabulary}-${hexOf(name)}`
    const text = { [language]: name }
    const term = {
      categories: { name: text, description: text },
      tags: text,
      actors: text,
      places: { name: text, ...more },
    }
    if (!Object.hasOwn(timeline[vocabulary], id)) terms[vocabulary].set(id, term[vocabulary])
    return id
  }

  function eventOf({ place, fields, location }: ImportedRow): AuthoredEvent {
    const { title, summary, significance = '3', status = 'confirmed', attribution, note } = fields
    if (title === undefined) throw new Rejected('has no title')
    const date = dateOf(fields, order)
    if (!/^[1-5]$/.test(significance))
      throw new Rejected(
        `has the significance "${significance}"; write a whole number from 1 (a detail) to 5 (a turning point)`,
      )
    const knownStatus = STATUSES.find(each => each === status.toLowerCase())
    if (knownStatus === undefined)
      throw new Rejected(`has the status "${status}"; write ${STATUSES.join(', ')}, or nothing for confirmed`)
    const text = (value: string) => ({ [language]: value })
    const event: AuthoredEvent = {
      id: fields.id ?? freeId(title, date),
      date,
      title: text(title),
      ...(summary !== undefined && { summary: text(summary.replace(/\r\n?/g, '\n')) }),
      category:
        fields.category === undefined ? Object.keys(timeline.categories)[0]! : termOf('categories', fields.category),
      ...listOf('tags', fields.tags),
      ...listOf('actors', fields.actors),
      ...listOf('places', fields.places, location),
      significance: Number(significance),
      status: knownStatus,
      ...(attribution !== undefined && { attribution: text(attribution) }),
      ...(note !== undefined && { note: text(note) }),
      sources: [sourceOf(fields, place)],
    }
    if (!contents.has(contentOf(event)) && ids.has(event.id))
      throw new Rejected(`has the id "${event.id}", which another event has`)
    return event
  }

  function freeId(title: string, date: string): string {
    const base = slug(title) || `event-${slug(date)}`
    for (let number = 1; ; number++) {
      const id = number === 1 ? base : `${base}-${number}`
      if (!ids.has(id)) return id
    }
  }

  const listOf = (vocabulary: Exclude<Growing, 'categories'>, cell: string | undefined, location?: object) => {
    const names = (cell ?? '').split(/\s*;\s*/).filter(Boolean)
    const list = names.map((name, index) => termOf(vocabulary, name, index === 0 ? location : {}))
    return list.length === 0 ? {} : { [vocabulary]: [...new Set(list)] }
  }

  /** A row that names no source comes from the file itself. */
  function sourceOf({ source: given, publisher, reference, ...fields }: ImportedRow['fields'], place: string) {
    const isUrl = given !== undefined && /^https?:\/\/\S+$/.test(given)
    const url = fields.url ?? (isUrl ? given : undefined)
    const source = isUrl ? undefined : given
    const owner = timeline.title[language] ?? Object.values(timeline.title)[0]!
    const isAddress = url !== undefined && /^https?:/.test(url)
    return {
      title: source ?? (isAddress ? url : file),
      publisher: publisher ?? (isAddress ? (URL.parse(url)?.hostname ?? owner) : owner),
      ...(isAddress && { url }),
      ...((reference !== undefined || !isAddress) && {
        reference: reference ?? (isAddress ? undefined : url) ?? `${file}, ${place}`,
      }),
    }
  }

  for (const row of rows) {
    try {
      const event = eventOf(row)
      if (contents.has(contentOf(event))) {
        plan.known++
        continue
      }
      ids.add(event.id)
      contents.add(contentOf(event))
      plan.events.push({ event, place: row.place })
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      plan.rejected.push({ place: row.place, why: error.message })
    }
  }
  plan.events.sort((a, b) => (timeKeyOf(a.event) < timeKeyOf(b.event) ? -1 : 1))
  return plan
}

/** @throws {Rejected} */
function dateOf({ date, end }: ImportedRow['fields'], order: DayMonthOrder | undefined): string {
  if (date === undefined) throw new Rejected('has no date')
  const [from, ...others] = dateFromText(date, order)
  if (from === undefined)
    throw new Rejected(`has the date "${date}", which cannot be read; write it as 1997-07-14, 1997-07 or 1997`)
  if (others.length > 0)
    throw new Rejected(`has the date "${date}", which may be ${from} or ${others[0]}; say --day-first or --month-first`)
  if (end === undefined || end === date) return from
  const [to] = dateFromText(end, order)
  const both = dateFromText(`${from}/${to}`)
  if (both.length === 0) throw new Rejected(`has the end "${end}", which is no date after "${date}"`)
  return both[0]!
}

/** The order that some dates of the file prove, if none proves the other. */
function orderIn(rows: readonly ImportedRow[]): DayMonthOrder | undefined {
  const proofs = rows.flatMap(({ fields }) => {
    const match = /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}$/.exec(fields.date ?? '')
    if (!match) return []
    return Number(match[1]) > 12 ? 'day-first' : Number(match[2]) > 12 ? 'month-first' : []
  })
  const [order] = proofs
  return order !== undefined && proofs.every(each => each === order) ? order : undefined
}

const namesOf = (term: object): string[] =>
  Object.values('name' in term && typeof term.name === 'object' ? (term.name as object) : term).filter(
    each => typeof each === 'string',
  )

const LONGEST_SLUG = 60

/** Lower-case ASCII letters and digits joined by hyphens; empty for a text in another script. */
const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '')

const hexOf = (text: string): string =>
  Array.from(text, each => each.codePointAt(0)!.toString(16))
    .join('-')
    .slice(0, LONGEST_SLUG)

/** The year of the file in which an event is. */
export const fileOf = ({ date }: AuthoredEvent): string => `events/${parseHistoricalDate(date).start.slice(0, 4)}.yaml`
