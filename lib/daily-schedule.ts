/** Runs a function once a day by the clocks of a time zone, and keeps what could not be run. */
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Duration, TimeZone } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { OperatorError } from './operator-error.ts'

export interface DailyScheduleProps {
  /** Time of day on the clocks of `timeZone`. */
  at: { hour: number; minute: number }
  /** IANA name. */
  timeZone: string
  /** Invoked asynchronously with `{"scheduledTime": "2026-07-13T15:05:00Z"}`. */
  run: IFunction
  /** Takes the invocations that could not be delivered, and those that failed every time. */
  failures: IQueue
}

/** A daily invocation. @throws {OperatorError} when the time zone is none */
export class DailySchedule extends Schedule {
  constructor(scope: Construct, id: string, { at, timeZone, run, failures }: DailyScheduleProps) {
    super(scope, id, {
      schedule: ScheduleExpression.cron({
        minute: String(at.minute),
        hour: String(at.hour),
        timeZone: TimeZone.of(ianaName(timeZone)),
      }),
      target: new LambdaInvoke(run, {
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        retryAttempts: 3,
        maxEventAge: Duration.hours(1),
        deadLetterQueue: failures,
      }),
    })
    // The schedule only sees whether Lambda took the invocation: what happens after that, Lambda retries.
    run.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(failures) })
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
