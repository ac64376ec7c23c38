/** Runs one Lambda function once, in this process: a program for tests that kill it. */
import { runFunction } from './function-run.ts'

await runFunction(JSON.parse(process.argv[2]!))
