/** Writes the files that are generated from code, or checks that those on disk are up to date: `npm run generate [-- --check]`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SCHEMA_FILES } from '../lambdas/domain/schema.ts'
import { EventView } from '../lambdas/domain/view-schema.ts'
import { openApiDocument } from '../lambdas/http/openapi.ts'
import { parseArguments, runCommand } from '../lib/command-line.ts'
import manifest from '../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..')

const HELP = `Usage: npm run generate [-- --check]

Writes the files that are generated from code.

  --check   write nothing; name the files that are not up to date, and exit with 1 if there are any
  --help    show this text`

interface GeneratedFile {
  /** Path within the repository. */
  path: string
  content: string
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const schemaFile = ([name, schema]: [string, object]): GeneratedFile => ({
  path: `data/schemas/${name}`,
  content: json({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Annals ${name.replace('.schema.json', '')}`,
    ...schema,
  }),
})

/** Every file that is generated. */
export const GENERATED_FILES: GeneratedFile[] = [
  ...Object.entries(SCHEMA_FILES).map(schemaFile),
  // A file, so that what answers requests need not load the schema.
  { path: 'lambdas/formats/event-fields.json', content: json(Object.keys(EventView.properties)) },
  { path: 'lambdas/http/openapi.json', content: json(openApiDocument(manifest.version)) },
]

async function isCurrent({ path, content }: GeneratedFile): Promise<boolean> {
  const onDisk = await readFile(join(ROOT, path), 'utf8').catch(() => undefined)
  return onDisk === content
}

async function write({ path, content }: GeneratedFile): Promise<void> {
  await mkdir(dirname(join(ROOT, path)), { recursive: true })
  await writeFile(join(ROOT, path), content)
}

if (import.meta.main) {
  await runCommand(async () => {
    const { check, help } = parseArguments(process.argv.slice(2), {
      check: { type: 'boolean' },
      help: { type: 'boolean' },
    })
    if (help) return console.log(HELP)
    for (const file of GENERATED_FILES) {
      if (await isCurrent(file)) continue
      if (check) process.exitCode = 1
      else await write(file)
      console.log(check ? `${file.path} is not up to date: run npm run generate` : `${file.path} written`)
    }
  })
}
