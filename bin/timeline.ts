/** `npm run timeline`: what an owner does with a timeline by hand. */
import { join } from 'node:path'
import { runProgram } from '../lib/cli/terminal.ts'
import { timelineCommand } from '../lib/cli/timeline.ts'

await runProgram(timelineCommand, join(import.meta.dirname, '..'))
