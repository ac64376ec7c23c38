/** The CDK app, run by `cdk`, for an account that the caller chooses. */
import { join } from 'node:path'
import { OperatorError } from '../lib/operator-error.ts'
import { timelineApp } from '../lib/stack/app.ts'

try {
  timelineApp(join(import.meta.dirname, '..'))
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  // Not by exit code alone: the app would still synthesize what there is of it.
  process.exit(1)
}
