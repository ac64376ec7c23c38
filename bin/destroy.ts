/** `npm run destroy`: deletes the timeline from AWS. */
import { join } from 'node:path'
import { destroyCommand } from '../lib/cli/destroy.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(destroyCommand, join(import.meta.dirname, '..'))
