/** Constructs that a test makes itself. */
export { CfnQueue } from 'aws-cdk-lib/aws-sqs'
export { App, FileSystem, Stack } from 'aws-cdk-lib/core'
export { OperatorError } from '../../lib/operator-error.ts'
export { TimelineApi } from '../../lib/stack/api.ts'
export { TimelineStack } from '../../lib/stack/timeline.ts'
