/** The page `/docs`: the API reference, rendered from the OpenAPI document. */
import { phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { page } from './layout.ts'

/** The subset of JSON Schema (https://json-schema.org/draft/2020-12) that the page shows. */
export interface Schema {
  $ref?: string
  type?: string | readonly string[]
  description?: string
  format?: string
  pattern?: string
  enum?: readonly (string | number)[]
  const?: string | number
  default?: string | number
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Schema
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  patternProperties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
}

interface Reference {
  $ref: string
}

interface Parameter {
  name: string
  in: string
  description?: string
  required?: boolean
  schema: Schema
  example?: string | readonly string[]
}

interface Content {
  content?: Readonly<Record<string, { schema: Schema }>>
}

interface Response extends Content {
  description: string
}

interface Operation {
  operationId: string
  summary: string
  parameters?: readonly (Parameter | Reference)[]
  requestBody?: Content
  responses: Readonly<Record<string, Response | Reference>>
  security?: readonly Readonly<Record<string, unknown>>[]
}

/** The subset of OpenAPI (https://spec.openapis.org/oas/v3.1.1.html) that the page shows. */
export interface OpenApi {
  info: { title: string; version: string; description: string }
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  components: {
    parameters: Readonly<Record<string, Parameter>>
    responses: Readonly<Record<string, Response>>
    schemas: Readonly<Record<string, Schema>>
    securitySchemes: Readonly<Record<string, { description: string }>>
  }
}

/** Sections of the reference, by path prefix. */
const PARTS = [
  { name: 'Events and figures', prefix: '/v1/' },
  { name: 'Feeds and calendars', prefix: '/feeds' },
  { name: 'The service itself', prefix: '/' },
]

export function referencePage(document: OpenApi, context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.reference
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const parts = Map.groupBy(operations, ({ path }) => PARTS.find(({ prefix }) => path.startsWith(prefix))!)
  return page(
    {
      path: '/docs',
      title: texts.title,
      description: texts.lead,
      main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
<p><a href="/openapi.json" type="application/json">${texts.document}</a></p>
${texts.language && html`<p>${texts.language}</p>`}
<div class="reference" lang="en">
<p>${document.info.description}</p>
<p>${Object.values(document.components.securitySchemes).map(({ description }) => html`Signed: ${description}.`)}</p>
<nav aria-label="Operations">${[...parts].map(
        ([{ name }, within]) => html`
<p>${name}</p>
<ul>${within.map(({ path, method, operation }) => html`<li><a href="#${operation.operationId}"><code>${method} ${path}</code></a></li>`)}</ul>`,
      )}
<p><a href="#answers">Shared responses</a> · <a href="#schemas">Schemas</a></p>
</nav>
${[...parts].map(
  ([{ name }, within]) => html`<section><h2>${name}</h2>
${within.map(each => operationSection(each, document, context.publicUrl))}</section>
`,
)}<section><h2 id="answers">Shared responses</h2>
<dl>${Object.entries(document.components.responses).map(
        ([name, response]) => html`
<dt id="answer-${name}">${name}</dt>
<dd>${response.description}.${contentList(response)}</dd>`,
      )}
</dl></section>
<section><h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(([name, schema]) => schemaSection(name, schema))}</section>
</div>`,
    },
    context,
  )
}

const nameOf = ({ $ref }: Reference): string => $ref.slice($ref.lastIndexOf('/') + 1)

function operationSection(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  { components }: OpenApi,
  publicUrl: string,
): Markup {
  const { operationId, summary, parameters = [], requestBody, responses } = operation
  const known = parameters.map(each => ('$ref' in each ? components.parameters[nameOf(each)]! : each))
  const example = method === 'GET' ? exampleOf(path, known) : undefined
  return html`<section class="operation" id="${operationId}"><h3><code>${method} ${path}</code></h3>
<p>${summary}.</p>
${example && html`<p>Example: <a href="${example}"><code>${publicUrl}${example}</code></a></p>`}
${
  known.length > 0 &&
  html`<h4>Parameters</h4>
<dl>${known.map(
    ({ name, in: place, required, schema, description, example }) => html`
<dt><code>${name}</code> <span class="type">${place}, ${typeOf(schema)}${required && html`, required`}</span></dt>
<dd>${description}${limitsOf(schema)}${example !== undefined && html` For example <code>${[example].flat().join(', ')}</code>.`}</dd>`,
  )}
</dl>`
}
${requestBody && html`<h4>Content</h4>\n${contentList(requestBody)}`}
<h4>Answers</h4>
<dl>${Object.entries(responses).map(
    ([status, response]) =>
      !('$ref' in response) &&
      html`
<dt><code>${status}</code></dt>
<dd>${response.description}.${contentList(response)}</dd>`,
  )}
</dl>
<p>Also: ${joined(
    Object.entries(responses).flatMap(([status, response]) =>
      '$ref' in response ? html`<a href="#answer-${nameOf(response)}">${status}</a>` : [],
    ),
    ', ',
  )}.</p>
</section>
`
}

/** A working example URL: the path parameters and the first query parameter with an example. */
function exampleOf(path: string, parameters: readonly Parameter[]): string | undefined {
  const exampleFor = (name: string) => [parameters.find(each => each.name === name)?.example ?? []].flat()[0]
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]!)
  if (names.some(name => exampleFor(name) === undefined)) return undefined
  const filled = names.reduce((filling, name) => filling.replace(`{${name}}`, exampleFor(name)!), path)
  const first = parameters.find(each => each.in === 'query' && each.example !== undefined)
  return first ? `${filled}?${new URLSearchParams([[first.name, exampleFor(first.name)!]])}` : filled
}

const contentList = ({ content = {} }: Content): Markup =>
  html`<ul>${Object.entries(content).map(
    ([type, { schema }]) => html`<li><code>${type}</code>: ${typeOf(schema)}${propertyList(schema)}</li>`,
  )}</ul>`

const schemaSection = (
  name: string,
  schema: Schema,
): Markup => html`<section class="schema" id="schema-${name}"><h3>${name}</h3>
${schema.description && html`<p>${schema.description}.</p>`}
${schema.properties ? propertyList(schema) : html`<p>${typeOf(schema)}</p>`}
</section>
`

/** The properties of an object or of list items. Empty for references, which are described elsewhere. */
function propertyList({ properties, required = [], items, anyOf = [] }: Schema): Markup {
  if (properties === undefined) return html`${[...(items ? [items] : []), ...anyOf].map(propertyList)}`
  return html`<dl>${Object.entries(properties).map(
    ([name, schema]) => html`
<dt><code>${name}</code> <span class="type">${typeOf(schema)}${!required.includes(name) && html`, optional`}</span></dt>
<dd>${schema.description}${limitsOf(schema)}${propertyList(schema)}</dd>`,
  )}
</dl>`
}

const joined = (parts: readonly Markup[], separator: string): Markup =>
  html`${parts.map((part, index) => [index > 0 && separator, part])}`

/** The type of a value in words. A named schema becomes a link. */
function typeOf({ $ref, type, format, enum: values, const: only, items, anyOf, patternProperties }: Schema): Markup {
  if ($ref !== undefined) {
    const name = nameOf({ $ref })
    return html`<a href="#schema-${name}">${name}</a>`
  }
  if (anyOf) return joined(anyOf.map(typeOf), ' or ')
  const allowed = values ?? (only === undefined ? [] : [only])
  if (allowed.length > 0)
    return joined(
      allowed.map(value => html`<code>${value}</code>`),
      ' or ',
    )
  if (items) return html`list of ${typeOf(items)}`
  if (patternProperties) {
    const others = [type].flat().filter(each => each !== undefined && each !== 'object')
    return html`${others.map(each => html`${each} or `)}object of ${joined(Object.values(patternProperties).map(typeOf), ' or ')}, by language`
  }
  const name = [type ?? 'anything'].flat().join(' or ')
  return html`${name}${format && html` (${format})`}`
}

/** The bounds and the default of a value. */
function limitsOf({ minimum, maximum, maxLength, maxItems, default: fallback }: Schema): Markup {
  const limits = [
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems} of them`,
    fallback !== undefined && `${fallback} by default`,
  ].filter(limit => limit !== false)
  return html`${limits.length > 0 && ` (${limits.join(', ')})`}`
}
