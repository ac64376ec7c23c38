/** Every parameter as data. Requests are read by this table, and the OpenAPI document is written from it. */
import { days } from './days.ts'
import { dimension, filters } from './filters.ts'
import { lists } from './lists.ts'
import { pages } from './pages.ts'
import type { Scope } from './parameter.ts'
import { type Read, readParameter } from './read.ts'

export const PARAMETERS = { ...lists, ...filters, dimension, ...days, ...pages }

export type ParameterName = keyof typeof PARAMETERS

/** The parameters of an endpoint once they are read, by their names in the table. */
export type ParametersOf<Names extends ParameterName> = { [Name in Names]: Read<(typeof PARAMETERS)[Name]> }

/** Names of query parameters, as they are in an address. */
export const queryNames = (names: readonly ParameterName[]): string[] => [
  ...new Set(names.flatMap(name => (PARAMETERS[name].in === 'query' ? [PARAMETERS[name].name] : []))),
]

/**
 * Reads the parameters called `names` from the path and the query.
 * @throws {Problem} naming the parameter and what is allowed
 */
export const readParameters = (
  names: readonly ParameterName[],
  path: Record<string, string>,
  query: URLSearchParams,
  scope: Scope,
): ParametersOf<ParameterName> =>
  Object.fromEntries(
    names.map(name => [name, readParameter(PARAMETERS[name], path, query, scope)]),
  ) as ParametersOf<ParameterName>
