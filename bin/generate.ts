/** `npm run generate`: writes or checks the files that are generated from code. */
import { join } from 'node:path'
import { generateFilesCommand } from '../lib/cli/generate-files.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(generateFilesCommand, join(import.meta.dirname, '..'))
