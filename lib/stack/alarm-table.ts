/** The alarms as data: for CloudWatch, the dashboard, the documentation and the tests of their arithmetic. */

/** The measures that an alarm can watch; `alarms.ts` maps each to a metric. */
export type WatchedMetric = 'serverErrors' | 'refusedRequests' | 'latency' | 'jobRuns' | 'jobFailures'

export interface AlarmFacts {
  /** When it fires. One sentence. */
  fires: string
  /** The steps to take when the alarm fires. */
  todo: string
  metric: WatchedMetric
  /** As CloudWatch names it: `Sum`, `Maximum`, `p90` … */
  statistic: string
  periodSeconds: number
  /** Number of latest periods that must all breach. */
  periods: number
  comparison: '>=' | '<'
  threshold: number
  /** The treatment of a period without data. */
  missing: 'breaching' | 'notBreaching'
  /** Whether a percentile of too few samples leaves the state of the alarm as it is. */
  ignoresFewSamples?: true
}

const FIVE_MINUTES = 300
const HOUR = 3_600

/** Each asks for an action and watches one metric, since a formula is billed for each metric in it. */
export const ALARMS = {
  ServerErrors: {
    fires:
      'At least 5 requests within five minutes ended with a 5xx. A write refused with 503 while data is loaded does not count.',
    todo: 'Run the saved query "failed requests" on the dashboard: it shows each request and the line of its function.',
    metric: 'serverErrors',
    statistic: 'Sum',
    periodSeconds: FIVE_MINUTES,
    periods: 1,
    comparison: '>=',
    threshold: 5,
    missing: 'notBreaching',
  },
  SlowAnswers: {
    // CloudWatch calls p90 significant from 100 samples: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
    fires:
      'For a quarter of an hour, one request in ten took three seconds or longer. It needs 100 requests in five minutes.',
    todo: 'See on the dashboard which function is slow, and whether the tables were throttled.',
    metric: 'latency',
    statistic: 'p90',
    periodSeconds: FIVE_MINUTES,
    periods: 3,
    comparison: '>=',
    threshold: 3_000,
    missing: 'notBreaching',
    ignoresFewSamples: true,
  },
  Refused: {
    fires: 'For a quarter of an hour, the limit of requests a second turned away 20 or more requests in five minutes.',
    todo: 'Run the saved query "refused requests". Many clients: raise requestsPerSecond. A single one: set visitorLimit.',
    metric: 'refusedRequests',
    statistic: 'Sum',
    periodSeconds: FIVE_MINUTES,
    periods: 3,
    comparison: '>=',
    threshold: 20,
    missing: 'notBreaching',
  },
  JobMissed: {
    // 26 hours, because a run may start seconds later than the day before.
    fires: 'The daily job has not run for more than a day. A deployment runs it too.',
    todo: 'Look at the schedule of the stack in EventBridge Scheduler: is it enabled, and may its role invoke the job?',
    metric: 'jobRuns',
    statistic: 'Sum',
    periodSeconds: HOUR,
    periods: 26,
    comparison: '<',
    threshold: 1,
    missing: 'breaching',
  },
  JobFailed: {
    fires:
      'The daily job, or a notification of a change, failed in every attempt. The next run or change may have made up for it.',
    todo: 'Read the logs of anniversaries and publisher, remove the cause, run the job by hand (docs/operations.md) and purge the queue.',
    metric: 'jobFailures',
    statistic: 'Maximum',
    periodSeconds: FIVE_MINUTES,
    periods: 1,
    comparison: '>=',
    threshold: 1,
    missing: 'notBreaching',
  },
} as const satisfies Record<string, AlarmFacts>

export type AlarmName = keyof typeof ALARMS
