/** Parameters of pages. A path that names nothing is a 404, whatever is wrong with it; a form may be sent with empty fields. */
import { isMonthDay } from '../../domain/civil-date.ts'
import { lookUp } from '../../domain/text.ts'
import { notFound } from '../problem.ts'
import { filters } from './filters.ts'
import { lists } from './lists.ts'
import {
  ID_SCHEMA,
  isId,
  parseId,
  pathParameter,
  type QueryParameter,
  queryParameter,
  type Scope,
} from './parameter.ts'

const named = (name: string, what: string, isValid: (value: string, scope: Scope) => boolean) =>
  pathParameter(name, {
    description: `A ${what}.`,
    schema: { type: 'string' },
    parse: (value, scope) => {
      if (!isValid(value, scope)) throw notFound(`${what} "${value}"`)
      return value
    },
  })

/** The same parameter in a form: an empty field is one that is not given. */
const inForm = <T>(parameter: QueryParameter<T, undefined>): QueryParameter<T | undefined, undefined> => ({
  ...parameter,
  parse: (value, scope) => (value === '' ? undefined : parameter.parse(value, scope)),
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
  year: named('year', 'year', value => /^\d{4}$/.test(value) && value !== '0000'),
  namedDay: named('monthDay', 'day', isMonthDay),
  namedEvent: named('id', 'event', isId),
  namedSeries: named('id', 'series', isId),
  namedTag: named('tag', 'tag', isId),
  namedCategory: named('category', 'category', isId),
  namedPlace: named('place', 'place', isId),
  namedActor: named('actor', 'actor', isId),
}
