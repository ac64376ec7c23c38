/** Every parameter as data. Requests are read by this table, and the OpenAPI document is written from it. */
import { invalidParameter, Problem } from '../problem.ts'
import { days } from './days.ts'
import { dimension, filters } from './filters.ts'
import { lists } from './lists.ts'
import { pages } from './pages.ts'
import { InvalidValue, MAX_ALTERNATIVES, type Parameter, type ParsingContext, type Read } from './parameter.ts'

export const PARAMETERS = { ...lists, ...filters, dimension, ...days, ...pages }

export type ParameterName = keyof typeof PARAMETERS

/** The parameters of an endpoint once they are read, by their names in the table. */
export type ParametersOf<Names extends ParameterName> = { [Name in Names]: Read<(typeof PARAMETERS)[Name]> }

/** Names of query parameters, as they are in an address. */
export const queryNames = (names: readonly ParameterName[]): string[] => [
  ...new Set(names.flatMap(name => (PARAMETERS[name].in === 'query' ? [PARAMETERS[name].name] : []))),
]

/** @throws {Problem} naming a query parameter that is not among `known`, and those that are */
export function rejectUnknown(known: readonly string[], query: URLSearchParams): void {
  const unknown = [...query.keys()].find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new Problem('unknown-parameter', {
      detail: `There is no parameter "${unknown}" here`,
      parameter: unknown,
      allowed: known.length > 0 ? known : 'none',
    })
}

/** Reads the parameters called `names` from the path and the query. @throws {Problem} naming the parameter and what is allowed */
export const readParameters = (
  names: readonly ParameterName[],
  path: Record<string, string>,
  query: URLSearchParams,
  context: ParsingContext,
): ParametersOf<ParameterName> =>
  Object.fromEntries(
    names.map(name => [name, read(PARAMETERS[name], path, query, context)]),
  ) as ParametersOf<ParameterName>

function read(
  parameter: Parameter,
  path: Record<string, string>,
  query: URLSearchParams,
  context: ParsingContext,
): unknown {
  const { name } = parameter
  const values = parameter.in === 'path' ? [path[name]!] : query.getAll(name)
  const parsed = [...new Set(values)].map(value => parse(parameter, value, context))
  if (parsed.length > MAX_ALTERNATIVES)
    throw invalidParameter(name, `"${name}" is given ${parsed.length} times`, `at most ${MAX_ALTERNATIVES}`)
  // Alternatives have no order: the same values make the same query.
  if ('repeated' in parameter) return parsed.sort()
  if (values.length > 1) throw invalidParameter(name, `"${name}" is given more than once`, 'one value')
  if (values.length === 0 && 'default' in parameter) return parameter.default?.(context)
  return parsed[0]
}

function parse(parameter: Parameter, value: string, context: ParsingContext): unknown {
  try {
    return parameter.parse(value, context)
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error
    const detail = `"${value.slice(0, 100)}" is not a value of "${parameter.name}"`
    throw invalidParameter(parameter.name, detail, error.allowed)
  }
}
