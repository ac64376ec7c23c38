/** What the owner is woken by: each alarm is something that a person has to look into, and nothing that mends itself. */
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
  /** What could not be run. */
  failures: IQueue
}

interface AlarmDescription {
  /** What has happened, as the mail says it. */
  description: string
  metric: IMetric
  threshold: number
  /** How many periods of the metric it takes; 1 without. */
  periods?: number
  fewer?: true
}

const FIVE_MINUTES = Duration.minutes(5)

/**
 * Six alarms of one metric each, where ten are free. Tables that throttle are not among them: on-demand tables hardly do, and where they do,
 * the answer is a 503, of which an alarm tells.
 */
export class Alarms extends Construct {
  /** Not the topic of the announcements, to which anybody may be subscribed. */
  readonly topic: Topic

  constructor(scope: Construct, id: string, { api, job, failures }: AlarmsProps) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', { enforceSSL: true })
    this.mayBeToldBy('cloudwatch.amazonaws.com')

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
      // Of all functions of the account and region, for it is their common limit that throttles.
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
      // Hours rather than a day: a day's run may come seconds later than that of the day before.
      JobMissed: {
        description: 'The daily job was not run for more than a day: see its schedule.',
        metric: job.metricInvocations({ statistic: Stats.SUM, period: Duration.hours(1) }),
        threshold: 1,
        periods: 26,
        fewer: true,
      },
      // One failure is mended by the next attempt, a minute later.
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

  /** Lets a service of AWS publish, on behalf of this account alone. */
  mayBeToldBy(service: string): void {
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
