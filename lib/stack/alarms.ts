/** CloudWatch alarms from their table, and the topic that they report to. */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct, type IDependable } from 'constructs'
import { ALARMS, type AlarmFacts, type WatchedMetric } from './alarm-table.ts'
import type { TimelineApi } from './api.ts'

export interface AlarmsProps {
  api: TimelineApi
  job: IFunction
  /** Dead-letter queue of the job. */
  failures: IQueue
  /** The first run of the job. Before it, `JobMissed` would see only missing data. */
  after: IDependable
}

export class Alarms extends Construct {
  /** Separate from the announcements topic, to which anybody may be subscribed. */
  readonly topic: Topic
  readonly all: Alarm[]

  constructor(scope: Construct, id: string, { api, job, failures, after }: AlarmsProps) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', { enforceSSL: true })
    this.grantPublish('cloudwatch.amazonaws.com')

    const metrics: Record<WatchedMetric, (options: { statistic: string; period: Duration }) => IMetric> = {
      serverErrors: options => api.serverErrors.metric(options),
      refusedRequests: options => api.refusedRequests.metric(options),
      latency: options => api.metricLatency(options),
      jobRuns: options => job.metricInvocations(options),
      jobFailures: options => failures.metricApproximateNumberOfMessagesVisible(options),
    }
    this.all = Object.entries<AlarmFacts>(ALARMS).map(([name, facts]) => {
      const options = { statistic: facts.statistic, period: Duration.seconds(facts.periodSeconds) }
      return this.alarm(name, facts, metrics[facts.metric](options))
    })
    for (const alarm of this.all) alarm.node.addDependency(after)
  }

  /** Allows an AWS service to publish on behalf of this account only. */
  grantPublish(service: string): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
  }

  private alarm(name: string, facts: AlarmFacts, metric: IMetric): Alarm {
    const alarm = new Alarm(this, name, {
      alarmDescription: `${facts.fires} ${facts.todo}`,
      metric,
      threshold: facts.threshold,
      evaluationPeriods: facts.periods,
      comparisonOperator:
        facts.comparison === '<'
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: facts.missing === 'breaching' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      ...(facts.ignoresFewSamples && { evaluateLowSampleCountPercentile: 'ignore' }),
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    return alarm
  }
}
