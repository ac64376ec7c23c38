/** The OpenAPI document as tests use it: its operations one by one, and validators of what it describes. */
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import json from '../../lambdas/http/openapi.json' with { type: 'json' }

export interface DocumentedParameter {
  name: string
  in: 'query' | 'path'
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
  /** By status. */
  responses: Record<string, DocumentedResponse>
}

export const DOCUMENT = json

export const OPERATIONS: Operation[] = Object.entries(json.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...(operation as unknown as Operation), path, method })),
)

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, keywords: ['components'] })
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
