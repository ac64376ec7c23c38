/** The CDK app: the stack of the timeline in a project's `data/`, with the checks that every synthesis has to pass. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, type AppProps, Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks } from 'cdk-nag'
import { parse } from 'yaml'
import { STACK_NAME } from './settings.ts'
import { TimelineStack } from './timeline.ts'

/**
 * @param root the project's root folder
 * @throws {OperatorError} when a setting or the time zone is none
 */
export function timelineApp(root: string, props?: AppProps): { app: App; stack: TimelineStack } {
  const { timeZone } = parse(readFileSync(join(root, 'data/timeline.yaml'), 'utf8')) as { timeZone: string }
  const app = new App(props)
  // CloudFormation's own rules are checked by the CDK itself, as cdk.json asks (`validateAgainstDefaultRules`).
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack: new TimelineStack(app, STACK_NAME, { root, timeZone }) }
}
