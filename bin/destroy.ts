/** `npm run destroy`: takes the timeline off AWS. */
import { join } from 'node:path'
import { destroyCommand } from '../lib/cli/destroy.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(destroyCommand, join(import.meta.dirname, '..'))
