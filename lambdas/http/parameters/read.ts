/** Reads the parameters of a request. */
import { invalidParameter, Problem } from '../problem.ts'
import {
  InvalidValue,
  type PathParameter,
  type QueryParameter,
  type RepeatedParameter,
  type Scope,
} from './parameter.ts'

/** Any parameter of the table. */
export type Parameter = PathParameter<unknown> | QueryParameter<unknown, unknown> | RepeatedParameter<unknown>

/** The type of a parameter once it is read. */
export type Read<P> =
  P extends RepeatedParameter<infer T>
    ? readonly T[]
    : P extends PathParameter<infer T>
      ? T
      : P extends QueryParameter<infer T, infer Default>
        ? T | Default
        : never

/** Each alternative is a partition to query. */
export const MAX_ALTERNATIVES = 10

/** @throws {Problem} naming a query parameter that is not among `known`, and those that are */
export function rejectUnknown(known: readonly string[], query: URLSearchParams): void {
  for (const name of query.keys())
    if (!known.includes(name))
      throw new Problem('unknown-parameter', {
        detail: `There is no parameter "${name}" here`,
        parameter: name,
        allowed: known.length > 0 ? known : 'none',
      })
}

/** @throws {Problem} naming the parameter and what is allowed */
export function readParameter(
  parameter: Parameter,
  path: Record<string, string>,
  query: URLSearchParams,
  scope: Scope,
): unknown {
  const { name } = parameter
  const values = parameter.in === 'path' ? [path[name]!] : query.getAll(name)
  const parsed = [...new Set(values)].map(value => parse(parameter, value, scope))
  if (parsed.length > MAX_ALTERNATIVES)
    throw invalidParameter(name, `"${name}" is given ${parsed.length} times`, `at most ${MAX_ALTERNATIVES}`)
  // Alternatives have no order: the same values make the same query.
  if ('repeated' in parameter) return parsed.sort()
  if (values.length > 1) throw invalidParameter(name, `"${name}" is given more than once`, 'one value')
  if (values.length === 0 && 'default' in parameter) return parameter.default?.(scope)
  return parsed[0]
}

function parse(parameter: Parameter, value: string, scope: Scope): unknown {
  try {
    return parameter.parse(value, scope)
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error
    const detail = `"${value.slice(0, 100)}" is not a value of "${parameter.name}"`
    throw invalidParameter(parameter.name, detail, error.allowed)
  }
}
