/** Log and metrics of a Lambda function. */
import type { Log, Metrics } from '../http/telemetry.ts'

/** Lambda's JSON format makes one line of the object, with level, time and request id. */
export const lambdaLog: Log = (level, entry) => console[level](entry)

/**
 * A line that CloudWatch turns into metrics:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html Not by `console`,
 * which would wrap it in a log line.
 */
export const embeddedMetrics =
  (namespace: string, now: () => number = Date.now): Metrics =>
  (numbers, properties = {}, dimension) => {
    const CloudWatchMetrics = [
      {
        Namespace: namespace,
        Dimensions: [dimension === undefined ? [] : [dimension]],
        Metrics: Object.keys(numbers).map(Name => ({ Name, Unit: 'Count' })),
      },
    ]
    process.stdout.write(
      `${JSON.stringify({ _aws: { Timestamp: now(), CloudWatchMetrics }, ...numbers, ...properties })}\n`,
    )
  }
