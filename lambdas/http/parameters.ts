/** Every parameter as data: what it is called, what it may be, and what it is when absent. Requests are read by it, and the OpenAPI document is written from it. */
import { type CivilDate, type Instant, isCivilDate, isMonthDay } from '../domain/civil-date.ts'
import { ID } from '../domain/enumerations.ts'
import { DIMENSIONS, type Dimension, STATUSES, type Status, type Timeline } from '../domain/event.ts'
import { InvalidDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { instantOf, isTimeZone } from '../domain/time-zone.ts'
import { EVENT_FIELDS, type EventField } from '../formats/select-fields.ts'
import type { Order } from '../store/event-store.ts'
import { MAX_QUERY_LENGTH, type Sort } from '../store/timeline-search.ts'
import { invalidParameter, notFound, Problem } from './problem.ts'
import { LIST_FORMATS, type ListFormat } from './representations.ts'

/** What the value of a parameter may depend on. */
export interface Scope {
  timeline: Timeline
  today: () => CivilDate
}

interface Parameter<T, A> {
  name: string
  in: 'query' | 'path'
  description: string
  /** JSON Schema of the value as written in the address. */
  schema: Record<string, unknown>
  example?: string
  /** May be given more than once; the values are alternatives. */
  repeated?: true
  /** Reads one value, or throws `NotAllowed`. */
  parse: (value: string, scope: Scope) => T
  /** The value when it is not given. */
  absent: (scope: Scope) => A
}

/** Thrown by `parse`: the caller knows the parameter's name. */
class NotAllowed extends Error {
  readonly allowed: readonly string[] | string
  constructor(allowed: readonly string[] | string) {
    super()
    this.allowed = allowed
  }
}

const ID_SCHEMA = { type: 'string', ...ID }

const isId = (value: string): boolean => value.length <= ID.maxLength && new RegExp(ID.pattern).test(value)

function id(what: string, value: string): string {
  if (!isId(value))
    throw new NotAllowed(
      `the id of ${what}: at most ${ID.maxLength} lower-case letters and digits, joined by single hyphens`,
    )
  return value
}

const DAY = 'a day of the years 0001–9999 as YYYY-MM-DD'

function integer(minimum: number, maximum: number, value: string): number {
  const number = Number(value)
  if (!/^\d{1,9}$/.test(value) || number < minimum || number > maximum)
    throw new NotAllowed(`a whole number from ${minimum} to ${maximum}`)
  return number
}

function day(value: string): CivilDate {
  if (!isCivilDate(value)) throw new NotAllowed(DAY)
  return value
}

/** Each alternative is a partition to ask. */
const MOST_ALTERNATIVES = 10

const FILTER_DATE = '^\\d{4}(-\\d{2}(-\\d{2})?)?$'

/** First and last day of a day, month or year. */
function span(value: string): { start: CivilDate; end: CivilDate } {
  try {
    if (new RegExp(FILTER_DATE).test(value)) return parseHistoricalDate(value)
  } catch (error) {
    if (!(error instanceof InvalidDate)) throw error
  }
  throw new NotAllowed('a day, month or year of 0001–9999: YYYY-MM-DD, YYYY-MM or YYYY')
}

const facet = (name: string, what: string, example: string): Parameter<string, undefined> & { repeated: true } => ({
  name,
  in: 'query',
  description: `Only events of this ${what}. Repeated, the values are alternatives.`,
  schema: ID_SCHEMA,
  example,
  repeated: true,
  parse: value => id(`a ${what}`, value),
  absent: () => undefined,
})

/** Lets TypeScript infer what a parameter reads to, given or absent. */
const parameter = <T, A>(parameter: Parameter<T, A>): Parameter<T, A> => parameter

/** A path that lacks one of its parameters does not match its route. */
const neverAbsent = (): never => {
  throw new Error('A path parameter is always given')
}

function oneOf<T extends string>(values: readonly T[], value: string): T {
  const found = values.find(each => each === value)
  if (found === undefined) throw new NotAllowed(values)
  return found
}

const status: Parameter<Status, undefined> & { repeated: true } = {
  name: 'status',
  in: 'query',
  description: 'Only events of this status. Repeated, the values are alternatives.',
  schema: { type: 'string', enum: STATUSES },
  example: 'claimed',
  repeated: true,
  parse: value => oneOf(STATUSES, value),
  absent: () => undefined,
}

const words: Parameter<string, undefined> = {
  name: 'q',
  in: 'query',
  description:
    'Only events with these words in title, summary or names, in any language; of several words those with most of them. Inflections, particles, beginnings and small mistakes are forgiven. What was changed may take minutes to be found.',
  schema: { type: 'string', minLength: 1, maxLength: MAX_QUERY_LENGTH },
  example: '하나원',
  parse: value => {
    if (value.trim() === '' || value.length > MAX_QUERY_LENGTH)
      throw new NotAllowed(`words of at most ${MAX_QUERY_LENGTH} characters in all`)
    return value.normalize('NFC')
  },
  absent: () => undefined,
}

const cursor: Parameter<string, undefined> = {
  name: 'cursor',
  in: 'query',
  description: 'The `next` of the page before, with the same parameters.',
  schema: { type: 'string', maxLength: 500 },
  parse: value => {
    if (value === '' || value.length > 500) throw new NotAllowed('the next of the page before')
    return value
  },
  absent: () => undefined,
}

/** A value in the path of a page: an address that names nothing is a 404, whatever is wrong with it. */
const named = (
  name: string,
  what: string,
  isOne: (value: string, scope: Scope) => boolean,
): Parameter<string, never> => ({
  name,
  in: 'path',
  description: `A ${what}.`,
  schema: { type: 'string' },
  parse: (value, scope) => {
    if (!isOne(value, scope)) throw notFound(`${what} "${value}"`)
    return value
  },
  absent: neverAbsent,
})

/** Fields of an event without which a claim could read as a fact. */
const ALWAYS = ['id', 'status', 'attribution'] as const satisfies readonly EventField[]

export const PARAMETERS = {
  id: parameter({
    name: 'id',
    in: 'path',
    description: 'The id.',
    schema: ID_SCHEMA,
    parse: value => id('an event or a series', value),
    absent: neverAbsent,
  }),
  monthDay: parameter({
    name: 'monthDay',
    in: 'path',
    description: 'A day of the year.',
    schema: { type: 'string', pattern: '^\\d{2}-\\d{2}$' },
    example: '07-14',
    parse: value => {
      if (!isMonthDay(value)) throw new NotAllowed('a day of the year as MM-DD, from 01-01 to 12-31')
      return value
    },
    absent: neverAbsent,
  }),
  lang: parameter({
    name: 'lang',
    in: 'query',
    description: 'Language of the texts: one of those that /v1/timeline lists. The first of them by default.',
    schema: { type: 'string' },
    example: 'ko',
    parse: (value, { timeline }) => {
      if (!timeline.languages.includes(value)) throw new NotAllowed(timeline.languages)
      return value
    },
    absent: ({ timeline }) => timeline.languages[0]!,
  }),
  from: parameter({
    name: 'from',
    in: 'query',
    description: 'Only events that start on this day or later: EDTF, a day, month or year.',
    schema: { type: 'string', pattern: FILTER_DATE },
    example: '2004-07',
    parse: value => span(value).start,
    absent: () => undefined,
  }),
  to: parameter({
    name: 'to',
    in: 'query',
    description: 'Only events that start on this day or earlier: EDTF, a day, month or year, to its last day.',
    schema: { type: 'string', pattern: FILTER_DATE },
    example: '2005',
    parse: value => span(value).end,
    absent: () => undefined,
  }),
  category: facet('category', 'category', 'law'),
  tag: facet('tag', 'tag', 'settlement-act'),
  actor: facet('actor', 'actor', 'ministry-of-unification'),
  place: facet('place', 'place', 'seoul'),
  status,
  dimension: parameter({
    name: 'dimension',
    in: 'path',
    description: 'What is counted by.',
    schema: { type: 'string', enum: DIMENSIONS },
    example: 'tag',
    parse: (value): Dimension => oneOf(DIMENSIONS, value),
    absent: neverAbsent,
  }),
  q: words,
  sort: parameter({
    name: 'sort',
    in: 'query',
    description: 'What is found by `q`: the best first, or in the order of time.',
    schema: { type: 'string', enum: ['relevance', 'time'], default: 'relevance' },
    example: 'time',
    parse: (value): Sort => oneOf(['relevance', 'time'], value),
    absent: (): Sort => 'relevance',
  }),
  since: parameter({
    name: 'since',
    in: 'query',
    description: 'Only changes of this instant or later: the `since` of the answer before. All of them by default.',
    schema: { type: 'string', format: 'date-time' },
    example: '2026-11-01T00:00:00Z',
    parse: (value): Instant => {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[ +-]\d\d:\d\d)$/.test(value))
        throw new NotAllowed('an RFC 3339 timestamp such as 2026-11-01T00:00:00Z')
      // In a query, + stands for a space.
      const milliseconds = Date.parse(value.replace(' ', '+'))
      if (Number.isNaN(milliseconds)) throw new NotAllowed('an RFC 3339 timestamp such as 2026-11-01T00:00:00Z')
      return instantOf(milliseconds)
    },
    absent: () => undefined,
  }),
  format: parameter({
    name: 'format',
    in: 'query',
    description:
      'How the events are written: JSON, one JSON text a line, CSV (RFC 4180) or for TimelineJS. The next page is then in `Link` alone.',
    schema: { type: 'string', enum: LIST_FORMATS, default: 'json' },
    example: 'json',
    parse: (value): ListFormat => oneOf(LIST_FORMATS, value),
    absent: (): ListFormat => 'json',
  }),
  fields: parameter({
    name: 'fields',
    in: 'query',
    description:
      'Only these fields of each event, separated by commas; with id, status and attribution, so that no claim reads as a fact.',
    schema: { type: 'string', pattern: '^\\w+(,\\w+)*$' },
    example: 'title,date',
    parse: (value): readonly EventField[] => {
      const names = value.split(',')
      const unknown = names.find(name => !EVENT_FIELDS.some(field => field === name))
      if (unknown !== undefined) throw new NotAllowed(EVENT_FIELDS)
      const asked = new Set<string>([...ALWAYS, ...names])
      return EVENT_FIELDS.filter(field => asked.has(field))
    },
    absent: () => undefined,
  }),
  minSignificance: parameter({
    name: 'minSignificance',
    in: 'query',
    description: 'Only events of at least this significance.',
    schema: { type: 'integer', minimum: 1, maximum: 5, default: 1 },
    example: '4',
    parse: value => integer(1, 5, value),
    absent: () => 1,
  }),
  order: parameter({
    name: 'order',
    in: 'query',
    description: 'Order of time: the earliest or the latest first.',
    schema: { type: 'string', enum: ['asc', 'desc'], default: 'asc' },
    example: 'desc',
    parse: (value): Order => {
      if (value !== 'asc' && value !== 'desc') throw new NotAllowed(['asc', 'desc'])
      return value
    },
    absent: (): Order => 'asc',
  }),
  limit: parameter({
    name: 'limit',
    in: 'query',
    description: 'Most things on a page.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    example: '7',
    parse: value => integer(1, 100, value),
    absent: () => 25,
  }),
  cursor,
  tz: parameter({
    name: 'tz',
    in: 'query',
    description: 'Zone whose "today" is meant: an IANA name or an offset. The zone of the timeline by default.',
    schema: { type: 'string', maxLength: 64 },
    example: 'America/New_York',
    parse: value => {
      // In a query, + stands for a space; few callers know to write an offset as %2B09:00.
      const zone = value.replace(/^ /, '+')
      if (zone.length > 64 || !isTimeZone(zone))
        throw new NotAllowed('an IANA time zone such as Asia/Seoul, or an offset such as +09:00')
      return zone
    },
    absent: ({ timeline }) => timeline.timeZone,
  }),
  startDay: parameter({
    name: 'from',
    in: 'query',
    description: 'First day. Today by default.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-14',
    parse: day,
    absent: ({ today }) => today(),
  }),
  days: parameter({
    name: 'days',
    in: 'query',
    description: 'How many days from then on.',
    schema: { type: 'integer', minimum: 1, maximum: 366, default: 30 },
    example: '60',
    parse: value => integer(1, 366, value),
    absent: () => 30,
  }),
  fromDay: parameter({
    name: 'from',
    in: 'query',
    description: 'First day. 59 days before the last by default.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-01',
    parse: day,
    absent: () => undefined,
  }),
  toDay: parameter({
    name: 'to',
    in: 'query',
    description: 'Last day. Today by default.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-14',
    parse: day,
    absent: ({ today }) => today(),
  }),
  // Those of pages.
  language: named('language', 'language', (value, { timeline }) => timeline.languages.slice(1).includes(value)),
  year: named('year', 'year', value => /^\d{4}$/.test(value) && value !== '0000'),
  namedDay: named('monthDay', 'day', isMonthDay),
  namedEvent: named('id', 'event', isId),
  namedTag: named('tag', 'tag', isId),
  namedCategory: named('category', 'category', isId),
  /** A form that is sent empty is no mistake. */
  words: parameter({ ...words, parse: (value, scope) => (value === '' ? undefined : words.parse(value, scope)) }),
  before: { ...cursor, name: 'before', description: 'The page before the one that begins here.' },
} as const

