/** CloudWatch dashboard: requests, errors, latency, runs and table capacity. */
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront'
import { Dashboard, GraphWidget, type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Duration } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineApi } from './api.ts'
import type { TimelineTable } from './table.ts'

export interface TimelineDashboardProps {
  distribution: IDistribution
  api: TimelineApi
  functions: Record<string, IFunction>
  tables: Record<string, TimelineTable>
  failures: IQueue
}

const HOUR = Duration.hours(1)

/** Stays within the free tier: three dashboards of up to 50 metrics each. */
export class TimelineDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: TimelineDashboardProps) {
    super(scope, id, { defaultInterval: Duration.days(14) })
    const { distribution, api, failures } = props
    const functions = Object.entries(props.functions)
    const tables = Object.entries(props.tables)
    const sum = { statistic: Stats.SUM, period: HOUR }

    this.addWidgets(
      graph('Requests: all, and those that no cache answered', 'requests', [
        edge(distribution, 'Requests', 'all', Stats.SUM),
        api.metricCount({ ...sum, label: 'not from a cache' }),
      ]),
      graph('Errors', 'requests', [
        api.metricClientError({ ...sum, label: '4xx' }),
        api.metricServerError({ ...sum, label: '5xx' }),
      ]),
      graph('Time to answer', 'ms', [
        api.metricLatency({ statistic: Stats.p(50), period: HOUR, label: 'p50' }),
        api.metricLatency({ statistic: Stats.p(99), period: HOUR, label: 'p99' }),
      ]),
    )
    this.addWidgets(
      graph(
        'Runs of each function',
        'runs',
        functions.map(([label, run]) => run.metricInvocations({ ...sum, label })),
      ),
      graph('Failed runs', 'runs', [
        ...functions.map(([label, run]) => run.metricErrors({ ...sum, label })),
        failures.metricApproximateNumberOfMessagesVisible({
          statistic: Stats.MAXIMUM,
          period: HOUR,
          label: 'given up',
        }),
      ]),
      graph(
        'Duration, p99',
        'ms',
        functions.map(([label, run]) => run.metricDuration({ statistic: Stats.p(99), period: HOUR, label })),
      ),
    )
    this.addWidgets(
      graph(
        'Capacity used',
        'units',
        tables.flatMap(([name, table]) => [
          table.metricConsumedReadCapacityUnits({ ...sum, label: `${name}, read` }),
          table.metricConsumedWriteCapacityUnits({ ...sum, label: `${name}, written` }),
        ]),
      ),
      graph(
        'Throttled by the tables',
        'requests',
        tables.flatMap(([name, table]) => [
          table.metric('ReadThrottleEvents', { ...sum, label: `${name}, read` }),
          table.metric('WriteThrottleEvents', { ...sum, label: `${name}, written` }),
        ]),
      ),
      graph('Sent to readers', 'bytes', [edge(distribution, 'BytesDownloaded', 'bytes', Stats.SUM)]),
    )
  }
}

const graph = (title: string, label: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title, left, leftYAxis: { min: 0, label, showUnits: false }, width: 8, height: 6 })

/** CloudFront reports its metrics in us-east-1. */
const edge = (distribution: IDistribution, metricName: string, label: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    label,
    statistic,
    period: HOUR,
    region: 'us-east-1',
    dimensionsMap: { Region: 'Global', DistributionId: distribution.distributionId },
  })
