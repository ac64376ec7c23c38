/** `npm run generate [-- --check]`: writes the generated files, or checks that they are up to date. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { shapeOf } from '../../lambdas/domain/event-shape.ts'
import { EventSchema, SCHEMA_FILES, TimelineSchema } from '../../lambdas/domain/schema.ts'
import { clientTypes } from '../../lambdas/openapi/client-types.ts'
import { openApiDocument } from '../../lambdas/openapi/document.ts'
import manifest from '../../package.json' with { type: 'json' }
import { print, type Terminal } from '../cli/terminal.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { pictureFonts } from './picture-fonts.ts'
import { worldMap } from './world-map.ts'

const ROOT = join(import.meta.dirname, '../..')

const HELP = `Usage: npm run generate [-- --check]

Writes the files that are generated from code.

  --check   write nothing; list outdated files and exit with 1 if there are any
  --help    show this text`

interface GeneratedFile<Content extends string | Uint8Array = string> {
  /** Path within the repository. */
  path: string
  content: Content
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const schemaFile = ([name, schema]: [string, object]): GeneratedFile => ({
  path: `schemas/${name}`,
  content: json({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Annals ${name.replace('.schema.json', '')}`,
    ...schema,
  }),
})

const ASSETS = 'lambdas/pages/assets'

/** A minified asset with the digest that its URL contains. */
function asset(name: string) {
  const loader = name.endsWith('.css') ? 'css' : 'js'
  const { code } = transformSync(readFileSync(join(ROOT, ASSETS, name), 'utf8'), {
    loader,
    minify: true,
    charset: 'utf8',
    target: 'es2022',
  })
  return { digest: createHash('sha256').update(code).digest('hex').slice(0, 12), text: code }
}

/** Stored as JSON, because neither Node.js nor the bundler then needs a loader for style sheets. */
const assets = () => Object.fromEntries(['style.css', 'enhance.js', 'board.js'].map(name => [name, asset(name)]))

interface DocumentedSchema {
  type?: string
  description?: string
  properties?: Record<string, DocumentedSchema>
  required?: string[]
  patternProperties?: Record<string, DocumentedSchema>
}

/** A row for each field, and for each field of a group of fields or of the entries of a table. */
function fieldRows({ properties = {}, required = [] }: DocumentedSchema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const entries = Object.values(field.patternProperties ?? {}).find(each => each.properties !== undefined)
    return [
      `| \`${path}\` | ${required.includes(name) ? 'yes' : ''} | ${(field.description ?? '').replaceAll('|', '\\|')} |`,
      ...fieldRows(field, `${path}.`),
      ...(entries ? fieldRows(entries, `${path}.ID.`) : []),
    ]
  })
}

const TABLE =
  /(?<=<!-- timeline\.yaml, generated from the schema by `npm run generate` -->\n\n).*?(?=\n\n<!-- end -->)/s

/** The guide to the data folder, with every field of `timeline.yaml`. */
function dataGuide(): GeneratedFile {
  const path = 'docs/data.md'
  const table = [
    '| Field | Required | |',
    '|---|---|---|',
    ...fieldRows(TimelineSchema as unknown as DocumentedSchema),
  ].join('\n')
  return { path, content: readFileSync(join(ROOT, path), 'utf8').replace(TABLE, () => table) }
}

const openApi = openApiDocument(manifest.version)

export const GENERATED_FILES: GeneratedFile[] = [
  ...Object.entries(SCHEMA_FILES).map(schemaFile),
  { path: 'lambdas/domain/event-shape.json', content: json(shapeOf(EventSchema)) },
  { path: `${ASSETS}.json`, content: json(assets()) },
  dataGuide(),
  { path: 'lambdas/http/openapi.json', content: json(openApi) },
  { path: 'lib/client/types.ts', content: clientTypes(openApi) },
]

async function isCurrent({ path, content }: GeneratedFile<string | Uint8Array>): Promise<boolean> {
  const onDisk = await readFile(join(ROOT, path)).catch(() => undefined)
  return onDisk?.equals(Buffer.from(content)) ?? false
}

async function write({ path, content }: GeneratedFile<string | Uint8Array>): Promise<void> {
  await mkdir(dirname(join(ROOT, path)), { recursive: true })
  await writeFile(join(ROOT, path), content)
}

export async function generateFilesCommand(args: string[], terminal: Terminal): Promise<void> {
  const { check, help } = parseArguments(args, { check: { type: 'boolean' }, help: { type: 'boolean' } })
  if (help) return print(terminal, HELP)
  const files = [
    ...GENERATED_FILES,
    { path: 'lambdas/pages/map/world.json', content: worldMap() },
    ...(await pictureFonts()),
  ]
  const outdated: GeneratedFile<string | Uint8Array>[] = []
  for (const file of files) if (!(await isCurrent(file))) outdated.push(file)
  if (check && outdated.length > 0)
    throw new OperatorError(outdated.map(({ path }) => `${path} is outdated: run npm run generate`).join('\n'))
  for (const file of outdated) {
    await write(file)
    print(terminal, `${file.path} written`)
  }
}
