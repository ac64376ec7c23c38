/** Names that CloudFormation does not make up must differ between the timelines of an account. */
import { Stack } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'

/** The name of the stack, and that of the construct if it is in a stack of somebody else. */
export const timelineName = (timeline: Construct): string =>
  [Stack.of(timeline).stackName, timeline.node.id].filter(name => name !== 'Default').join('-')

export const metricsNamespace = (timeline: Construct): string => `Annals/${timelineName(timeline)}`
