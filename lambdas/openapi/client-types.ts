/** Writes the types of the client (`annals/client`) from the OpenAPI document: its schemas, and the parameters and answer of each read. */
import type { openApiDocument } from './document.ts'

type OpenApiDocument = ReturnType<typeof openApiDocument>

/** As much of JSON Schema as the document uses. */
interface Schema {
  $ref?: string
  description?: string
  type?: string | string[]
  enum?: readonly string[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  required?: string[]
}

interface ParameterObject {
  name: string
  description: string
  required: boolean
  schema: Schema
}

const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

const property = (name: string, isRequired: boolean, type: string, description?: string): string =>
  `${description === undefined ? '' : `/** ${description} */\n`}${name}${isRequired ? '' : '?'}: ${type}`

function objectType({ properties, patternProperties, required = [] }: Schema): string {
  if (properties === undefined)
    return `Record<string, ${patternProperties ? typeOf(Object.values(patternProperties)[0]!) : 'unknown'}>`
  const members = Object.entries(properties).map(([name, schema]) =>
    property(name, required.includes(name), typeOf(schema), schema.description),
  )
  return `{\n${members.join('\n')}\n}`
}

/** The TypeScript type of a value. */
function typeOf(schema: Schema): string {
  const { $ref, type } = schema
  if ($ref !== undefined) return nameIn($ref)
  if (schema.enum) return schema.enum.map(value => `'${value}'`).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  if (Array.isArray(type)) return type.map(each => typeOf({ ...schema, type: each })).join(' | ')
  if (type === 'array') return `Array<${typeOf(schema.items ?? {})}>`
  if (type === 'object') return objectType(schema)
  return type === 'integer' ? 'number' : (type ?? 'unknown')
}

/** One value or several of a repeated parameter. */
const parameterType = ({ type, items, ...schema }: Schema): string =>
  type === 'array' ? `${typeOf(items!)} | ReadonlyArray<${typeOf(items!)}>` : typeOf({ type: type!, ...schema })

/** The components that some schema refers to, directly or through others. */
function referredTo(schema: unknown, schemas: Record<string, unknown>, found = new Set<string>()): Set<string> {
  for (const [, name] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g))
    if (!found.has(name!)) referredTo(schemas[name!], schemas, found.add(name!))
  return found
}

/** Every read of the API that responds with JSON of a documented schema, so not the files. */
function readsOf({ paths }: OpenApiDocument) {
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const { content } = (get?.responses[200] ?? {}) as { content?: Record<string, { schema: Schema }> }
    const answer = content?.['application/json']?.schema
    const isFile = /\.\w+$/.test(path)
    return get && answer && path.startsWith('/v1/') && !isFile ? [{ path, get, answer }] : []
  })
}

/** The module `lib/client/types.ts`. It has no code. */
export function clientTypes(document: OpenApiDocument): string {
  const { schemas, parameters } = document.components
  const reads = readsOf(document)
  const used = referredTo([reads.map(({ answer }) => answer), schemas.Problem], schemas)
  const types = Object.entries(schemas)
    .filter(([name]) => name === 'Problem' || used.has(name))
    .map(([name, schema]) => `export interface ${name} ${typeOf(schema as Schema)}`)
  const entries = reads.map(({ path, get, answer }) => {
    const taken = get.parameters.map(({ $ref }) => {
      const { name, required, schema, description } = (parameters as Record<string, unknown>)[
        nameIn($ref)
      ] as ParameterObject
      return property(name, required, parameterType(schema), description)
    })
    return `/** ${get.summary} */\n'${path}': {\nparameters: {\n${taken.join('\n')}\n}\nanswer: ${typeOf(answer)}\n}`
  })
  return indented(
    [
      '/** What the API answers. Generated from the OpenAPI document by `npm run generate`. */',
      ...types,
      `/** Every read: its parameters and its answer, by its path. */\nexport interface Reads {\n${entries.join('\n')}\n}`,
    ].join('\n\n'),
  )
}

/** Indents lines by the braces around them. */
function indented(code: string): string {
  let depth = 0
  const lines = code.split('\n').map(line => {
    if (line.startsWith('}')) depth--
    const result = line && '  '.repeat(depth) + line
    if (line.endsWith('{')) depth++
    return result
  })
  return `${lines.join('\n')}\n`
}
