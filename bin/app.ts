/** The CDK app: the stack of the timeline in this project's `data/`. Run by `cdk`, for an account that the caller chooses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib/core'
import { parse } from 'yaml'
import { OperatorError } from '../lib/operator-error.ts'
import { TimelineStack } from '../lib/timeline-stack.ts'

const root = join(import.meta.dirname, '..')

try {
  const { timeZone } = parse(readFileSync(join(root, 'data/timeline.yaml'), 'utf8')) as { timeZone: string }
  new TimelineStack(new App(), 'Annals', { root, timeZone })
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  // Not by exit code alone: the app would still synthesize what there is of it.
  process.exit(1)
}
