/** Constructs that a test makes itself. */
export { CfnQueue } from 'aws-cdk-lib/aws-sqs'
export { App, FileSystem, Stack } from 'aws-cdk-lib/core'
export { OperatorError } from '../../lib/operator-error.ts'
export { TimelineApi } from '../../lib/timeline-api.ts'
export { TimelineStack } from '../../lib/timeline-stack.ts'
