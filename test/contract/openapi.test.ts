/** The OpenAPI document and the service hold each other to their word: all that is documented is sent, and all that is sent is documented. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { openApiDocument } from '../../lambdas/openapi/document.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { METADATA_KEY } from '../../lambdas/store/tables.ts'
import { AnnalsError, annals } from '../../lib/client/client.ts'
import manifest from '../../package.json' with { type: 'json' }
import { refusal } from '../support/dynamodb-tap.ts'
import { anEvent } from '../support/events.ts'
import type { HttpAnswer, RequestOptions } from '../support/http-client.ts'
import {
  ANEW,
  collectErrors,
  ROOT,
  STARTING_MILLISECONDS,
  startTestHost,
  type TestHost,
} from '../support/local-host.ts'
import {
  DOCUMENT,
  type DocumentedParameter,
  OPERATIONS,
  type Operation,
  READS,
  violations,
} from '../support/openapi-document.ts'
import { sample, THOROUGH } from '../support/thorough.ts'

const LANGUAGES = ['en', 'ko']

/** What is there to be asked for, where a path wants an id. */
const idIn = (path: string): string => (path.includes('/series/') ? 'arrivals' : 'first-defectors-day-2024')

/** Values that each parameter must refuse, beside the numbers out of its documented range. */
const WRONG: Record<string, string[]> = {
  id: ['Not-An-Id', 'a'.repeat(101)],
  monthDay: ['7-14', '02-30', '13-01'],
  lang: ['xx', '', 'k'],
  from: ['yesterday', '2026-02-30', '0000-01-01', ''],
  to: ['yesterday', '2026-02-30', '10000-01-01', ''],
  category: ['Law', 'no-such-category', '', 'a'.repeat(101)],
  tag: ['a--b', 'no-such-tag', '', 'a'.repeat(101)],
  actor: ['A--b', 'no-such-actor', ''],
  place: ['Seoul', 'no-such-place', ''],
  status: ['true', 'Claimed', ''],
  dimension: ['tags', 'year', 'Tag'],
  q: ['', ' ', 'x'.repeat(201)],
  sort: ['best', ''],
  since: ['yesterday', '2026-11-01', '2026-13-01T00:00:00Z', ''],
  format: ['xml', 'JSON', ''],
  fields: ['frob', 'id,', 'id,frob', ''],
  minSignificance: ['high', '2.5', ''],
  order: ['ASC', ''],
  limit: ['-1', '1.5', '0x10', '1e1', ''],
  days: ['-1', '1.5', ''],
  cursor: ['x', '', 'x'.repeat(501)],
  tz: ['Nowhere/Land', '+25:00', ''],
}

const outOfRange = ({ type, minimum, maximum }: DocumentedParameter['schema']): string[] =>
  type === 'integer' ? [String(Number(minimum) - 1), String(Number(maximum) + 1)] : []

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** The address of an operation, its path filled with examples, and with `values` in place of the examples or in the query. */
function target({ path, parameters }: Operation, values: Record<string, string | string[]> = {}): string {
  const query = new URLSearchParams()
  const filled = parameters.reduce((filled, { name, in: where, example }) => {
    if (where === 'path')
      return filled.replace(`{${name}}`, String(values[name] ?? (name === 'id' ? idIn(path) : example)))
    return filled
  }, path)
  for (const [name, value] of Object.entries(values))
    if (!path.includes(`{${name}}`)) for (const each of [value].flat()) query.append(name, each)
  return query.size === 0 ? filled : `${filled}?${query}`
}

