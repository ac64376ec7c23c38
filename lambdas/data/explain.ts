/** Turns JSON Schema errors into readable mistakes. Pure. */

import type { TValidationError } from 'typebox/error'
import type { Validator } from 'typebox/schema'
import { Settings } from 'typebox/system'
import { editDistance } from '../domain/edit-distance.ts'
import { ID } from '../domain/enumerations.ts'
import { EDTF_PATTERN } from '../domain/historical-date.ts'
import { LANGUAGE, URL_PATTERN } from '../domain/schema-parts.ts'
import { dateMistakes } from './date-mistakes.ts'
import { formatPath, type Mistake, mistake, type Path } from './finding.ts'
import { choice, nearest, orList } from './nearest.ts'

/** The subset of JSON Schema that the data schemas use. */
export interface Schema {
  description?: string
  enum?: string[]
  pattern?: string
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  propertyNames?: Schema
  items?: Schema
  then?: { required: string[] }
}

// With the default limit, parts beyond the last reported error would count as valid.
Settings.Set({ maxErrors: Number.POSITIVE_INFINITY })

export const schemaOf = (validator: Validator): Schema => validator.Schema() as Schema

/** The subschema for the property or item `step`. */
export function schemaAt(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === 'number') return schema.items
  if (schema.properties && Object.hasOwn(schema.properties, step)) return schema.properties[step]
  return Object.entries(schema.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern, 'u').test(step))?.[1]
}

/** The schema mistakes in `value`: the first one at each path. */
export function schemaMistakes(validator: Validator, value: unknown): Mistake[] {
  if (validator.Check(value)) return []
  const places = new Map<string, Mistake>()
  for (const error of validator.Errors(value)[1]) {
    for (const mistake of explain(schemaOf(validator), value, error)) {
      const place = formatPath(mistake.path)
      if (!places.has(place)) places.set(place, mistake)
    }
  }
  return [...places.values()]
}

/** Names with more differences are other names. */
const MOST_EDITS = 2

const KINDS = { object: 'a mapping', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number' }

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return KINDS.array
  return typeof value === 'boolean' ? 'a boolean' : KINDS[typeof value as keyof typeof KINDS]
}

/** A short form of a value for messages. */
function shown(value: unknown): string {
  if (typeof value === 'object') return ''
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** Says that `value` has none of the JSON types `types`. */
export function wrongType(value: unknown, ...types: string[]): string {
  if (value === null || value === undefined) return 'is empty'
  const kinds = types.map(type => KINDS[type as keyof typeof KINDS]).join(' or ')
  const wrong = `${shown(value)} is ${kindOf(value)}, not ${kinds}`.trim()
  if (types.includes('integer') && typeof value === 'number') return `${value} is not a whole number`
  return types.includes('string') && typeof value !== 'object' ? `${wrong}: put it in quotes` : wrong
}

/** The right spelling of a value of the wrong type, if it can be guessed. */
function rightType({ items, propertyNames }: Schema, value: unknown): string {
  if (typeof value !== 'string') return ''
  if (items) return `: write [${value}]`
  return propertyNames?.pattern === LANGUAGE ? `: write { LANGUAGE: ${shown(value)} }` : ''
}

const didYouMean = (meant: string): string => `; did you mean "${meant}"?`

/** The id or address that was probably meant. */
function rightForm({ pattern }: Schema, value: string): string {
  if (pattern === ID.pattern) {
    const id = value
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    return new RegExp(ID.pattern).test(id) ? didYouMean(id) : ''
  }
  return pattern === URL_PATTERN && /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(value) ? didYouMean(`https://${value}`) : ''
}

function meantName(name: string, names: readonly string[]): string {
  const [meant] = nearest(name, names)
  return meant !== undefined && editDistance(name, meant, MOST_EDITS) <= MOST_EDITS ? didYouMean(meant) : ''
}

function explain(root: Schema, whole: unknown, error: TValidationError): Mistake[] {
  const { path, schema, value } = follow(root, whole, error.instancePath)
  const here = (wrong: string, allowed = schema.description) => [mistake(path, wrong, allowed)]
  const missing = (names: string[]) =>
    names
      .filter(name => !Object.hasOwn(value as object, name))
      .map(name => mistake([...path, name], 'is missing', () => schemaAt(schema, name)?.description ?? ''))
  const size = Array.isArray(value) ? value.length : String(value).length

  switch (error.keyword) {
    case 'type':
      return here(wrongType(value, ...[error.params.type].flat()) + rightType(schema, value))
    case 'required':
      return missing(error.params.requiredProperties)
    case 'dependentRequired':
      return missing(error.params.dependencies)
    case 'if':
      return missing(schema.then?.required ?? [])
    case 'additionalProperties':
      return error.params.additionalProperties.map(name =>
        mistake(
          [...path, name],
          `is not an allowed name${meantName(name, Object.keys(schema.properties ?? {}))}`,
          () => schema.propertyNames?.description ?? choice(name, Object.keys(schema.properties ?? {})),
        ),
      )
    case 'uniqueItems':
      return error.params.duplicateItems.map(index =>
        mistake([...path, index], `${shown((value as unknown[])[index])} is listed twice`, schema.description),
      )
    case 'enum':
      return here(value === null ? 'is empty' : `${shown(value)} is not an allowed value`, orList(schema.enum ?? []))
    case 'minLength':
      return here('is blank')
    case 'maxLength':
      return here(`has ${size} characters, more than ${error.params.limit}`)
    case 'minItems':
    case 'minProperties':
      return here('has no entries')
    case 'maxItems':
      return here(`has ${size} entries, more than ${error.params.limit}`)
    case 'minimum':
      return here(`${shown(value)} is less than ${error.params.limit}`)
    case 'maximum':
      return here(`${shown(value)} is more than ${error.params.limit}`)
    case 'pattern':
    case 'format': {
      const dates = schema.pattern === EDTF_PATTERN ? [...dateMistakes(path, String(value))] : []
      if (dates.length > 0) return dates
      if (/^\s*$/.test(String(value))) return here('is blank')
      return here(`${shown(value)} does not have the required form${rightForm(schema, String(value))}`)
    }
    // Another error reports the same mistake.
    case 'boolean':
    case 'propertyNames':
      return []
    default:
      throw new Error(`No words for the JSON Schema keyword ${error.keyword}`)
  }
}

/** Follows a JSON Pointer through a value and its schema. */
function follow(root: Schema, whole: unknown, pointer: string) {
  const path: (string | number)[] = []
  let schema = root
  let value = whole
  for (const encoded of pointer.split('/').slice(1)) {
    const name = encoded.replaceAll('~1', '/').replaceAll('~0', '~')
    const step = Array.isArray(value) ? Number(name) : name
    path.push(step)
    schema = schemaAt(schema, step) ?? {}
    value = (value as Record<string | number, unknown>)[step]
  }
  return { path: path as Path, schema, value }
}
