/** Runs a function after each change of the timeline's version. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Duration } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { METADATA_KEY } from '../../lambdas/store/tables.ts'
import type { TimelineTable } from './table.ts'

export interface ChangeStreamProps {
  events: TimelineTable
  run: IFunction
  /** Dead-letter queue: records that failed on every attempt. */
  failures: IQueue
}

/**
 * Every public change moves the version in the timeline's metadata item, in the same transaction or write. The table's stream therefore
 * loses no change, even if the function is killed. Lambda reads streams free of charge.
 */
export class ChangeStream extends EventSourceMapping {
  constructor(scope: Construct, id: string, { events, run, failures }: ChangeStreamProps) {
    super(scope, id, {
      target: run,
      eventSourceArn: events.tableStreamArn!,
      startingPosition: StartingPosition.LATEST,
      filters: [
        FilterCriteria.filter({
          dynamodb: {
            Keys: { pk: { S: FilterRule.isEqual(METADATA_KEY.pk) }, sk: { S: FilterRule.isEqual(METADATA_KEY.sk) } },
          },
        }),
      ],
      // One run for all changes of a load or of a few edits.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(5),
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    })
    run.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }))
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.Tutorial.html
    run.addToRolePolicy(
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          action => `dynamodb:${action}`,
        ),
        resources: [events.tableStreamArn!],
      }),
    )
  }
}