/** Asks, and holds the answer – status, media type, headers, body – to the document. */
async function ask(operation: Operation, address: string, options?: RequestOptions): Promise<HttpAnswer> {
  const answer = await host.get(address, options)
  const response = operation.responses[answer.status]
  if (!response) throw new Error(`${address} answers ${answer.status}, which is not documented: ${answer.text}`)
  if (response.content === undefined) {
    expect([answer.headers['content-type'], answer.text]).toEqual([undefined, ''])
  } else {
    const [, type] = /^([^;]+); charset=utf-8(; header=present)?$/.exec(answer.headers['content-type']!)!
    const { schema } = response.content[type!]!
    expect(violations(schema, /[/+]json$/.test(type!) ? answer.json() : answer.text)).toEqual([])
  }
  if (answer.status === 200) {
    const documented = Object.keys(response.headers ?? {}).map(name => name.toLowerCase())
    const sent = ['etag', 'last-modified', 'content-language', 'link'].filter(
      name => answer.headers[name] !== undefined,
    )
    expect(documented).toEqual(expect.arrayContaining(sent))
    expect(sent).toEqual(expect.arrayContaining(documented.filter(name => name !== 'link')))
  }
  return answer
}

async function askFor(status: number, operation: Operation, address: string, options?: RequestOptions) {
  const answer = await ask(operation, address, options)
  expect([address, answer.status]).toEqual([address, status])
  return answer
}

describe('the document', () => {
  test('is up to date on disk', async () => {
    const onDisk = await readFile(join(ROOT, 'lambdas/http/openapi.json'), 'utf8')
    expect(onDisk).toBe(`${JSON.stringify(openApiDocument(manifest.version), undefined, 2)}\n`)
  })

  test('is OpenAPI 3.1 with all required parts', () => {
    expect(DOCUMENT.openapi).toMatch(/^3\.1\.\d+$/)
    expect(DOCUMENT.info).toMatchObject({ title: 'Annals', version: manifest.version })
    for (const { parameters, responses } of OPERATIONS) {
      const names = parameters.map(({ name, in: where }) => `${where} ${name}`)
      expect(new Set(names).size).toBe(names.length)
      for (const [status, response] of Object.entries(responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/)
        expect(response).toHaveProperty('description', expect.stringMatching(/\S/))
      }
    }
  })

  test('describes every route except pages, pictures and agents, and nothing else', () => {
    const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    const served = ENDPOINTS.filter(route => !['pages', 'pictures', 'mcp'].includes(route.function)).map(
      ({ method, path }) => `${method} ${path}`,
    )
    expect(described.sort()).toEqual(served.sort())
  })

  test('gives every operation a unique name', () => {
    const names = OPERATIONS.map(({ operationId }) => operationId)
    expect(names).toEqual([...new Set(names)])
  })

  test('refers to every component, and to no missing one', () => {
    const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
    const components = Object.entries(DOCUMENT.components).flatMap(([kind, named]) =>
      Object.keys(named).map(name => `#/components/${kind}/${name}`),
    )
    const schemes = OPERATIONS.flatMap(({ security = [] }) =>
      security.flatMap(each => Object.keys(each).map(name => `#/components/securitySchemes/${name}`)),
    )
    expect([...new Set([...references, ...schemes])].sort()).toEqual(components.sort())
  })

  test.each(OPERATIONS)('declares the parameters in the path of $operationId', ({ path, parameters }) => {
    const inPath = parameters.filter(parameter => parameter.in === 'path')
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
    expect(inPath.every(({ required }) => required)).toBe(true)
  })

  test.each(Object.keys(DOCUMENT.components.schemas))('has a valid schema of %s, which rejects something', name => {
    expect(violations({ $ref: `#/components/schemas/${name}` }, 0)).not.toEqual([])
  })

  test.each(OPERATIONS)('gives valid examples for the parameters of $operationId', ({ parameters }) => {
    for (const { schema, example } of parameters)
      if (example !== undefined) expect(violations(schema, example)).toEqual([])
  })
})

