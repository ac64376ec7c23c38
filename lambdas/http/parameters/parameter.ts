/** The definition of a parameter, and the parsing of its values. */
import type { CivilDate } from '../../domain/civil-date.ts'
import { ID } from '../../domain/enumerations.ts'
import type { Timeline } from '../../domain/event.ts'

/** The context in which the value of a parameter is parsed. */
export interface ParsingContext {
  timeline: Timeline
  today: () => CivilDate
}

interface Facts<T> {
  description: string
  /** JSON Schema of the value as written in the address. */
  schema: Record<string, unknown>
  example?: string
  /** Parses one value. @throws {InvalidValue} */
  parse: (value: string, context: ParsingContext) => T
}

export interface PathParameter<T> extends Facts<T> {
  name: string
  in: 'path'
}

export interface QueryParameter<T, Default> extends Facts<T> {
  name: string
  in: 'query'
  /** The value if the parameter is not given; undefined without. */
  default?: (context: ParsingContext) => Default
}

/** Each alternative of a repeated parameter is a partition to query. */
export const MAX_ALTERNATIVES = 10

/** May be given several times. The values are alternatives. */
export interface RepeatedParameter<T> extends Facts<T> {
  name: string
  in: 'query'
  repeated: true
}

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

export const pathParameter = <T>(name: string, facts: Facts<T>): PathParameter<T> => ({ name, in: 'path', ...facts })

export const queryParameter = <T, Default = undefined>(
  name: string,
  facts: Omit<QueryParameter<T, Default>, 'name' | 'in'>,
): QueryParameter<T, Default> => ({ name, in: 'query', ...facts })

export const repeatedParameter = <T>(name: string, facts: Facts<T>): RepeatedParameter<T> => ({
  name,
  in: 'query',
  repeated: true,
  ...facts,
})

/** Thrown by `parse`. The caller adds the name of the parameter. */
export class InvalidValue extends Error {
  readonly allowed: readonly string[] | string
  constructor(allowed: readonly string[] | string) {
    super()
    this.allowed = allowed
  }
}

export const ID_SCHEMA = { type: 'string', ...ID }

export const isId = (value: string): boolean => value.length <= ID.maxLength && new RegExp(ID.pattern).test(value)

export function parseId(what: string, value: string): string {
  if (!isId(value))
    throw new InvalidValue(
      `the id of ${what}: at most ${ID.maxLength} lower-case letters and digits, joined by single hyphens`,
    )
  return value
}

export function parseInteger(minimum: number, maximum: number, value: string): number {
  const number = Number(value)
  if (!/^\d{1,9}$/.test(value) || number < minimum || number > maximum)
    throw new InvalidValue(`a whole number from ${minimum} to ${maximum}`)
  return number
}

export const integerParameter = (
  name: string,
  [minimum, maximum]: readonly [number, number],
  standard: number,
  facts: { description: string; example: string },
) =>
  queryParameter(name, {
    ...facts,
    schema: { type: 'integer', minimum, maximum, default: standard },
    parse: value => parseInteger(minimum, maximum, value),
    default: () => standard,
  })

export function parseOneOf<T extends string>(values: readonly T[], value: string): T {
  const found = values.find(each => each === value)
  if (found === undefined) throw new InvalidValue(values)
  return found
}

export const choiceParameter = <T extends string>(
  name: string,
  values: readonly T[],
  standard: T,
  facts: { description: string; example: T },
) =>
  queryParameter(name, {
    ...facts,
    schema: { type: 'string', enum: values, default: standard },
    parse: value => parseOneOf(values, value),
    default: () => standard,
  })
