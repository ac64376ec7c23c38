/** `npm run generate`: writes or checks the files that are generated from code. */

import { runProgram } from '../lib/cli/terminal.ts'
import { generateFilesCommand } from '../lib/generate/generate-files.ts'

await runProgram(generateFilesCommand)
