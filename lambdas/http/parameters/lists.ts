/** Parameters of lists: filters and presentation. */
import type { Instant } from '../../domain/civil-date.ts'
import { lookUp } from '../../domain/text.ts'
import { instantOf } from '../../domain/time-zone.ts'
import { EVENT_FIELDS, type EventField } from '../../formats/fields.ts'
import type { Order } from '../../store/event-store.ts'
import { MAX_QUERY_LENGTH, type Sort } from '../../store/timeline-search.ts'
import { FILE_FORMATS, type FileFormat } from '../representations.ts'
import {
  choiceParameter,
  ID_SCHEMA,
  InvalidValue,
  integerParameter,
  type ParsingContext,
  parseId,
  parseOneOf,
  pathParameter,
  queryParameter,
} from './parameter.ts'

/** Without these fields a claim could read as a fact. */
const REQUIRED_FIELDS = ['id', 'status', 'attribution'] as const satisfies readonly EventField[]

const cursorParameter = (name: string, description: string) =>
  queryParameter(name, {
    description,
    schema: { type: 'string', maxLength: 500 },
    parse: value => {
      if (value === '' || value.length > 500) throw new InvalidValue('the next of the page before')
      return value
    },
  })

const q = queryParameter('q', {
  description:
    'Only events with these words in title, summary or names, in any language; of several words, events with most of them. Inflections, particles, prefixes and small mistakes are allowed for.',
  schema: { type: 'string', minLength: 1, maxLength: MAX_QUERY_LENGTH },
  example: '하나원',
  parse: value => {
    if (value.trim() === '' || value.length > MAX_QUERY_LENGTH)
      throw new InvalidValue(`words of at most ${MAX_QUERY_LENGTH} characters in all`)
    return value.normalize('NFC')
  },
})

const lang = {
  schema: { type: 'string' },
  example: 'ko',
  parse: (value: string, { timeline }: ParsingContext) =>
    lookUp(value, timeline.languages) ?? parseOneOf(timeline.languages, value),
}

export const lists = {
  id: pathParameter('id', {
    description: 'The id.',
    schema: ID_SCHEMA,
    parse: value => parseId('an event or a series', value),
  }),
  lang: queryParameter('lang', {
    ...lang,
    description:
      'Language of the texts: one of those that /v1/timeline lists, matched by RFC 4647 lookup, so that ko-KR is ko. Default: the first.',
    default: ({ timeline }) => timeline.languages[0]!,
  }),
  onlyLanguage: queryParameter('lang', { ...lang, description: 'Only feeds in this language. Default: in every one.' }),
  q,
  sort: choiceParameter<Sort>('sort', ['relevance', 'time'], 'relevance', {
    description: 'How results of `q` are sorted: the best first, or by time.',
    example: 'time',
  }),
  since: queryParameter('since', {
    description: 'Only changes at this instant or later: the `since` of the response before. Default: all changes.',
    schema: { type: 'string', format: 'date-time' },
    example: '2026-11-01T00:00:00Z',
    parse: (value): Instant => {
      // In a query, + stands for a space.
      const milliseconds = Date.parse(value.replace(' ', '+'))
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[ +-]\d\d:\d\d)$/.test(value) || Number.isNaN(milliseconds))
        throw new InvalidValue('an RFC 3339 timestamp such as 2026-11-01T00:00:00Z')
      return instantOf(milliseconds)
    },
  }),
  format: choiceParameter<FileFormat | 'json'>('format', ['json', ...FILE_FORMATS], 'json', {
    description: 'Deprecated: another format than JSON redirects to its own address, such as /v1/events.csv.',
    example: 'json',
  }),
  fields: queryParameter('fields', {
    description:
      'Only these fields of each event, separated by commas. The fields id, status and attribution are always included, so that no claim reads as a fact.',
    schema: { type: 'string', pattern: '^\\w+(,\\w+)*$' },
    example: 'title,date',
    parse: (value): readonly EventField[] => {
      const requested = new Set<EventField>(REQUIRED_FIELDS)
      for (const name of value.split(',')) requested.add(parseOneOf(EVENT_FIELDS, name))
      return EVENT_FIELDS.filter(field => requested.has(field))
    },
  }),
  order: choiceParameter<Order>('order', ['asc', 'desc'], 'asc', {
    description: 'Order by time: the earliest or the latest first.',
    example: 'desc',
  }),
  limit: integerParameter('limit', [1, 100], 25, { description: 'Entries on a page at most.', example: '7' }),
  fileLimit: integerParameter('limit', [1, 1000], 1000, { description: 'Events in the file at most.', example: '7' }),
  cursor: cursorParameter('cursor', 'The `next` of the page before, with the same parameters.'),
  before: cursorParameter('before', 'The page before the one that begins here.'),
}