describe('the client of the package', () => {
  test('iterates over every event of a list, page by page', async () => {
    const { events } = annals(host.url)
    const query = { category: ['law', 'diplomacy'], limit: 10 } as const
    const ids: string[] = []
    for await (const event of events(query)) {
      expect(query.category).toContain(event.category.id)
      ids.push(event.id)
    }
    const pages: number[] = []
    for await (const { data } of events(query).pages()) pages.push(data.length)
    expect(pages.slice(0, 2)).toEqual([10, 10])
    expect(new Set(ids).size).toBe(pages.reduce((sum, size) => sum + size))
  })

  test('has the first page of a list that is awaited', async () => {
    const { data, next } = await annals(host.url).events({ fields: 'title', limit: 2, lang: 'ko' })
    expect(data.map(event => Object.keys(event).sort())).toEqual(
      Array.from({ length: 2 }, () => ['attribution', 'id', 'status', 'title']),
    )
    expect(next).toEqual(expect.any(String))
  })

  test('throws what the API says is wrong', async () => {
    const error = await annals(host.url)
      .event({ id: 'hanawon-opens', lang: 'xx' })
      .catch(error => error)
    expect(error).toBeInstanceOf(AnnalsError)
    expect(error).toMatchObject({ status: 400, message: error.problem.detail, problem: { parameter: 'lang' } })
  })

  test('with a cache has nothing sent again that has not changed', async () => {
    const statuses: number[] = []
    const counting: typeof fetch = async (...args) => {
      const response = await fetch(...args)
      statuses.push(response.status)
      return response
    }
    const { event } = annals(host.url, { fetch: counting, cache: new Map() })
    const first = await event({ id: 'hanawon-opens' })
    expect([first, statuses]).toEqual([await event({ id: 'hanawon-opens' }), [200, 304]])
  })
})

/** What leads to each status, for any operation that documents it. */
const SITUATIONS: Record<string, (operation: Operation) => Promise<HttpAnswer>> = {
  200: operation => ask(operation, target(operation)),
  304: async operation => {
    const { etag } = (await ask(operation, target(operation))).headers
    return ask(operation, target(operation), { headers: { 'if-none-match': etag! } })
  },
  400: operation =>
    ask(operation, target(operation, operation.path.startsWith('/v1') ? { frob: '1' } : { lang: 'xx' })),
  404: operation =>
    ask(
      operation,
      target(operation, operation.path.includes('{id}') ? { id: 'no-such-thing' } : { tag: 'no-such-tag' }),
    ),
  406: operation => ask(operation, target(operation), { headers: { accept: 'image/png' } }),
  410: async operation => {
    const writer = eventWriter(host.store)
    const id = `retracted-${operation.operationId.toLowerCase()}`
    const event = await writer.put(anEvent({ id }), 0, '2026-07-01T00:00:00Z')
    await writer.delete(event.id, event.revision, '2026-07-02T00:00:00Z')
    return ask(operation, target(operation, { id: event.id }))
  },
  414: operation => ask(operation, target(operation, { frob: 'x'.repeat(4096) })),
  500: async operation => {
    const { release } = collectErrors()
    host.tap.reset(async () => refusal('ValidationException'))
    try {
      return await ask(operation, target(operation), { headers: ANEW })
    } finally {
      host.tap.reset()
      release()
    }
  },
  422: async operation => {
    // Events are counted after a change.
    await eventWriter(host.store).put(
      anEvent({ id: `change-${operation.operationId.toLowerCase()}` }),
      0,
      new Date().toISOString(),
    )
    host.tap.reset(async (call, forward) => {
      const answer = await forward()
      if (call.request.ExpressionAttributeValues?.[':partition']?.S === 'FACET#status')
        for (const item of answer.body.Items) item.events = { N: '99999' }
      return answer
    })
    const { release } = collectErrors()
    try {
      return await ask(operation, target(operation, { q: 'law' }), { headers: ANEW })
    } finally {
      host.tap.reset()
      release()
    }
  },
  503: async operation => {
    const { client, tables } = host.store
    const head = { TableName: tables.events, Key: METADATA_KEY }
    const { release } = collectErrors()
    const { Item } = await client.send(new GetCommand(head))
    await client.send(new DeleteCommand(head))
    try {
      return await ask(operation, target(operation), { headers: ANEW })
    } finally {
      await client.send(new PutCommand({ ...head, Item }))
      release()
    }
  },
}

const QUERY_PARAMETERS = ({ parameters }: Operation) => parameters.filter(parameter => parameter.in === 'query')

