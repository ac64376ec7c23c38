/** The local EventBridge Scheduler: runs the daily job at its time in the timeline's zone while the host is running. */
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import type { Clock } from '../../lambdas/functions/config.ts'
import { JOBS } from '../../lambdas/jobs/jobs.ts'

const MINUTE = 60_000

/** Checks the clock every minute, since one long timer would fail when the laptop sleeps or its clock changes. */
export function everyDay(
  timeZone: string,
  now: Clock,
  run: (scheduledTime: Instant) => Promise<void>,
): { stop: () => void } {
  const { hour, minute } = JOBS.anniversaries.schedule
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  /** The latest day whose scheduled time has passed. */
  const dueDay = (at: Instant): string =>
    format.format(new Date(Date.parse(at) - (hour * 60 + minute) * MINUTE)).slice(0, 10)

  let last = dueDay(now())
  const timer = setInterval(() => {
    const at = now()
    const due = dueDay(at)
    if (due === last) return
    last = due
    void run(at)
  }, MINUTE)
  return { stop: () => clearInterval(timer) }
}
