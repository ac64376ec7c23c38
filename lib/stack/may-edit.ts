/** A managed policy for the identities of editors. Attach it to a user, group or role by its ARN, an output of the stack. */
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type CfnElement, Stack, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineApi } from './api.ts'
import { timelineName } from './timeline-name.ts'

const WRITES = ['PUT', 'DELETE']
const EVERY_EVENT = '/v1/events/*'

export class MayEdit extends ManagedPolicy {
  constructor(scope: Construct, id: string, api: TimelineApi) {
    super(scope, id, {
      description: `Lets an identity add, correct and delete events of the timeline ${timelineName(scope)}`,
      statements: [
        new PolicyStatement({
          actions: ['execute-api:Invoke'],
          resources: WRITES.map(method => api.arnForExecuteApi(method, EVERY_EVENT, '$default')),
        }),
      ],
    })
    const arn = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${Stack.of(this).getLogicalId(api.node.defaultChild as CfnElement)}>`
    for (const method of WRITES)
      Validations.of(this).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${arn}/$default/${method}${EVERY_EVENT}]`,
        reason: 'An editor may write every event, and events are added.',
      })
  }
}
