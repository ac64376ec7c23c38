/** Last step of a deployment: runs the daily job once, so that today's highlights exist, and clears the cache of the code and data before. */
import { CustomResource, Duration } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineFunction } from './function.ts'

export interface FirstRunProps {
  job: TimelineFunction
  /** The function runs again when one of these changes. */
  properties: Record<string, string>
}

/** The job responds to CloudFormation itself (`lambdas/deployment`), at the latest when Lambda stops it after five minutes. */
const LONGEST_WAIT = Duration.minutes(6)

export class FirstRun extends CustomResource {
  constructor(scope: Construct, id: string, { job, properties }: FirstRunProps) {
    super(scope, id, {
      resourceType: 'Custom::TimelineToday',
      serviceToken: job.lambda.functionArn,
      serviceTimeout: LONGEST_WAIT,
      properties,
    })
    // The job's grants are separate resources, which must exist before it runs.
    this.node.addDependency(job)
  }

  /** The result, or the reason for a failure, in one line. */
  get summary(): string {
    return this.getAttString('Today')
  }
}
