/** Values in the path of a page. A path that names nothing is a 404, whatever is wrong with it. */
import { isMonthDay } from '../../domain/civil-date.ts'
import { notFound } from '../problem.ts'
import { isId, pathParameter, type Scope } from './parameter.ts'

const named = (name: string, what: string, isValid: (value: string, scope: Scope) => boolean) =>
  pathParameter(name, {
    description: `A ${what}.`,
    schema: { type: 'string' },
    parse: (value, scope) => {
      if (!isValid(value, scope)) throw notFound(`${what} "${value}"`)
      return value
    },
  })

export const pages = {
  language: named('language', 'language', (value, { timeline }) => timeline.languages.slice(1).includes(value)),
  year: named('year', 'year', value => /^\d{4}$/.test(value) && value !== '0000'),
  namedDay: named('monthDay', 'day', isMonthDay),
  namedEvent: named('id', 'event', isId),
  namedTag: named('tag', 'tag', isId),
  namedCategory: named('category', 'category', isId),
}
