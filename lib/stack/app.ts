/** The CDK app: the stack of a timeline, and the checks that run at every synthesis. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { App, type AppProps, Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks } from 'cdk-nag'
import { parse } from 'yaml'
import { STACK_NAME, setting } from './settings.ts'
import { TimelineStack } from './timeline.ts'

/**
 * @param root the project's root folder, to which the setting `data` is relative
 * @throws {OperatorError} if a setting or the time zone is invalid
 */
export function timelineApp(root: string, props?: AppProps): { app: App; stack: TimelineStack } {
  const app = new App(props)
  const data = resolve(root, setting(app.node, 'data') ?? 'data')
  const { timeZone } = parse(readFileSync(join(data, 'timeline.yaml'), 'utf8')) as { timeZone: string }
  // The CDK also checks CloudFormation's own rules (`validateAgainstDefaultRules` in cdk.json).
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack: new TimelineStack(app, setting(app.node, 'stack') ?? STACK_NAME, { root, data, timeZone }) }
}
