/** `npm run generate`: writes or checks the files that are generated from code. */
import { generateFilesCommand } from '../lib/cli/generate-files.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(generateFilesCommand)
