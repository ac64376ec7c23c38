/** The CDK app: the stack for the timeline in `data/`, and the checks that run at every synthesis. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, type AppProps, Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks } from 'cdk-nag'
import { parse } from 'yaml'
import { STACK_NAME } from './settings.ts'
import { TimelineStack } from './timeline.ts'

/**
 * @param root the project's root folder
 * @throws {OperatorError} if a setting or the time zone is invalid
 */
export function timelineApp(root: string, props?: AppProps): { app: App; stack: TimelineStack } {
  const { timeZone } = parse(readFileSync(join(root, 'data/timeline.yaml'), 'utf8')) as { timeZone: string }
  const app = new App(props)
  // The CDK also checks CloudFormation's own rules (`validateAgainstDefaultRules` in cdk.json).
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack: new TimelineStack(app, STACK_NAME, { root, timeZone }) }
}
