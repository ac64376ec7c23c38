/** Computes what a month costs from measured answers: `npm run bench:cost`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { requireClient } from '../test/runtime/lambda.ts'
import { DOCUMENTS, sections, withSections } from './cost-document.ts'
import { measure } from './cost-measurement.ts'
import { readStack } from './cost-stack.ts'
import { circumstances, conditions, writeNumbers } from './report.ts'

const HELP = `Usage: npm run bench:cost [-- --tables | --check]

Runs the bundles under Amazon's Lambda runtime client on a DynamoDB that counts capacity, and measures what each kind of answer takes.
Takes two or three minutes. The measurements go to bench/cost.json; the tables that follow from them, from the stack's template, from
bench/prices.json and bench/traffic.ts go to docs/cost.md and bench/cost.md.

  --tables   measure nothing, make the tables again
  --check    measure and write nothing; fail if a table is out of date
  --help     show this text`

const ROOT = join(import.meta.dirname, '..')

const json = async (name: string) => JSON.parse(await readFile(join(import.meta.dirname, name), 'utf8'))

/** Each document as it is and as it should be. */
async function documents() {
  const [measured, prices] = await Promise.all([json('cost.json'), json('prices.json')])
  const texts = { ...sections({ measured, stack: readStack() }, prices), conditions: conditions(measured) }
  return Promise.all(
    Object.entries(DOCUMENTS).map(async ([path, names]) => {
      const file = join(ROOT, path)
      const present = await readFile(file, 'utf8')
      return { path, file, present, due: withSections(path, present, names, texts) }
    }),
  )
}

async function measureAll(): Promise<void> {
  requireClient()
  const circumstance = await circumstances(['@aws-sdk/client-dynamodb', '@middy/core', 'esbuild'])
  const folder = await mkdtemp(join(tmpdir(), 'annals-cost-'))
  try {
    await writeNumbers('cost', { ...circumstance, ...(await measure(folder)) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await runProgram(async args => {
  const { help, tables, check } = parseArguments(args, {
    help: { type: 'boolean' },
    tables: { type: 'boolean' },
    check: { type: 'boolean' },
  })
  if (help) return console.log(HELP)

  if (!tables && !check) await measureAll()
  const outdated = (await documents()).filter(({ present, due }) => present !== due)
  if (check && outdated.length > 0)
    throw new OperatorError(
      `${outdated.map(({ path }) => path).join(' and ')} out of date: npm run bench:cost -- --tables`,
    )
  await Promise.all(outdated.map(({ file, due }) => writeFile(file, due)))
})
