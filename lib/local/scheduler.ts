/** The local EventBridge Scheduler: runs the daily job at its time in the timeline's zone while the host is running. */
import type { Instant } from '../../lambdas/domain/civil-date.ts'
import { dateIn, instantOf } from '../../lambdas/domain/time-zone.ts'
import type { Clock } from '../../lambdas/functions/config.ts'
import { JOBS } from '../../lambdas/jobs/jobs.ts'

const MINUTE = 60_000

/** Checks the clock every minute, since one long timer would fail when the laptop sleeps or its clock changes. */
export function everyDay(
  timeZone: string,
  now: Clock,
  run: (scheduledTime: Instant) => Promise<void>,
): { stop: () => void } {
  // A look at the clock misses no time that the clocks skip, so the first hour is enough.
  const {
    hours: [hour],
    minute,
  } = JOBS.anniversaries.schedule
  /** The latest day whose scheduled time has passed. */
  const dueDay = (at: Instant) => dateIn(timeZone, instantOf(Date.parse(at) - (hour * 60 + minute) * MINUTE))

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
