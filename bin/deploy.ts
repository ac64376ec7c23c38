/** `npm run deploy`: deploys the timeline to an AWS account. */
import { join } from 'node:path'
import { deployCommand } from '../lib/cli/deploy.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(deployCommand, join(import.meta.dirname, '..'))
