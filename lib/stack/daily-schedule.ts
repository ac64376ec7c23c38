/** Runs a function once a day by the clocks of a time zone, and keeps what could not be run. */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration, Stack, TimeZone, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { OperatorError } from '../operator-error.ts'

export interface DailyScheduleProps {
  /** Time of day on the clocks of `timeZone`. */
  at: { hour: number; minute: number }
  /** IANA name. */
  timeZone: string
  /** Invoked asynchronously with `{"scheduledTime": "2026-07-13T15:05:00Z"}`. */
  run: IFunction
}

/** A daily invocation. @throws {OperatorError} when the time zone is none */
export class DailySchedule extends Construct {
  /** The invocations that could not be delivered, and those that failed every time. */
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
      reason: 'It is itself where failures end; an alarm tells of each.',
    })
    this.failures = failures
    const mayReport = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] })

    // The role that CDK would make may invoke every version of the function.
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
    role.addToPolicy(mayReport)

    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({
        minute: String(at.minute),
        hour: String(at.hour),
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
    // The schedule only sees whether Lambda took the invocation: what happens after that, Lambda retries.
    run.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    })
    run.addToRolePolicy(mayReport)
  }
}

/** EventBridge Scheduler takes no offsets, and would find a misspelt zone only in the middle of a deployment. */
function ianaName(timeZone: string): string {
  if (/^[A-Za-z]/.test(timeZone) && isKnown(timeZone)) return timeZone
  throw new OperatorError(`timeZone "${timeZone}" is not the name of a time zone; write one such as Asia/Seoul`)
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
