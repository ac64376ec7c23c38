/** Runs all benches, one after another: `npm run bench`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'

const HELP = `Usage: npm run bench [-- --sizes N,N,…]

Runs all benches, each as npm run bench:NAME does, and goes on where one fails. Takes half an hour, and three quarters of an hour more the
first time, in which timelines are made; do not use the machine for anything else meanwhile. The results go to bench/ and docs/cost.md.

  --sizes N,N,…   of the timelines of bench:queries
  --help          show this text`

/** Cold starts come first, before the large stores of the queries fill the page cache. */
const BENCHES = ['cold-start', 'pages', 'feeds', 'search', 'import', 'queries', 'cost']

await runProgram(async args => {
  const { help, sizes } = parseArguments(args, {
    help: { type: 'boolean' },
    sizes: { type: 'string' },
  })
  if (help) return console.log(HELP)
  const failed: string[] = []
  for (const bench of BENCHES) {
    console.error(styleText('bold', `bench:${bench}`, { stream: process.stderr }))
    const options = bench === 'queries' && sizes !== undefined ? ['--sizes', sizes] : []
    const child = spawn(process.execPath, [join(import.meta.dirname, `${bench}.ts`), ...options], { stdio: 'inherit' })
    const [code] = await once(child, 'exit')
    if (code !== 0) failed.push(bench)
  }
  if (failed.length > 0) throw new OperatorError(`Failed: ${failed.map(bench => `bench:${bench}`).join(', ')}`)
})
