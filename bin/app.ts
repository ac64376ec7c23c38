/** The CDK app that the `cdk` command runs. */
import { join } from 'node:path'
import { OperatorError } from '../lib/operator-error.ts'
import { timelineApp } from '../lib/stack/app.ts'

try {
  timelineApp(join(import.meta.dirname, '..'))
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  // Exit now: with only `process.exitCode` set, the app would still synthesize an incomplete stack.
  process.exit(1)
}
