/** The filters of a list of events, and the query that they make. */
import type { CivilDate } from '../../domain/civil-date.ts'
import { dateFromText } from '../../domain/date-from-text.ts'
import { DIMENSIONS, facetFilters, STATUSES, significancesFrom } from '../../domain/event.ts'
import { InvalidDate, parseHistoricalDate } from '../../domain/historical-date.ts'
import type { Read } from './parameter.ts'
import {
  ID_SCHEMA,
  InvalidValue,
  integerParameter,
  parseId,
  parseOneOf,
  pathParameter,
  queryParameter,
  repeatedParameter,
} from './parameter.ts'

const DATE = { type: 'string', pattern: '^\\d{4}(-[01]\\d(-\\d{2})?)?$' }

/** First and last day of a day, month or year. */
function parseDate(value: string): { start: CivilDate; end: CivilDate } {
  try {
    if (new RegExp(DATE.pattern).test(value)) return parseHistoricalDate(value)
  } catch (error) {
    if (!(error instanceof InvalidDate)) throw error
  }
  const meant = dateFromText(value).filter(each => new RegExp(DATE.pattern).test(each))
  throw new InvalidValue(
    `a day, month or year of 0001–9999: YYYY-MM-DD, YYYY-MM or YYYY${meant.length > 0 ? `; did you mean ${meant.join(' or ')}?` : ''}`,
  )
}

const facet = (name: string, example: string) =>
  repeatedParameter(name, {
    description: `Only events of this ${name}. Repeated values are alternatives.`,
    schema: ID_SCHEMA,
    example,
    parse: value => parseId(`a ${name}`, value),
  })

export const filters = {
  from: queryParameter('from', {
    description: 'Only events that touch this day, month or year or a later one.',
    schema: DATE,
    example: '2004-07',
    parse: value => parseDate(value).start,
  }),
  to: queryParameter('to', {
    description:
      'Only events that touch this day, month or year or an earlier one. With both, events that touch the time between.',
    schema: DATE,
    example: '2005',
    parse: value => parseDate(value).end,
  }),
  category: facet('category', 'law'),
  tag: facet('tag', 'settlement-act'),
  actor: facet('actor', 'ministry-of-unification'),
  place: facet('place', 'seoul'),
  status: repeatedParameter('status', {
    description: 'Only events of this status. Repeated values are alternatives.',
    schema: { type: 'string', enum: STATUSES },
    example: 'claimed',
    parse: value => parseOneOf(STATUSES, value),
  }),
  minSignificance: integerParameter('minSignificance', [1, 5], 1, {
    description: 'Only events of at least this significance.',
    example: '4',
  }),
}

export const FILTERS = Object.keys(filters) as (keyof typeof filters)[]

/** An `EventQuery` with every field. */
export const eventQuery = (parameters: { [Name in keyof typeof filters]: Read<(typeof filters)[Name]> }) => {
  const { from, to, category, tag, actor, place, status, minSignificance, ...unused } = parameters
  // Does not compile if a filter is not part of the query.
  unused satisfies Record<string, never>
  return {
    from,
    to,
    facets: facetFilters({ category, tag, actor, place, status }),
    significance: significancesFrom(minSignificance),
  }
}

export const dimension = pathParameter('dimension', {
  description: 'The dimension whose values are counted.',
  schema: { type: 'string', enum: DIMENSIONS },
  example: 'tag',
  parse: value => parseOneOf(DIMENSIONS, value),
})
