/** The CDK app: the stack of a timeline, and the checks that run at every synthesis. */
import { resolve } from 'node:path'
import { App, type AppProps, Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks } from 'cdk-nag'
import { STACK_NAME, setting } from './settings.ts'
import { TimelineStack } from './timeline.ts'

/**
 * @param folder the folder to which the setting `data` is relative
 * @throws {OperatorError} if a setting or the time zone is invalid
 */
export function timelineApp(folder: string, props?: AppProps): { app: App; stack: TimelineStack } {
  const app = new App(props)
  const data = resolve(folder, setting(app.node, 'data') ?? 'data')
  // The CDK also checks CloudFormation's own rules (`validateAgainstDefaultRules` in cdk.json).
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack: new TimelineStack(app, setting(app.node, 'stack') ?? STACK_NAME, { data }) }
}
