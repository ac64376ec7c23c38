/** CloudWatch alarms. Each reports a problem that needs a person; problems that recover by themselves raise none. */
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { TimelineApi } from './api.ts'

export interface AlarmsProps {
  api: TimelineApi
  /** Runs once a day. */
  job: IFunction
  /** Dead-letter queue of the job. */
  failures: IQueue
}

interface AlarmDescription {
  /** Text of the e-mail. */
  description: string
  metric: IMetric
  threshold: number
  /** Consecutive periods of the metric; default 1. */
  periods?: number
  /** Alarm below the threshold instead of at or above it. */
  fewer?: true
}

const FIVE_MINUTES = Duration.minutes(5)

/**
 * Six alarms of one metric each; ten are free. Table throttling has no alarm: on-demand tables rarely throttle, and the resulting 503s
 * raise `ServerErrors`.
 */
export class Alarms extends Construct {
  /** Separate from the announcements topic, to which anybody may be subscribed. */
  readonly topic: Topic

  constructor(scope: Construct, id: string, { api, job, failures }: AlarmsProps) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', { enforceSSL: true })
    this.grantPublish('cloudwatch.amazonaws.com')

    const alarms: Record<string, AlarmDescription> = {
      ServerErrors: {
        description: 'At least 5 requests within five minutes were answered with a 5xx: see the logs of the functions.',
        metric: api.metricServerError({ statistic: Stats.SUM, period: FIVE_MINUTES }),
        threshold: 5,
      },
      SlowAnswers: {
        description: 'For a quarter of an hour, one request in a hundred took longer than three seconds.',
        metric: api.metricLatency({ statistic: Stats.p(99), period: FIVE_MINUTES }),
        threshold: 3_000,
        periods: 3,
      },
      // All functions of the account and region share one concurrency limit.
      Throttled: {
        description: 'Functions were throttled: more ran at once than the account allows.',
        metric: new Metric({
          namespace: 'AWS/Lambda',
          metricName: 'Throttles',
          statistic: Stats.SUM,
          period: FIVE_MINUTES,
        }),
        threshold: 1,
      },
      // 26 periods of an hour, not one of a day: a run may start seconds later than the day before.
      JobMissed: {
        description: 'The daily job was not run for more than a day: see its schedule.',
        metric: job.metricInvocations({ statistic: Stats.SUM, period: Duration.hours(1) }),
        threshold: 1,
        periods: 26,
        fewer: true,
      },
      // Lambda retries a failed run after a minute, so a single failure is harmless.
      JobFailing: {
        description: 'The daily job failed more than once within an hour: see its log.',
        metric: job.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        threshold: 2,
      },
      JobFailed: {
        description: 'A day was given up after every attempt: see the queue of failures, and run the job by hand.',
        metric: failures.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
        threshold: 1,
      },
    }
    for (const [name, alarm] of Object.entries(alarms)) this.alarm(name, alarm)
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

  private alarm(name: string, { description, metric, threshold, periods = 1, fewer }: AlarmDescription): void {
    new Alarm(this, name, {
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: fewer
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: fewer ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic))
  }
}
