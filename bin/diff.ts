/** `npm run diff`: shows what a deployment would change on AWS. */
import { join } from 'node:path'
import { diffStackCommand } from '../lib/cli/deploy.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(diffStackCommand, join(import.meta.dirname, '..'))
