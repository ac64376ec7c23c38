/** The JSON Schema files that editors' tools read: up to date, complete, and understood by an independent validator. */
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import type { Schema } from '../../../lambdas/data/explain.ts'
import { SCHEMA_FILES } from '../../../lambdas/domain/schema.ts'
import { GENERATED_FILES } from '../../../lib/generate/generate-files.ts'
import { DATA_FOLDER } from '../../support/data-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')
const DATA = relative(ROOT, DATA_FOLDER)

const textOf = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8')

test.each(GENERATED_FILES.map(({ path, content }) => [path, content]))(
  '%s is what the code generates',
  async (path, content) => {
    expect(await textOf(path)).toBe(content)
  },
)

async function validatorOf(schemaFile: string) {
  const ajv = new Ajv2020({ strictTypes: false })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(await textOf(schemaFile)))
}

const inFolder = async (folder: string) => (await readdir(join(ROOT, folder))).map(name => `${folder}/${name}`)

describe('an independent validator', () => {
  test('accepts each data file against the schema that the file names for editors', async () => {
    const files = [
      `${DATA}/timeline.yaml`,
      ...(await inFolder(`${DATA}/events`)),
      ...(await inFolder(`${DATA}/series`)),
    ]
    expect(files.length).toBeGreaterThan(30)
    for (const file of files) {
      const text = await textOf(file)
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1]
      const validate = await validatorOf(join(dirname(file), String(named)))
      validate(parse(text))
      expect([file, validate.errors]).toEqual([file, null])
    }
  })

  test.each(['reported', 'claimed', 'disputed'])('rejects a %s event without attribution', async status => {
    const validate = await validatorOf('schemas/events.schema.json')
    const [event] = parse(await textOf(`${DATA}/events/1997.yaml`))
    expect(validate([{ ...event, status, attribution: { en: 'Somebody' } }])).toBe(true)
    expect(validate([{ ...event, status }])).toBe(false)
  })
})

/** Every schema within a schema that an owner's value can be held to, with its path. */
function* schemasIn(schema: Schema, path: string): Generator<[string, Schema]> {
  yield [path, schema]
  const children = { ...schema.properties, ...schema.patternProperties, ...(schema.items && { '[]': schema.items }) }
  for (const [name, child] of Object.entries(children)) yield* schemasIn(child, `${path}/${name}`)
  if (schema.propertyNames) yield* schemasIn(schema.propertyNames, `${path}/propertyNames`)
}

test.each(Object.entries(SCHEMA_FILES))(
  '%s describes every value, for what is allowed is told in these words',
  (_, schema) => {
    const schemas = [...schemasIn(schema as Schema, '')]
    expect(schemas.length).toBeGreaterThan(10)
    expect(schemas.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([])
  },
)
