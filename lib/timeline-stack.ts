/** The whole service as one CloudFormation stack. */
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { FALLBACK_FUNCTION, type FunctionName, JOBS, ROUTES } from '../lambdas/routes.ts'
import type { TableName } from '../lambdas/store/tables.ts'
import { buildId } from './build-id.ts'
import { DailySchedule } from './daily-schedule.ts'
import { OperatorError } from './operator-error.ts'
import { accessOf } from './table-access.ts'
import { TimelineApi } from './timeline-api.ts'
import { TimelineFunction } from './timeline-function.ts'
import { TimelineTable } from './timeline-table.ts'

export interface TimelineStackProps {
  /** The project's root folder. */
  root: string
  /** The timeline's own time zone, by its IANA name. */
  timeZone: string
}

/** Tables, functions, their addresses, the daily job. With the context `retain=false`, all of it goes when the stack goes. */
export class TimelineStack extends Stack {
  constructor(scope: Construct, id: string, { root, timeZone }: TimelineStackProps) {
    super(scope, id)
    const retain = isRetained(this)

    const tables: Record<TableName, TimelineTable> = {
      events: new TimelineTable(this, 'events', { retain }),
      highlights: new TimelineTable(this, 'highlights', { retain }),
    }
    const api = new TimelineApi(this, 'Api')
    const announcements = new Topic(this, 'Announcements', { enforceSSL: true })
    const failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })

    const environment = { PUBLIC_URL: api.apiEndpoint, BUILD: buildId(root) }
    const answering = { root, environment, timeout: Duration.seconds(10) }
    const working = { root, environment, timeout: Duration.minutes(5) }
    const functions: Record<FunctionName, TimelineFunction> = {
      api: new TimelineFunction(this, 'api', answering),
      feeds: new TimelineFunction(this, 'feeds', answering),
      anniversaries: new TimelineFunction(this, 'anniversaries', working),
      loader: new TimelineFunction(this, 'loader', { ...working, dataFolder: 'data' }),
    }

    functions.api.mayUse(tables, accessOf('api'))
    functions.feeds.mayUse(tables, accessOf('feeds'))
    functions.anniversaries.mayUse(tables, accessOf('anniversaries'))
    functions.anniversaries.mayAnnounceOn(announcements)
    functions.loader.mayUse(tables, accessOf('loader'))

    api.serve(ROUTES, { api: functions.api.lambda, feeds: functions.feeds.lambda }, FALLBACK_FUNCTION)
    new DailySchedule(this, 'Anniversaries', {
      at: JOBS.anniversaries.schedule,
      timeZone,
      run: functions.anniversaries.lambda,
      failures,
    })

    new CfnOutput(this, 'Address', { value: api.apiEndpoint })
    new CfnOutput(this, 'AnnouncementsTopic', { value: announcements.topicArn })
  }
}

function isRetained(stack: Stack): boolean {
  const retain = String(stack.node.tryGetContext('retain') ?? true)
  if (retain === 'true' || retain === 'false') return retain === 'true'
  throw new OperatorError(`Context retain is "${retain}"; allowed are true and false`)
}
