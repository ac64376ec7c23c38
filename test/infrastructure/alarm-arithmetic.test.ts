/** What every alarm does on a first, an idle, a busy and a broken day, by the rules that CloudWatch documents. */
import { describe, expect, test } from '@jest/globals'
import { ALARMS, type AlarmFacts, type AlarmName } from '../../lib/stack/alarm-table.ts'
import { alarmState, alarmStates, type Datapoint } from '../support/cloudwatch-alarm.ts'

/** Datapoints that CloudWatch fetches beyond those of the alarm: it does not say how many, so the result must not depend on it. */
const EXTRA = [0, 2, 5]

const times = (count: number, value: Datapoint): Datapoint[] => Array.from({ length: count }, () => value)
const FIVE_MINUTES_A_DAY = 288
const none = times(FIVE_MINUTES_A_DAY, undefined)

/** By hour: the runs at 00:05 and 01:05. */
const scheduled = [1, 1, ...times(22, undefined)]

/** Below 100 samples, CloudWatch leaves an alarm for a p90 as it is: such a period counts as missing here. */
const days: Record<
  AlarmName,
  Record<'first' | 'idle' | 'busy' | 'broken', { points: Datapoint[]; alarms: boolean }>
> = {
  ServerErrors: {
    // Reported as 0 while anybody asks.
    first: { points: [0, ...none.slice(1)], alarms: false },
    idle: { points: none, alarms: false },
    // A mistake here and there.
    busy: { points: times(FIVE_MINUTES_A_DAY, 4), alarms: false },
    broken: { points: [...times(10, 0), 5, ...times(10, 0)], alarms: true },
  },
  SlowAnswers: {
    first: { points: none, alarms: false },
    // Three requests, each a cold start, are too few for a percentile.
    idle: { points: none, alarms: false },
    // Slow for ten minutes, while many processes start.
    busy: { points: [...times(100, 200), 3_500, 3_500, ...times(100, 200)], alarms: false },
    broken: { points: [...times(100, 200), 3_500, 4_000, 3_000], alarms: true },
  },
  Refused: {
    first: { points: none, alarms: false },
    idle: { points: none, alarms: false },
    // A burst, such as many readers on the hour.
    busy: { points: [...times(20, 0), 400, ...times(11, 0), 300, 200, 0], alarms: false },
    // One client that never stops.
    broken: { points: [...times(20, 0), 25, 2_000, 2_000], alarms: true },
  },
  JobMissed: {
    // The deployment's own run, then the night's.
    first: { points: [1, ...times(8, undefined), ...scheduled], alarms: false },
    idle: { points: [...scheduled, ...scheduled, ...scheduled], alarms: false },
    // A day of 25 hours, on which the clocks go back, and one on which they skip 00:05.
    busy: { points: [...scheduled, undefined, ...scheduled, undefined, 1, ...times(22, undefined), 1], alarms: false },
    // Somebody disables the schedule.
    broken: { points: [...scheduled, ...times(40, undefined)], alarms: true },
  },
  JobFailed: {
    // A queue that nobody uses reports nothing.
    first: { points: none, alarms: false },
    idle: { points: none, alarms: false },
    busy: { points: times(72, 0), alarms: false },
    // SQS stops reporting a queue that was not used for six hours: the alarm returns to OK and can report the next failure.
    broken: { points: [undefined, ...times(72, 1), ...times(20, undefined)], alarms: true },
  },
}

const cases = Object.entries(days).flatMap(([name, each]) =>
  Object.entries(each).map(([day, { points, alarms }]) => ({ name: name as AlarmName, day, points, alarms })),
)

test.each(cases)('$name on a $day day: $alarms', ({ name, points, alarms }) => {
  for (const extra of EXTRA) expect(alarmStates(ALARMS[name], points, extra).includes('ALARM')).toBe(alarms)
})

describe('an alarm', () => {
  test('has a first, an idle, a busy and a broken day here', () => {
    expect(Object.keys(days).sort()).toEqual(Object.keys(ALARMS).sort())
  })

  test('for a missed job is raised within 32 hours of the last run, and ends with the next', () => {
    for (const extra of EXTRA) {
      const states = alarmStates(ALARMS.JobMissed, [...times(1, 1), ...times(40, undefined), 1], extra)
      expect(states.indexOf('ALARM')).toBe(26 + extra)
      expect(states.at(-1)).toBe('OK')
    }
  })

  test('for a missed job that was made before any run would have been in ALARM from the start', () => {
    expect(alarmState(ALARMS.JobMissed, times(31, undefined))).toBe('ALARM')
  })

  test('for a failed job ends when SQS stops reporting, so that the next failure is a change again', () => {
    const states = alarmStates(ALARMS.JobFailed, days.JobFailed.broken.points, 2)
    expect(states.at(-1)).toBe('OK')
  })

  test('says when it fires and what to do in sentences', () => {
    for (const { fires, todo } of Object.values<AlarmFacts>(ALARMS)) {
      expect(fires).toMatch(/^[A-Z].*\.$/)
      expect(todo).toMatch(/^[A-Z].*[.?]$/)
      // CloudWatch's limit for the description of an alarm.
      expect(`${fires} ${todo}`.length).toBeLessThanOrEqual(1024)
    }
  })
})

/** The examples of CloudWatch's documentation for an alarm of 3 out of 3: X breaches, 0 does not, - is missing. */
test.each([
  ['0-X-X', 'OK', 'OK'],
  ['0----', 'OK', 'OK'],
  ['-----', 'ALARM', 'OK'],
  ['0XX-X', 'ALARM', 'ALARM'],
  ['--X--', 'ALARM', 'OK'],
])(
  '%s is evaluated as CloudWatch documents: %s with missing data breaching, %s otherwise',
  (drawn, breaching, notBreaching) => {
    const points = [...drawn].map(each => ({ X: 1, '0': 0 })[each])
    const alarm = { periods: 3, comparison: '>=', threshold: 1 } as const
    expect(alarmState({ ...alarm, missing: 'breaching' }, points)).toBe(breaching)
    expect(alarmState({ ...alarm, missing: 'notBreaching' }, points)).toBe(notBreaching)
  },
)
