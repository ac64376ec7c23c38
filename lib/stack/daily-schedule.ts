/** Runs a function every day in a time zone; failed runs go to a dead-letter queue. */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration, Stack, TimeZone, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { isTimeZone } from '../../lambdas/domain/time-zone.ts'
import { OperatorError } from '../operator-error.ts'

export interface DailyScheduleProps {
  /** Local times in `timeZone`. */
  at: { hours: readonly number[]; minute: number }
  /** IANA name. */
  timeZone: string
  /** Invoked asynchronously with `{"scheduledTime": "2026-07-13T15:05:00Z"}`. */
  run: IFunction
}

/** @throws {OperatorError} if the time zone is unknown */
export class DailySchedule extends Construct {
  /** Dead-letter queue: invocations that were not delivered, or failed on every attempt. */
  readonly failures: IQueue

  constructor(scope: Construct, id: string, { at, timeZone, run }: DailyScheduleProps) {
    super(scope, id)
    const failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    Validations.of(failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue itself; an alarm reports each message.',
    })
    this.failures = failures
    const sendFailures = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] })

    // The role that the CDK creates by default could invoke every version of the function.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    })
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [run.functionArn] }))
    role.addToPolicy(sendFailures)

    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({
        minute: String(at.minute),
        hour: at.hours.join(','),
        timeZone: TimeZone.of(ianaName(timeZone)),
      }),
      target: new LambdaInvoke(run, {
        role: role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        retryAttempts: 3,
        maxEventAge: Duration.hours(1),
        deadLetterQueue: failures,
      }),
    })
    // The schedule only knows whether Lambda accepted the invocation. Lambda retries failed runs.
    run.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    })
    run.addToRolePolicy(sendFailures)
  }
}

/** EventBridge Scheduler accepts no UTC offsets and would reject a misspelt zone only during the deployment. */
function ianaName(timeZone: string): string {
  if (/^[A-Za-z]/.test(timeZone) && isTimeZone(timeZone)) return timeZone
  throw new OperatorError(`timeZone "${timeZone}" is not a known time zone; use an IANA name such as Asia/Seoul`)
}
