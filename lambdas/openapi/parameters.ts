/** Parameters and request headers as components of the document. */
import type { Endpoint } from '../http/endpoint.ts'
import { PARAMETERS, type ParameterName } from '../http/parameters/index.ts'
import { MAX_ALTERNATIVES, type Parameter } from '../http/parameters/parameter.ts'

/** The parameters that endpoints have, and the preconditions of writes. */
export const parameterComponents = (endpoints: readonly Endpoint[]) => ({
  ...Object.fromEntries(
    (Object.keys(PARAMETERS) as ParameterName[])
      .filter(name => endpoints.some(({ parameters }) => parameters.includes(name)))
      .map(name => [name, parameterObject(name)]),
  ),
  ...PRECONDITIONS,
})

function parameterObject(key: ParameterName) {
  const parameter: Parameter = PARAMETERS[key]
  const { name, in: where, description, schema, example } = parameter
  const isRepeated = 'repeated' in parameter
  return {
    name,
    in: where,
    description,
    required: where === 'path',
    schema: isRepeated ? { type: 'array', items: schema, maxItems: MAX_ALTERNATIVES } : schema,
    ...(isRepeated && { style: 'form', explode: true }),
    ...(example !== undefined && { example: isRepeated ? [example] : exampleValue(example, schema) }),
  }
}

/** The table has examples as they are written in an address; OpenAPI wants values of the schema. */
const exampleValue = (example: string, { type }: Record<string, unknown>): unknown =>
  type === 'integer' ? Number(example) : example

/** See `precondition.ts`. */
const PRECONDITIONS = {
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The ETag of the event, or its revision in quotes: it is written only if it is still at this revision.',
    schema: { type: 'string' },
    example: '"3"',
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: '`*`: it is written only if there is no such event.',
    schema: { const: '*' },
  },
}
