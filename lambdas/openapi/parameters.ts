/** Parameters and request headers as components of the document. */
import type { Endpoint } from '../http/endpoint.ts'
import { PARAMETERS, type ParameterName } from '../http/parameters.ts'

/** The parameters that endpoints have, and the preconditions of writes. */
export const parameterComponents = (endpoints: readonly Endpoint[]) => ({
  ...Object.fromEntries(
    (Object.keys(PARAMETERS) as ParameterName[])
      .filter(name => endpoints.some(({ parameters }) => parameters.includes(name)))
      .map(name => [name, parameterObject(name)]),
  ),
  ...PRECONDITIONS,
})

function parameterObject(name: ParameterName) {
  const {
    name: called,
    in: where,
    description,
    schema,
    example,
    repeated = false,
  } = PARAMETERS[name] as (typeof PARAMETERS)['lang'] & { repeated?: true }
  return {
    name: called,
    in: where,
    description,
    required: where === 'path',
    schema: repeated ? { type: 'array', items: schema, maxItems: 10 } : schema,
    ...(repeated && { style: 'form', explode: true }),
    ...(example !== undefined && { example: exampleOf({ schema, example, repeated }) }),
  }
}

/** The table has examples as they are written in an address; OpenAPI wants values of the schema. */
function exampleOf({ schema, example, repeated }: { schema: object; example: string; repeated: boolean }): unknown {
  if (repeated) return [example]
  return 'type' in schema && schema.type === 'integer' ? Number(example) : example
}

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
