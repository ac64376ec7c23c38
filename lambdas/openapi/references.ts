/** References to the components of the document, so that every shape is written once. */
import type { Answer } from '../http/endpoint.ts'
import { SCHEMAS, type SchemaName } from '../http/schemas.ts'

export const schemaRef = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` })

export const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` })

/** The schema with a reference in place of each component inside it. */
export function withReferences(schema: unknown, isTop = true): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const component = Object.entries(SCHEMAS).find(([, each]) => each === schema)
  if (component && !isTop) return schemaRef(component[0] as SchemaName)
  if (Array.isArray(schema)) return schema.map(each => withReferences(each, false))
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withReferences(value, false)]))
}

export function schemaOf(answer: Answer): object {
  if (typeof answer === 'string') return schemaRef(answer)
  if ('schema' in answer) return answer.schema
  return listOf(answer.list, answer.more)
}

const itemsOf = (name: SchemaName | readonly SchemaName[]): object =>
  typeof name === 'string' ? schemaRef(name) : { anyOf: name.map(schemaRef) }

/** A page of a list: `next` is the cursor of the next page, or null after the last. */
const listOf = (name: SchemaName | readonly SchemaName[], more: Record<string, object> = {}) => ({
  type: 'object',
  required: ['data', 'next', ...Object.keys(more)],
  properties: {
    ...more,
    total: { type: 'integer', minimum: 0, description: 'items on all pages, unless they would have to be counted' },
    data: { type: 'array', items: itemsOf(name) },
    next: { type: ['string', 'null'] },
  },
  additionalProperties: false,
})
