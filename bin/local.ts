/** `npm start`: runs Annals on this machine. */
import { join } from 'node:path'
import { startCommand } from '../lib/cli/start.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(startCommand, join(import.meta.dirname, '..'))
