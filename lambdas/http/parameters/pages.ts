/** Parameters of pages. A path that names nothing is a 404, whatever is wrong with it; a form may be sent with empty fields. */
import { isMonthDay } from '../../domain/civil-date.ts'
import { lookUp } from '../../domain/text.ts'
import { notFound } from '../problem.ts'
import { filters } from './filters.ts'
import { lists } from './lists.ts'
import {
  ID_SCHEMA,
  InvalidValue,
  isId,
  type ParsingContext,
  parseId,
  parseInteger,
  parseOneOf,
  pathParameter,
  type QueryParameter,
  queryParameter,
} from './parameter.ts'

const named = (name: string, what: string, isValid: (value: string, context: ParsingContext) => boolean) =>
  pathParameter(name, {
    description: `A ${what}.`,
    schema: { type: 'string' },
    parse: (value, context) => {
      if (!isValid(value, context)) throw notFound(`${what} "${value}"`)
      return value
    },
  })

/** The same parameter in a form: an empty field counts as absent. */
const inForm = <T>(parameter: QueryParameter<T, undefined>): QueryParameter<T | undefined, undefined> => ({
  ...parameter,
  parse: (value, context) => (value === '' ? undefined : parameter.parse(value, context)),
})

const pixels = (name: string) =>
  queryParameter(name, {
    description: 'In CSS pixels.',
    schema: { type: 'integer', minimum: 1 },
    parse: value => parseInteger(1, 100_000, value),
  })

export const pages = {
  fromInForm: inForm(filters.from),
  toInForm: inForm(filters.to),
  words: inForm(lists.q),
  shownSeries: queryParameter('series', {
    description: 'The series above the timeline, or none.',
    schema: ID_SCHEMA,
    parse: value => parseId('a series', value),
  }),
  language: pathParameter('language', {
    description: 'A language.',
    schema: { type: 'string' },
    parse: (value, { timeline }) => {
      const language = lookUp(value, timeline.languages)
      if (language === undefined) throw notFound(`language "${value}"`)
      return language
    },
  }),
  version: queryParameter('v', {
    description: 'The version of the timeline. Caches may keep such an address for good.',
    schema: { type: 'string' },
    parse: value => value,
  }),
  pageUrl: queryParameter('url', {
    description: 'The address of a page. Default: the timeline.',
    schema: { type: 'string', format: 'uri' },
    parse: value => {
      if (!URL.canParse(value)) throw new InvalidValue('the address of a page of this timeline')
      return value
    },
  }),
  oembedFormat: queryParameter('format', {
    description: 'The format of the answer.',
    schema: { type: 'string', enum: ['json', 'xml'], default: 'json' },
    default: () => 'json' as const,
    parse: value => parseOneOf(['json', 'xml'], value),
  }),
  maxwidth: pixels('maxwidth'),
  maxheight: pixels('maxheight'),
  year: named('year', 'year', value => /^\d{4}$/.test(value) && value !== '0000'),
  namedDay: named('monthDay', 'day', isMonthDay),
  namedEvent: named('id', 'event', isId),
  namedSeries: named('id', 'series', isId),
  namedTag: named('tag', 'tag', isId),
  namedCategory: named('category', 'category', isId),
  namedPlace: named('place', 'place', isId),
  namedActor: named('actor', 'actor', isId),
}