/** On every change only `lang` itself is tried in each language. */
const languagesFor = ({ name }: DocumentedParameter) => (THOROUGH || name === 'lang' ? LANGUAGES : ['ko'])

const exampleOf = ({ example }: DocumentedParameter) => (Array.isArray(example) ? example : String(example))

describe.each(READS)('$operationId', operation => {
  test.each(Object.keys(operation.responses))('sends a %s as documented', async status => {
    expect((await SITUATIONS[status]!(operation)).status).toBe(Number(status))
  })

  const isApi = !operation.path.startsWith('/feeds')
  test(`${isApi ? 'refuses' : 'ignores'} an unknown parameter`, async () => {
    const known = QUERY_PARAMETERS(operation).map(({ name }) => name)
    if (!isApi) return void (await askFor(200, operation, target(operation, { frob: '1' })))
    const answer = await askFor(400, operation, target(operation, { frob: '1' }))
    expect(answer.json()).toMatchObject({ parameter: 'frob', allowed: known.length > 0 ? known : 'none' })
  })

  const withExamples = operation.parameters.filter(({ example }) => example !== undefined)
  if (withExamples.length > 0)
    test.each(sample(4, withExamples))('takes the example of $name, in each language', async parameter => {
      const hasLanguage = operation.parameters.some(({ name }) => name === 'lang')
      for (const lang of hasLanguage ? languagesFor(parameter) : []) {
        const answer = await askFor(200, operation, target(operation, { lang, [parameter.name]: exampleOf(parameter) }))
        expect(answer.headers['content-language']).toBe(parameter.name === 'lang' ? exampleOf(parameter) : lang)
      }
      if (!hasLanguage) await askFor(200, operation, target(operation, { [parameter.name]: exampleOf(parameter) }))
    })

  if (QUERY_PARAMETERS(operation).length > 0)
    test('takes all examples at once', async () => {
      const values = Object.fromEntries(withExamples.map(parameter => [parameter.name, exampleOf(parameter)]))
      await askFor(200, operation, target(operation, values))
    })

  if (operation.parameters.length > 0)
    test.each(operation.parameters)(
      'refuses wrong values of $name, naming it and what is allowed',
      async ({ name, schema }) => {
        for (const value of sample(6, [...outOfRange(schema), ...WRONG[name]!])) {
          const isUnknown = !isApi && value.startsWith('no-such-')
          const answer = await askFor(isUnknown ? 404 : 400, operation, target(operation, { [name]: value }))
          expect(answer.json()).toMatchObject({ parameter: name, allowed: expect.anything() })
        }
      },
    )

  // Of those whose values are listed there are never too many.
  const repeated = QUERY_PARAMETERS(operation).filter(
    ({ schema }) => schema.type === 'array' && !(schema.items as { enum?: string[] }).enum,
  )
  if (repeated.length > 0)
    test.each(repeated)('takes as many alternatives of $name as documented, and no more', async ({ name, schema }) => {
      const values = Array.from({ length: Number(schema.maxItems) + 1 }, (_, index) => `value-${index}`)
      const tooMany = await askFor(400, operation, target(operation, { [name]: values }))
      expect(tooMany.json()).toMatchObject({ parameter: name, detail: `"${name}" is given ${values.length} times` })
      const unknown = await askFor(isApi ? 400 : 404, operation, target(operation, { [name]: values.slice(1) }))
      expect(unknown.json()).toMatchObject({ parameter: name, detail: `There is no ${name} "value-1"` })
    })

  const single = QUERY_PARAMETERS(operation).filter(({ schema }) => schema.type !== 'array')
  if (single.length > 0)
    test.each(single)('refuses $name more than once, even with the same value', async parameter => {
      const value = parameter.example === undefined ? 'x' : String(parameter.example)
      const answer = await askFor(400, operation, target(operation, { [parameter.name]: [value, value] }))
      expect(answer.json()).toMatchObject({ parameter: parameter.name, allowed: 'one value' })
    })
})
