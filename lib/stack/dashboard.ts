/** CloudWatch dashboard: the alarms with what to do, requests, errors, latency, runs and table capacity, and queries of the logs. */
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront'
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryWidget,
  Metric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { type ILogGroup, QueryDefinition, QueryString, type QueryStringProps } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { ALARMS } from './alarm-table.ts'
import type { Alarms } from './alarms.ts'
import type { TimelineApi } from './api.ts'
import type { TimelineTable } from './table.ts'
import { metricsNamespace, timelineName } from './timeline-name.ts'

export interface TimelineDashboardProps {
  alarms: Alarms
  distribution: IDistribution
  api: TimelineApi
  functions: Record<string, LambdaFunction>
  tables: Record<string, TimelineTable>
  failures: IQueue
}

const HOUR = Duration.hours(1)

/** Saved in CloudWatch Logs Insights. Fields below `message` are those of the functions' own lines (`lambdas/http/telemetry.ts`). */
const QUERIES: Record<string, { of: 'api' | 'api and functions'; query: QueryStringProps }> = {
  'failed requests': {
    of: 'api and functions',
    query: {
      fields: [
        '@timestamp',
        'coalesce(id, message.id) as request',
        'status',
        'coalesce(route, message.route) as path',
        'message.error',
        'integrationError',
      ],
      filterStatements: ['status like /^5/ or level = "ERROR"'],
      sort: 'request desc, @timestamp desc',
      limit: 100,
    },
  },
  'refused requests': {
    of: 'api',
    query: {
      filterStatements: ['status = "429"'],
      statsStatements: ['count(*) as requests by agent, route'],
      sort: 'requests desc',
      limit: 20,
    },
  },
  'slow requests': {
    of: 'api',
    query: {
      filterStatements: ['milliseconds >= 1000'],
      statsStatements: ['count(*) as requests, pct(milliseconds, 90) as p90 by route'],
      sort: 'requests desc',
      limit: 20,
    },
  },
}

/** Stays within the free tier: three dashboards of up to 50 metrics each. */
export class TimelineDashboard extends Dashboard {
  /** In the CloudWatch console. */
  readonly address: string

  constructor(scope: Construct, id: string, props: TimelineDashboardProps) {
    super(scope, id, { defaultInterval: Duration.days(14) })
    this.address = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${this.dashboardName}`
    const { alarms, distribution, api, failures } = props
    const functions = Object.entries(props.functions)
    const tables = Object.entries(props.tables)
    const sum = { statistic: Stats.SUM, period: HOUR }
    const own = (metricName: string, label: string, statistic: string, dimensionsMap = {}) =>
      new Metric({ namespace: metricsNamespace(scope), metricName, label, statistic, period: HOUR, dimensionsMap })

    this.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 8, height: 6 }),
      new TextWidget({ markdown: alarmTexts(), width: 16, height: 6 }),
    )
    this.addWidgets(
      graph('Requests: all, and those that no cache answered', 'requests', [
        edge(distribution, 'Requests', 'all', Stats.SUM),
        api.metricCount({ ...sum, label: 'not from a cache' }),
      ]),
      graph('Errors', 'requests', [
        api.metricClientError({ ...sum, label: '4xx' }),
        api.metricServerError({ ...sum, label: '5xx' }),
        api.refusedRequests.metric({ ...sum, label: 'above the limit' }),
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
        'Answers of the functions',
        'answers',
        ['made', 'cached', 'unchanged', 'error'].map(answer => own('Responses', answer, Stats.SUM, { answer })),
      ),
      graph('Highlights and announcements', 'a day', [
        own('Highlights', 'highlights', Stats.MAXIMUM),
        own('Announcements', 'announcements', Stats.SUM),
      ]),
      graph('Sent to readers', 'bytes', [edge(distribution, 'BytesDownloaded', 'bytes', Stats.SUM)]),
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
    )
    this.addQueries(
      timelineName(scope),
      api.log,
      functions.map(([, { logGroup }]) => logGroup),
    )
  }

  private addQueries(timeline: string, accessLog: ILogGroup, functionLogs: ILogGroup[]): void {
    for (const [name, { of, query }] of Object.entries(QUERIES)) {
      const logGroups = of === 'api' ? [accessLog] : [accessLog, ...functionLogs]
      const queryString = new QueryString(query)
      new QueryDefinition(this, name, { queryDefinitionName: `${timeline}/${name}`, logGroups, queryString })
      this.addWidgets(
        new LogQueryWidget({
          title: name,
          logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
          queryString: queryString.toString(),
          width: 24,
          height: 6,
        }),
      )
    }
  }
}

const alarmTexts = (): string =>
  ['| Alarm | When | What to do |', '|---|---|---|']
    .concat(Object.entries(ALARMS).map(([name, { fires, todo }]) => `| ${name} | ${fires} | ${todo} |`))
    .join('\n')

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