export type ParameterName = keyof typeof PARAMETERS

type Read<P> = P extends Parameter<infer T, infer A> ? (P extends { repeated: true } ? readonly T[] : T | A) : never

/** The read parameters of a route, by their names in the table. */
export type ParametersOf<N extends ParameterName> = { [K in N]: Read<(typeof PARAMETERS)[K]> }

/** @throws {Problem} for a parameter of the query that is not among `names`, naming it and those that are */
export function refuseUnknown(names: readonly ParameterName[], query: URLSearchParams): void {
  const known = names.filter(name => PARAMETERS[name].in === 'query').map(name => PARAMETERS[name].name)
  for (const name of query.keys())
    if (!known.includes(name))
      throw new Problem('unknown-parameter', {
        detail: `There is no parameter "${name}" here`,
        parameter: name,
        allowed: known.length > 0 ? known : 'none',
      })
}

/**
 * Reads the parameters called `names` from the path and the query.
 * @throws {Problem} naming the parameter and what is allowed
 */
export function readParameters(
  names: readonly ParameterName[],
  path: Record<string, string>,
  query: URLSearchParams,
  scope: Scope,
): ParametersOf<ParameterName> {
  const read = (key: ParameterName) => {
    const parameter: Parameter<unknown, unknown> = PARAMETERS[key]
    const values = parameter.in === 'path' ? [path[parameter.name]!] : query.getAll(parameter.name)
    const parsed = [...new Set(values)].map(value => parseOne(parameter, value, scope))
    if (parsed.length > MOST_ALTERNATIVES)
      throw invalidParameter(
        parameter.name,
        `"${parameter.name}" is given ${parsed.length} times`,
        `at most ${MOST_ALTERNATIVES}`,
      )
    // Alternatives have no order: in whichever they come, it is the same query.
    if (parameter.repeated) return parsed.sort()
    if (values.length > 1)
      throw invalidParameter(parameter.name, `"${parameter.name}" is given more than once`, 'one value')
    return values.length === 1 ? parsed[0] : parameter.absent(scope)
  }
  return Object.fromEntries(names.map(name => [name, read(name)])) as ParametersOf<ParameterName>
}

function parseOne(parameter: Parameter<unknown, unknown>, value: string, scope: Scope): unknown {
  const refuse = (allowed: readonly string[] | string) =>
    invalidParameter(parameter.name, `"${value.slice(0, 100)}" is not a value of "${parameter.name}"`, allowed)
  try {
    return parameter.parse(value, scope)
  } catch (error) {
    if (error instanceof NotAllowed) throw refuse(error.allowed)
    throw error
  }
}
