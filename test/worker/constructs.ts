/** Constructs that a test makes itself. */
export { CfnQueue } from 'aws-cdk-lib/aws-sqs'
export { App, Duration, FileSystem, Stack } from 'aws-cdk-lib/core'
export { OperatorError } from '../../lib/operator-error.ts'
export { TimelineApi } from '../../lib/stack/api.ts'
export { TimelineFunction } from '../../lib/stack/function.ts'
export { TimelineStack } from '../../lib/stack/timeline.ts'
