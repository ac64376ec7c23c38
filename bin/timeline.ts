/** `npm run timeline`: the owner's commands for a timeline. */
import { join } from 'node:path'
import { runProgram } from '../lib/cli/terminal.ts'
import { timelineCommand } from '../lib/cli/timeline.ts'

await runProgram(timelineCommand, join(import.meta.dirname, '..'))
