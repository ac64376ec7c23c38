/** The OpenAPI document as tests use it: its operations one by one, and validators of what it describes. */
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import json from '../../lambdas/http/openapi.json' with { type: 'json' }

export interface DocumentedParameter {
  name: string
  in: 'query' | 'path' | 'header'
  required: boolean
  schema: Record<string, unknown>
  example?: unknown
}

interface DocumentedResponse {
  headers?: Record<string, object>
  content?: Record<string, { schema: AnySchema }>
}

export interface Operation {
  /** OpenAPI path template. */
  path: string
  method: string
  operationId: string
  parameters: DocumentedParameter[]
  security?: Record<string, string[]>[]
  /** By status. */
  responses: Record<string, DocumentedResponse>
}

export const DOCUMENT = json

/** What a `$ref` to a component stands for. */
function resolved<T>(value: T | { $ref: string }): T {
  if (!(typeof value === 'object' && value !== null && '$ref' in value)) return value as T
  const steps = value.$ref.replace('#/', '').split('/')
  return steps.reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], json) as T
}

interface WrittenOperation {
  operationId: string
  parameters: { $ref: string }[]
  security?: Record<string, string[]>[]
  responses: Record<string, DocumentedResponse | { $ref: string }>
}

/** Every operation, with what it refers to in place. */
export const OPERATIONS: Operation[] = Object.entries(json.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, WrittenOperation>).map(([method, operation]) => ({
    ...operation,
    path,
    method,
    parameters: operation.parameters.map(parameter => resolved<DocumentedParameter>(parameter)),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, resolved<DocumentedResponse>(response)]),
    ),
  })),
)

/** Those that anybody may call. */
export const READS = OPERATIONS.filter(({ method }) => method === 'get')

// A `then` may require what is defined beside it.
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
  keywords: ['components'],
})
addFormats.default(ajv)

const validators = new Map<AnySchema, ValidateFunction>()

/** What `schema`, which may refer to the components of the document, has against `value`; empty when nothing. */
export function violations(schema: AnySchema, value: unknown): string[] {
  const validate =
    validators.get(schema) ?? ajv.compile({ ...(schema as object), components: json.components } as AnySchema)
  validators.set(schema, validate)
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
